//! Errors on their way to JavaScript: as JSON text, from which `lib/errors.js` makes its classes.

use nextgen::ErrorKind;
use nextgen::bridge::{error_json, refusal};

/// Makes the exception that carries an error of the core; its message is the error's JSON text.
pub(crate) fn exception(error: &nextgen::Error) -> napi::Error {
    napi::Error::from_reason(error_json(error))
}

/// The error of a call for which the system gave no thread.
pub(crate) fn no_thread() -> nextgen::Error {
    let text = "The system gives no thread to make the call on. Nothing was sent.";
    refusal(ErrorKind::Configuration, "maxConcurrency", text)
}

/// The error of a call that was stopped before it began; its caller has gone on already.
pub(crate) fn stopped() -> nextgen::Error {
    let text = "The call was stopped before it began. Nothing was sent.";
    refusal(ErrorKind::InvalidRequest, "signal", text)
}

/// The error for extra parameters that have no names.
pub(crate) fn extra_is_no_object() -> nextgen::Error {
    let text = "extraParams must be an object, with a value for each parameter's name. Nothing was sent.";
    refusal(ErrorKind::InvalidRequest, "extraParams", text)
}
