//! The core's errors as Python's exceptions.

use nextgen::{Error, ErrorKind, bridge};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::origin::headers_dict;

/// Makes the exception that an error stands for.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    build(py, error).unwrap_or_else(|fault| fault)
}

/// Runs `inside` and turns a panic into an ordinary exception: the one that pyo3 makes of it is caught by
/// no `except Exception`.
pub(crate) fn guard<T>(py: Python<'_>, inside: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    bridge::guard(|| Ok(inside())).unwrap_or_else(|panic| Err(exception(py, &panic)))
}

/// Panics, so that the tests can show of the very file that ships that no panic ends a program.
#[pyfunction]
pub(crate) fn panic(py: Python<'_>) -> PyResult<()> {
    guard(py, || panic!("on purpose"))
}

/// Says whether an exception is one that ends more than what was called: `KeyboardInterrupt`, `SystemExit`.
pub(crate) fn is_final(py: Python<'_>, fault: &PyErr) -> bool {
    !fault.is_instance_of::<PyException>(py)
}

/// Makes the exception for a value of the wrong type that only the host can see.
pub(crate) fn wrong_type(py: Python<'_>, kind: ErrorKind, param: &str, message: &str) -> PyErr {
    exception(py, &bridge::refusal(kind, param, message))
}

/// Returns the exception for a wrong call of a method: `InvalidRequestError`.
#[pyfunction]
pub(crate) fn refuse(py: Python<'_>, param: &str, message: &str) -> Py<PyAny> {
    wrong_type(py, ErrorKind::InvalidRequest, param, message).into_value(py).into_any()
}

fn build(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let fields = PyDict::new(py);
    fields.set_item("type", error.type_())?;
    fields.set_item("code", error.code())?;
    fields.set_item("param", error.param())?;
    fields.set_item("decline_code", error.decline_code())?;
    fields.set_item("charge", error.charge())?;
    fields.set_item("doc_url", error.doc_url())?;
    fields.set_item("request_log_url", error.request_log_url())?;
    fields.set_item("http_status", error.http_status())?;
    fields.set_item("request_id", error.request_id())?;
    fields.set_item("headers", headers_dict(py, error.headers())?)?;
    fields.set_item("body", error.body())?;
    fields.set_item("should_retry", error.should_retry())?;
    fields.set_item("idempotency_key", error.idempotency_key())?;
    fields.set_item("attempts", error.attempts())?;
    fields.set_item("outcome_unknown", error.outcome_unknown())?;
    let class = py.import("nextgen._errors")?.getattr(error.kind().class())?;
    Ok(PyErr::from_value(class.call((error.message(),), Some(&fields))?))
}
