//! The client: options in, calls out, Python free to run other threads meanwhile.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError, RwLock};

use nextgen::{ErrorKind, bridge};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};

use crate::call::Ask;
use crate::error::{exception, guard, wrong_type};
use crate::inbox::{self, Call, To};
use crate::log::{Log, Wanted};
use crate::object::Object;
use crate::signals::Signals;
use crate::threads;
use crate::value::pairs;

/// The native half of a client. Threads may share it.
#[pyclass(frozen, module = "nextgen._native")]
pub(crate) struct Client(RwLock<Option<bridge::Client>>);

#[pymethods]
impl Client {
    #[new]
    fn new(py: Python<'_>, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        guard(py, || {
            let options = bridge::ClientOptions::new(taken(options)?);
            // The CA file is read here.
            let made = threads::detach(py, || bridge::Client::new(options, Some(Arc::new(Log)), None));
            made.map(Client::of).map_err(|error| exception(py, &error))
        })
    }

    /// Returns a client with those options for its calls, over the same connections.
    fn with_options(&self, py: Python<'_>, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        guard(py, || {
            let options = bridge::CallOptions::new(taken(options)?);
            let made = self.open(py)?.with(options);
            made.map(Client::of).map_err(|error| exception(py, &error))
        })
    }

    /// Lets go of the connections; calls are refused from now on.
    fn close(&self, py: Python<'_>) {
        let client = self.0.write().unwrap_or_else(PoisonError::into_inner).take();
        threads::detach(py, || drop(client));
    }

    /// Makes the call of an operation and returns its answer.
    fn call<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        class: Bound<'py, PyType>,
        id: Option<Bound<'py, PyAny>>,
        given: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyAny>> {
        guard(py, || run(py, self.open(py)?, Ask::operation(name, Some(class), id.as_ref(), given)?))
    }

    /// Makes any request and returns its answer.
    fn request<'py>(
        &self,
        method: &Bound<'py, PyAny>,
        path: &Bound<'py, PyAny>,
        class: Bound<'py, PyType>,
        params: &Bound<'py, PyAny>,
        options: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = params.py();
        guard(py, || run(py, self.open(py)?, Ask::request(method, path, Some(class), params, options)?))
    }

    /// Begins the call of an operation, whose answer the inbox will deliver to the future.
    fn start_call<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        class: Bound<'py, PyType>,
        id: Option<Bound<'py, PyAny>>,
        given: &Bound<'py, PyDict>,
        to: To<'py>,
    ) -> PyResult<Call> {
        guard(py, || {
            let ask = Ask::operation(name, Some(class), id.as_ref(), given)?;
            inbox::start(to, self.open(py)?, ask)
        })
    }

    /// Begins any request, as `start_call` does.
    fn start_request<'py>(
        &self,
        method: &Bound<'py, PyAny>,
        path: &Bound<'py, PyAny>,
        class: Bound<'py, PyType>,
        params: &Bound<'py, PyAny>,
        options: &Bound<'py, PyDict>,
        to: To<'py>,
    ) -> PyResult<Call> {
        let py = params.py();
        guard(py, || {
            let ask = Ask::request(method, path, Some(class), params, options)?;
            inbox::start(to, self.open(py)?, ask)
        })
    }

    /// Returns the page behind that one, or `None` at the end.
    #[staticmethod]
    fn next_page<'py>(py: Python<'py>, page: &Bound<'py, Object>) -> PyResult<Option<Bound<'py, PyAny>>> {
        guard(py, || following(py, page)?.map(|(client, ask)| run(py, client, ask)).transpose())
    }

    /// Begins to fetch the page behind that one, as `start_call` does; `None` at the end.
    #[staticmethod]
    fn start_next_page<'py>(
        py: Python<'py>,
        page: &Bound<'py, Object>,
        to: To<'py>,
    ) -> PyResult<Option<Call>> {
        guard(py, || following(py, page)?.map(|(client, ask)| inbox::start(to, client, ask)).transpose())
    }

    /// Shows the client's key, all but a few characters left out, and its base URL.
    fn __repr__(&self) -> String {
        match &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            Some(client) => {
                let text = format!("{client:?}");
                let inside = text.strip_prefix("Client(Client ").and_then(|text| text.strip_suffix(')'));
                inside.unwrap_or(&text).to_owned()
            }
            None => "closed".to_owned(),
        }
    }
}

impl Client {
    fn of(client: bridge::Client) -> Self {
        Client(RwLock::new(Some(client)))
    }

    fn open(&self, py: Python<'_>) -> PyResult<bridge::Client> {
        let client = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        client.ok_or_else(|| {
            let text = "The client is closed: make calls before close(), or before its with block ends.";
            wrong_type(py, ErrorKind::Configuration, "client", text)
        })
    }
}

/// Makes a call on this thread; others run meanwhile, and signals end it.
fn run(py: Python<'_>, client: bridge::Client, ask: Ask) -> PyResult<Bound<'_, PyAny>> {
    let signals = Signals::new();
    let stop = signals.stop();
    let wanted = Wanted::now(py)?;
    let result = threads::detach(
        py,
        AssertUnwindSafe(|| {
            let _logging = wanted.on_this_thread();
            ask.run(&client, stop)
        }),
    );
    match signals.raised() {
        Some(raised) => Err(raised),
        None => ask.answer(py, client, result),
    }
}

/// Returns what to ask for behind a page, and by which client.
fn following(py: Python<'_>, page: &Bound<'_, Object>) -> PyResult<Option<(bridge::Client, Ask)>> {
    let page = page.get();
    let Some(listing) = page.origin.as_ref().and_then(|origin| origin.listing.as_ref()) else {
        return Ok(None);
    };
    let has_more =
        page.item().get("has_more").is_some_and(|more| more.scalar() == bridge::Scalar::Boolean(true));
    let ask = Ask::next_page(py, listing, has_more, page.ends())?;
    Ok(ask.map(|ask| (listing.client.clone(), ask)))
}

/// Carries options over, out of their dict: what reports errors shows the locals of frames, where a key
/// must not be. The options' names are Python's keywords.
fn taken(options: &Bound<'_, PyDict>) -> PyResult<Vec<(String, bridge::Value)>> {
    let taken = pairs(options);
    options.clear();
    taken.ok_or_else(|| {
        let text = "The names of options must be text.";
        wrong_type(options.py(), ErrorKind::Configuration, "options", text)
    })
}
