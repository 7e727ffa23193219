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
        let secret = Secret::of(secret);
        let verification = secret.verification(tolerance, now)?;
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
        let secret = Secret::of(secret);
        let verification = secret.verification(tolerance, now)?;
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

/// Returns a text as Python encodes it; nothing for what is no text, or has a lone surrogate.
fn utf8<'py>(given: &Bound<'py, PyAny>) -> Option<Bound<'py, PyBytes>> {
    given.cast::<PyString>().ok()?.encode_utf8().ok()
}

/// Reads what [`utf8`] returned.
fn text<'a>(bytes: &'a Bound<'_, PyBytes>) -> &'a str {
    std::str::from_utf8(bytes.as_bytes()).expect("Python writes UTF-8")
}

/// A header as Python encoded it.
struct Header<'py>(Option<Bound<'py, PyBytes>>);

impl<'py> Header<'py> {
    /// Takes the header; a request without one is no better than one with an empty one.
    fn of(header: &Bound<'py, PyAny>) -> PyResult<Self> {
        let text = utf8(header);
        if text.is_some() || header.is_none() {
            return Ok(Header(text));
        }
        Err(exception(header.py(), &wrong_header(&value(header))))
    }

    fn text(&self) -> &str {
        self.0.as_ref().map_or("", text)
    }
}

/// The secret, or the list of them, as Python has it.
struct Secret<'a, 'py> {
    given: &'a Bound<'py, PyAny>,
    /// One that is a text, as most are.
    text: Option<Bound<'py, PyBytes>>,
}

impl<'a, 'py> Secret<'a, 'py> {
    fn of(given: &'a Bound<'py, PyAny>) -> Self {
        Secret { given, text: utf8(given) }
    }

    /// Returns what a webhook is verified with; it borrows the secret.
    fn verification(
        &self,
        tolerance: Tolerance<'_>,
        now: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Verification<'_>> {
        let mut verification = match &self.text {
            Some(secret) => Ok(Verification::new(text(secret))),
            None => Verification::of(value(self.given)),
        };
        if let Tolerance::Given(tolerance) = tolerance {
            verification = verification.and_then(|some| some.with_tolerance(value(&tolerance)));
        }
        if let Some(now) = now {
            verification = verification.and_then(|some| some.with_now(value(now)));
        }
        verification.map_err(|error| exception(self.given.py(), &error))
    }
}
