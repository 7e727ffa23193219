//! Webhooks: events verified, and headers signed for tests.

use magnus::value::ReprValue as _;
use magnus::{Error, Object as _, RModule, RString, Ruby, Value, function};
use nextgen::ErrorKind;
use nextgen::bridge::{self, Verification};

use crate::kinds::Kind;
use crate::{convert, errors, lock, object};

/// Defines the functions that `NextGen::Webhook` stands on.
pub(crate) fn define(native: RModule) -> Result<(), Error> {
    native.define_singleton_method("construct_event", function!(construct_event, 5))?;
    native.define_singleton_method("verify_header", function!(verify_header, 5))?;
    native.define_singleton_method("sign", function!(sign, 3))
}

fn construct_event(
    ruby: &Ruby,
    payload: Value,
    header: Value,
    secret: Value,
    tolerance: Value,
    now: Value,
) -> Result<Value, Error> {
    errors::guard(ruby, || {
        let verification = verification(ruby, secret, tolerance, now)?;
        let payload = payload_bytes(ruby, payload)?;
        let header = header_text(ruby, header)?;
        let document = bridge::event(payload, &header, &verification);
        let document = document.map_err(|error| errors::raised(ruby, &error))?;
        Ok(object::answer(ruby, document, None, |_| Kind::named("Event")))
    })
}

fn verify_header(
    ruby: &Ruby,
    payload: Value,
    header: Value,
    secret: Value,
    tolerance: Value,
    now: Value,
) -> Result<bool, Error> {
    errors::guard(ruby, || {
        let verification = verification(ruby, secret, tolerance, now)?;
        let payload = payload_bytes(ruby, payload)?;
        let header = header_text(ruby, header)?;
        let verified = bridge::verify(&payload, &header, &verification);
        verified.map(|()| true).map_err(|error| errors::raised(ruby, &error))
    })
}

fn sign(ruby: &Ruby, payload: Value, secret: Value, timestamp: Value) -> Result<String, Error> {
    errors::guard(ruby, || {
        let payload = payload_bytes(ruby, payload)?;
        let (secret, timestamp) = (convert::value(ruby, secret)?, convert::option(ruby, timestamp)?);
        let sign = || {
            let timestamp = bridge::moment("timestamp", timestamp)?;
            bridge::sign(&payload, &bridge::secret_text(secret)?, timestamp)
        };
        sign().map_err(|error| errors::raised(ruby, &error))
    })
}

fn verification(ruby: &Ruby, secret: Value, tolerance: Value, now: Value) -> Result<Verification, Error> {
    let (secret, tolerance, now) =
        (convert::value(ruby, secret)?, convert::option(ruby, tolerance)?, convert::option(ruby, now)?);
    let read = || Verification::of(secret)?.with_tolerance(tolerance)?.with_now(now);
    read().map_err(|error| errors::raised(ruby, &error))
}

/// Takes the body as it was received: its bytes, in whatever encoding.
fn payload_bytes(ruby: &Ruby, payload: Value) -> Result<Vec<u8>, Error> {
    if let Some(payload) = RString::from_value(payload) {
        return Ok(lock::bytes(payload));
    }
    let message = format!(
        "payload must be the raw body of the request as a String; got {}. A body that was parsed cannot be verified: use request.raw_post in Rails, request.body.read in Rack and Sinatra.",
        convert::described(ruby, payload)
    );
    Err(errors::refused(ruby, ErrorKind::InvalidRequest, "payload", &message))
}

/// Takes the header; one that is not there is for the core to refuse.
fn header_text(ruby: &Ruby, header: Value) -> Result<String, Error> {
    if header.is_nil() {
        return Ok(String::new());
    }
    if let Some(header) = RString::from_value(header) {
        // What is no text cannot hold a signature, but other parts of the header may.
        return Ok(String::from_utf8_lossy(&lock::bytes(header)).into_owned());
    }
    let message = format!(
        "header must be the value of NextGen-Signature as a String; got {}.",
        convert::described(ruby, header)
    );
    Err(errors::refused(ruby, ErrorKind::InvalidRequest, "header", &message))
}
