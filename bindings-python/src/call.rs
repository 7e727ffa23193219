//! One call: what was asked, split into parameters and options; the making; and the answer.

use std::sync::Arc;

use nextgen::bridge::{self, CallOptions, Document, Params, Reply, Target, Value};
use nextgen::{Error, ErrorKind, Stop};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyType};

use crate::classes;
use crate::error::{exception, wrong_type};
use crate::origin::{Listing, Origin};
use crate::seed::build;
use crate::value::{pairs, text, value};

/// What a call asks for.
pub(crate) struct Ask {
    pub(crate) goal: Goal,
    pub(crate) params: Params,
    pub(crate) options: CallOptions,
    /// The class of the answer, where it does not follow from the answer itself.
    pub(crate) class: Option<Py<PyType>>,
}

/// Where a call goes.
#[derive(Clone)]
pub(crate) enum Goal {
    Operation { name: String, id: Option<String> },
    Request { method: String, path: String },
}

impl Ask {
    /// Asks for an operation, by the keywords that its method was given.
    pub(crate) fn operation(
        name: &str,
        class: Option<Bound<'_, PyType>>,
        id: Option<&Bound<'_, PyAny>>,
        given: &Bound<'_, PyDict>,
    ) -> PyResult<Ask> {
        let id = id.map(|id| required_text("id", id)).transpose()?;
        let mut ask = Ask {
            goal: Goal::Operation { name: name.to_owned(), id },
            params: Params::new(),
            options: CallOptions::default(),
            class: class.map(Bound::unbind),
        };
        let mut options = Vec::new();
        let mut extra = None;
        for (name, given) in given.iter() {
            // Python's keywords are texts; one with a lone surrogate is named as the core would.
            let name = text(&name).unwrap_or_else(|| "\u{fffd}".to_owned());
            if CallOptions::NAMES.contains(&name.as_str()) {
                options.push((name, value(&given)));
            } else if name == "extra_params" {
                extra = Some(given);
            } else {
                ask.params.set(name, value(&given));
            }
        }
        // What reports errors shows the locals of frames, where a key must not be.
        given.clear();
        for (name, value) in extra.map_or(Ok(Vec::new()), |extra| named("extra_params", &extra))? {
            ask.params.set_extra(name, value);
        }
        ask.options = CallOptions::new(options);
        Ok(ask)
    }

    /// Asks for anything.
    pub(crate) fn request(
        method: &Bound<'_, PyAny>,
        path: &Bound<'_, PyAny>,
        class: Option<Bound<'_, PyType>>,
        params: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Ask> {
        let given = pairs(options);
        options.clear();
        let mut all: Params = named("params", params)?.into_iter().collect();
        let mut options = given.unwrap_or_default();
        options.retain_mut(|(name, given)| {
            if name == "extra_params"
                && let Value::Map(extra) = given
            {
                extra.drain(..).for_each(|(name, value)| all.set_extra(name, value));
                return false;
            }
            true
        });
        Ok(Ask {
            goal: Goal::Request {
                method: required_text("method", method)?,
                path: required_text("path", path)?,
            },
            params: all,
            options: CallOptions::new(options),
            class: class.map(Bound::unbind),
        })
    }

    /// Asks for the page behind that of `listing`, whose first and last objects have those ids.
    pub(crate) fn next_page(
        py: Python<'_>,
        listing: &Listing,
        has_more: bool,
        (first, last): (Option<&str>, Option<&str>),
    ) -> PyResult<Option<Ask>> {
        let Ask { goal, params, options, class } = &listing.ask;
        let next = bridge::next_page(params, has_more, first, last).map_err(|error| exception(py, &error))?;
        Ok(next.map(|params| Ask {
            goal: goal.clone(),
            params,
            options: options.clone(),
            class: class.as_ref().map(|class| class.clone_ref(py)),
        }))
    }

    /// Makes the call; Python is not needed meanwhile.
    pub(crate) fn run(&self, client: &bridge::Client, stop: Stop) -> Result<Reply<Document>, Error> {
        let target = match &self.goal {
            Goal::Operation { name, id } => Target::Operation { name, id: id.as_deref() },
            Goal::Request { method, path } => Target::Request { method, path },
        };
        client.call_document(&target, &self.params, self.options.clone(), Some(stop))
    }

    /// Makes the Python object of the answer, or the exception.
    pub(crate) fn answer<'py>(
        self,
        py: Python<'py>,
        client: bridge::Client,
        result: Result<Reply<Document>, Error>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let Reply { body, last_response } = result.map_err(|error| exception(py, &error))?;
        let root = body.root();
        let is_page = root.get("object").and_then(|name| name.text()) == Some("list");
        // `request` gives a class for pages only; a method's class is that of its answer.
        let fixed = is_page || matches!(self.goal, Goal::Operation { .. });
        let class = match &self.class {
            Some(class) if fixed && !is_event(&body) => class.bind(py).clone(),
            _ => classes::of(py, root)?,
        };
        let listing = is_page.then(|| Listing { client, ask: self });
        let origin = Origin { last_response, listing };
        build(&class, body.clone(), root.place(), Some(Arc::new(origin)))
    }
}

/// Says whether an answer is an event, whose class follows from its type.
fn is_event(document: &Document) -> bool {
    document.root().get("object").and_then(|name| name.text()) == Some("event")
}

/// Takes a text that a call cannot do without.
fn required_text(param: &str, given: &Bound<'_, PyAny>) -> PyResult<String> {
    text(given).ok_or_else(|| {
        let got = value(given);
        let message = format!("{param} must be text; got {got}. Nothing was sent.");
        wrong_type(given.py(), ErrorKind::InvalidRequest, param, &message)
    })
}

/// Takes values by name; none is an empty map.
fn named(param: &str, given: &Bound<'_, PyAny>) -> PyResult<Vec<(String, Value)>> {
    match value(given) {
        Value::Null => Ok(Vec::new()),
        Value::Map(pairs) => Ok(pairs),
        other => {
            let hint = if given.is_instance_of::<PyString>() { " Not encoded, but as a dict." } else { "" };
            let message =
                format!("{param} must be a dict of names and values; got {other}.{hint} Nothing was sent.");
            Err(wrong_type(given.py(), ErrorKind::InvalidRequest, param, &message))
        }
    }
}
