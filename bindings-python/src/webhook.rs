//! Webhooks: payloads, headers and secrets as Python has them, verified by the core.

use std::borrow::Cow;
use std::convert::Infallible;

use nextgen::ErrorKind;
use nextgen::bridge::{self, Value, Verification, moment, secret_text, wrong_header};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString};

use crate::classes;
use crate::error::{exception, guard, wrong_type};
use crate::seed::build;
use crate::threads;
use crate::value::value;

/// From this size on, other threads may run while a payload is read.
const LARGE: usize = 32 << 10;

/// Verifies a webhook and returns its event.
///
/// Args:
///     payload: The body exactly as it was received.
///     header: The header `NextGen-Signature`.
///     secret: The endpoint's secret, `whsec_…`; while one replaces another, a list of up to five.
///     tolerance: How far from now the signature's time may be, in seconds, 1 to 86,400; `None`
///         leaves the time unchecked.
///     now: The time to hold it against, in unix seconds; for tests.
///
/// Raises:
///     SignatureVerificationError: The signature does not prove that NextGen sent it; see `code`.
///     InvalidPayloadError: The signature is right but the body is no event.
#[pyfunction]
#[pyo3(signature = (payload, header, secret, *, tolerance=Tolerance::Default, now=None))]
#[pyo3(text_signature = "(payload, header, secret, *, tolerance=300, now=None)")]
pub(crate) fn construct_event<'py>(
    payload: &Bound<'py, PyAny>,
    header: &Bound<'py, PyAny>,
    secret: &Bound<'py, PyAny>,
    tolerance: Tolerance<'py>,
    now: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    guard(payload.py(), || {
        let py = payload.py();
        let payload = bytes(payload)?.into_owned();
        let header = Header::of(header)?;
        let header = header.text();
        let verification = verification(secret, tolerance, now)?;
        let size = payload.len();
        let read = || bridge::event(payload, header, &verification);
        let event = free(py, size, read).map_err(|error| exception(py, &error))?;
        let root = event.root();
        // Whatever is signed and an object is an event, even if it does not say so.
        let class = match root.get("object").and_then(|name| name.text()) {
            Some("event") => classes::of(py, root)?,
            _ => classes::named(py, "event ")?,
        };
        build(&class, event.clone(), root.place(), None)
    })
}

/// Verifies a webhook's signature only; takes what `construct_event` takes.
///
/// Raises:
///     SignatureVerificationError: The signature does not prove that NextGen sent it; see `code`.
#[pyfunction]
#[pyo3(signature = (payload, header, secret, *, tolerance=Tolerance::Default, now=None))]
#[pyo3(text_signature = "(payload, header, secret, *, tolerance=300, now=None)")]
pub(crate) fn verify_header<'py>(
    payload: &Bound<'py, PyAny>,
    header: &Bound<'py, PyAny>,
    secret: &Bound<'py, PyAny>,
    tolerance: Tolerance<'py>,
    now: Option<&Bound<'py, PyAny>>,
) -> PyResult<()> {
    guard(payload.py(), || {
        let py = payload.py();
        let payload = bytes(payload)?;
        let header = Header::of(header)?;
        let header = header.text();
        let verification = verification(secret, tolerance, now)?;
        let payload: &[u8] = &payload;
        free(py, payload.len(), || bridge::verify(payload, header, &verification))
            .map_err(|error| exception(py, &error))
    })
}

/// Signs a payload as NextGen does, for tests; `timestamp` in unix seconds, now if not given.
#[pyfunction]
#[pyo3(signature = (payload, secret, timestamp=None))]
pub(crate) fn generate_test_header(
    payload: &Bound<'_, PyAny>,
    secret: &Bound<'_, PyAny>,
    timestamp: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    guard(payload.py(), || {
        let py = payload.py();
        let payload = bytes(payload)?;
        let time = timestamp.map_or(Value::Null, value);
        secret_text(value(secret))
            .and_then(|secret| bridge::sign(&payload, &secret, moment("timestamp", time)?))
            .map_err(|error| exception(py, &error))
    })
}

/// The keyword `tolerance`, whose `None` says something else than its absence.
pub(crate) enum Tolerance<'py> {
    Default,
    Given(Bound<'py, PyAny>),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Tolerance<'py> {
    type Error = Infallible;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Tolerance::Given(given.to_owned()))
    }
}

/// Runs `work`; other threads may run meanwhile if there is much of it.
fn free<R: Send>(py: Python<'_>, size: usize, work: impl FnOnce() -> R + Send) -> R {
    if size < LARGE { work() } else { threads::detach(py, work) }
}

/// Takes a payload: the bytes as they were received, or text.
fn bytes<'a>(payload: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, [u8]>> {
    if let Ok(bytes) = payload.cast::<PyBytes>() {
        return Ok(Cow::Borrowed(bytes.as_bytes()));
    }
    if let Ok(array) = payload.cast::<PyByteArray>() {
        return Ok(Cow::Owned(array.to_vec()));
    }
    if payload.is_instance_of::<PyMemoryView>() {
        return payload.call_method0("tobytes")?.extract().map(Cow::Owned);
    }
    if let Ok(text) = payload.cast::<PyString>()
        && let Ok(text) = text.to_cow()
    {
        return Ok(Cow::Owned(text.into_owned().into_bytes()));
    }
    let message = format!(
        "payload must be the raw body of the request, as bytes or text; got {}. Take it before any parser has: request.get_data() in Flask, request.body in Django, await request.body() in FastAPI and Starlette.",
        value(payload)
    );
    Err(wrong_type(payload.py(), ErrorKind::InvalidRequest, "payload", &message))
}

/// A header as Python encoded it.
struct Header<'py>(Option<Bound<'py, PyBytes>>);

impl<'py> Header<'py> {
    /// Takes the header; a request without one is no better than one with an empty one.
    fn of(header: &Bound<'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = header.cast::<PyString>()
            && let Ok(bytes) = text.encode_utf8()
        {
            return Ok(Header(Some(bytes)));
        }
        if header.is_none() {
            return Ok(Header(None));
        }
        Err(exception(header.py(), &wrong_header(&value(header))))
    }

    fn text(&self) -> &str {
        let bytes = self.0.as_ref().map_or(&[][..], |bytes| bytes.as_bytes());
        std::str::from_utf8(bytes).expect("Python writes UTF-8")
    }
}

fn verification(
    secret: &Bound<'_, PyAny>,
    tolerance: Tolerance<'_>,
    now: Option<&Bound<'_, PyAny>>,
) -> PyResult<Verification> {
    Verification::of(value(secret))
        .and_then(|verification| match tolerance {
            Tolerance::Default => Ok(verification),
            Tolerance::Given(tolerance) => verification.with_tolerance(value(&tolerance)),
        })
        .and_then(|verification| verification.with_now(now.map_or(Value::Null, value)))
        .map_err(|error| exception(secret.py(), &error))
}
