//! The door for bindings: a client, and two calls. Nothing else of the core is theirs to use.
//!
//! [`Client::call_text`] and [`Client::call_document`] make an operation of the table (or any request),
//! and [`event`] verifies a webhook. Options arrive as JSON text, parameters as JSON text or as [`Params`] that the binding
//! filled; what cannot be said in JSON is marked as [`Value::Foreign`] (in text: an object with the
//! one member `"\u0000"`). Panics are caught here, once for all languages.

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use crate::answer::LastResponse;
pub use crate::document::{Document, Form, Item, Part, Scalar, Sink};
pub use crate::model::shown;
pub use crate::observer::{Notice, Observer, What};
pub use crate::params::Params;
pub use crate::value::Value;

use crate::client::{AppInfo, Builder, Host, RequestOptions};
use crate::error::{Error, ErrorKind, report};
use crate::webhook::{self, Webhook};

mod client;
mod options;
mod paging;
mod verification;

pub use client::{Client, Reply, Target};
pub use options::{CallOptions, ClientOptions};
pub use paging::{Cursor, goes_backward, next_cursor, next_page};
pub use verification::{Verification, moment, secret_text, wrong_header};

/// Verifies a webhook and reads its event as a document.
///
/// # Errors
/// A signature error, or a configuration error about the secret, tolerance or time.
pub fn event(payload: Vec<u8>, header: &str, verification: &Verification<'_>) -> Result<Document, Error> {
    guard(|| {
        verification.verify(&payload, header)?;
        webhook::event_document(payload)
    })
}

/// Verifies a webhook and checks that it is an event, whose text the host already holds; returns the large
/// lists and maps in its `data.object`, which a host need not read before they are asked for.
///
/// # Errors
/// As [`event`].
pub fn check_event(
    payload: &[u8],
    header: &str,
    verification: &Verification<'_>,
) -> Result<Vec<Part>, Error> {
    guard(|| {
        verification.verify(payload, header)?;
        webhook::check_event(payload)
    })
}

/// Verifies a webhook, checks that it is an event, and writes it in a form of the binding's own.
///
/// # Errors
/// As [`event`].
pub fn write_event(
    payload: &[u8],
    header: &str,
    verification: &Verification<'_>,
    form: &mut impl Form,
) -> Result<(), Error> {
    guard(|| {
        verification.verify(payload, header)?;
        webhook::write_event(payload, form)
    })
}

/// Verifies a webhook's signature only.
///
/// # Errors
/// As [`event`], but for the payload.
pub fn verify(payload: &[u8], header: &str, verification: &Verification<'_>) -> Result<(), Error> {
    guard(|| verification.verify(payload, header))
}

/// Signs a payload, for tests; `timestamp` in unix seconds, now if `None`.
///
/// # Errors
/// A configuration error about the secret or the time.
pub fn sign(payload: &[u8], secret: &str, timestamp: Option<i128>) -> Result<String, Error> {
    guard(|| {
        let timestamp = timestamp.map(|given| unix_seconds("timestamp", given)).transpose()?;
        Webhook::generate_test_header(payload, secret, timestamp)
    })
}

/// Reads parameters from JSON text: an object.
///
/// # Errors
/// An invalid-request error when the text is no JSON object.
pub fn params_from_json(text: &[u8]) -> Result<Params, Error> {
    guard(|| {
        let refuse = |fault: String| {
            Error::refused(
                "parameter_invalid",
                "params",
                format!("Parameters must be a JSON object: {fault}. Nothing was sent."),
            )
        };
        match serde_json::from_slice::<Value>(text) {
            Ok(Value::Map(pairs)) => Ok(pairs.into_iter().collect()),
            Ok(other) => Err(refuse(format!("got {other}"))),
            Err(fault) => Err(refuse(fault.to_string())),
        }
    })
}

/// Writes an error as the JSON text from which a host builds its own.
pub fn error_json(error: &Error) -> String {
    report(error)
}

/// Makes an error of a kind, for the few refusals that only a host can see, such as a wrong type.
pub fn refusal(kind: ErrorKind, param: &str, message: &str) -> Error {
    match kind {
        ErrorKind::Configuration => Error::configuration(param, message),
        _ => Error::refused("parameter_invalid", param, message),
    }
}

/// Runs `inside` and turns a panic into an error: no panic may cross into a host. What a binding does
/// beside its calls into the core belongs in here too.
///
/// # Errors
/// Those of `inside`, and one of its own for a panic.
pub fn guard<T>(inside: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(inside)).unwrap_or_else(|_| {
        Err(Error::new(
            ErrorKind::Internal,
            "The SDK met a fault of its own (a panic) and ended the call. Please report it; the client can go on being used.",
        )
        .with_code("panic"))
    })
}

fn unix_seconds(option: &str, given: i128) -> Result<u64, Error> {
    u64::try_from(given).map_err(|_| {
        Error::configuration(option, format!("{option} must be unix seconds, 0 or above; got {given}."))
    })
}
