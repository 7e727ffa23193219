//! A call: what is asked for, made while other Ruby threads run, and made again for the next page.

use magnus::value::ReprValue as _;
use magnus::{Error, RArray, RHash, Ruby, Value};
use nextgen::ErrorKind;
use nextgen::api::{Answer, Operation};
use nextgen::bridge::{CallOptions, Item, Params, Reply, Target, Value as Wire};

use crate::client::Client;
use crate::kinds::Kind;
use crate::pager::Pager;
use crate::{convert, errors, lock, object};

/// Options that are for bindings to set, and not for users.
const OWN_OPTIONS: &[&str] = &["env", "host", "key_may_follow", "milliseconds"];

/// A call ready to be made.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) client: Client,
    pub(crate) goal: Goal,
    pub(crate) params: Params,
    pub(crate) options: CallOptions,
}

/// What a call is for.
#[derive(Clone)]
pub(crate) enum Goal {
    /// An operation of the table, on the object of that id where one was given.
    Operation { operation: &'static Operation, id: Option<String> },
    /// Any request.
    Request { method: String, path: String },
}

impl Goal {
    fn target(&self) -> Target<'_> {
        match self {
            Goal::Operation { operation, id } => {
                Target::Operation { name: operation.name, id: id.as_deref() }
            }
            Goal::Request { method, path } => Target::Request { method, path },
        }
    }

    /// Returns what the table says of the answer; nothing for a request that is not in it.
    fn answer(&self) -> Option<Answer> {
        let Goal::Operation { operation, .. } = self else { return None };
        Some(operation.answer)
    }
}

impl Call {
    /// Makes the call; a page gets what it needs to fetch the next.
    pub(crate) fn make(self, ruby: &Ruby) -> Result<Value, Error> {
        let Reply { body, last_response } = lock::without(ruby, |stop| {
            self.client.core.call_document(
                &self.goal.target(),
                &self.params,
                self.options.clone(),
                Some(stop),
            )
        })?
        .map_err(|error| errors::raised(ruby, &error))?;
        let answer = self.goal.answer();
        let is_page = match answer {
            Some(answer) => matches!(answer, Answer::List(_)),
            None => body.root().get("object").and_then(Item::text) == Some("list"),
        };
        if is_page {
            return object::page(ruby, body, last_response, Pager::wrap(ruby, self));
        }
        Ok(object::answer(ruby, body, Some(last_response), |item| match answer {
            Some(Answer::Deleted(_)) => Kind::named("Deleted"),
            _ => Kind::of(item, answer.map(|answer| Kind::of_object(answer.object_name()))),
        }))
    }
}

/// The parameters and options of a call, taken apart.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) params: Params,
    pub(crate) options: Vec<(String, Wire)>,
}

impl Asked {
    /// Takes a value or nil for each parameter of an operation, in the order of the core's table.
    pub(crate) fn take_declared(
        &mut self,
        ruby: &Ruby,
        operation: &Operation,
        given: RArray,
    ) -> Result<(), Error> {
        if given.len() != operation.params.len() {
            let message = format!("{} takes {} parameters.", operation.name, operation.params.len());
            return Err(errors::refused(ruby, ErrorKind::InvalidRequest, "params", &message));
        }
        // By their places: to go through an array, magnus makes another.
        for (param, at) in operation.params.iter().zip(0..) {
            let given: Value = given.entry(at)?;
            if !given.is_nil() {
                self.params.set(param.name, convert::value(ruby, given)?);
            }
        }
        Ok(())
    }

    /// Takes keywords, of which each is a parameter or an option.
    pub(crate) fn take(&mut self, ruby: &Ruby, given: RHash) -> Result<(), Error> {
        convert::each_pair(ruby, given, |name, given| {
            if given.is_nil() {
                return Ok(());
            }
            match name.as_str() {
                "extra_params" => self.take_extra(ruby, given),
                // Every other keyword of a call is a parameter.
                option if CallOptions::NAMES.contains(&option) => {
                    self.options.push((name, convert::option(ruby, given)?));
                    Ok(())
                }
                _ => {
                    self.params.set(name, convert::value(ruby, given)?);
                    Ok(())
                }
            }
        })
    }

    /// Takes keywords that are all options.
    pub(crate) fn take_options(&mut self, ruby: &Ruby, given: RHash) -> Result<(), Error> {
        convert::each_pair(ruby, given, |name, given| {
            if given.is_nil() {
                return Ok(());
            }
            if name == "extra_params" {
                return self.take_extra(ruby, given);
            }
            self.options.push(option(ruby, name, given)?);
            Ok(())
        })
    }

    fn take_extra(&mut self, ruby: &Ruby, given: Value) -> Result<(), Error> {
        convert::each_pair(ruby, hash_argument(ruby, "extra_params", given)?, |name, given| {
            self.params.set_extra(name, convert::value(ruby, given)?);
            Ok(())
        })
    }
}

/// Takes an option of a user's, whose name the core judges.
pub(crate) fn option(ruby: &Ruby, name: String, given: Value) -> Result<(String, Wire), Error> {
    if OWN_OPTIONS.contains(&name.as_str()) {
        let message = format!("There is no option {name:?}.");
        return Err(errors::refused(ruby, ErrorKind::Configuration, &name, &message));
    }
    Ok((name, convert::option(ruby, given)?))
}

/// Takes a text that a call cannot do without.
pub(crate) fn text_argument(ruby: &Ruby, name: &str, given: Value) -> Result<String, Error> {
    convert::text(ruby, given).ok_or_else(|| wrong(ruby, name, "text", given))
}

/// Takes a Hash that a call cannot do without.
pub(crate) fn hash_argument(ruby: &Ruby, name: &str, given: Value) -> Result<RHash, Error> {
    RHash::from_value(given).ok_or_else(|| wrong(ruby, name, "a Hash", given))
}

fn wrong(ruby: &Ruby, name: &str, wanted: &str, given: Value) -> Error {
    let message =
        format!("{name} must be {wanted}; got {}. Nothing was sent.", convert::described(ruby, given));
    errors::refused(ruby, ErrorKind::InvalidRequest, name, &message)
}
