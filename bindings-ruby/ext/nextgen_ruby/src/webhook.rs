//! Webhooks: events verified, and headers signed for tests.

use magnus::value::ReprValue as _;
use magnus::{Error, Object as _, RArray, RModule, RString, Ruby, Value, function};
use nextgen::ErrorKind;
use nextgen::bridge::{self, Value as Wire, Verification};

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
        let Some(secret) = convert::text(ruby, secret) else { return Err(bad_secret(ruby)) };
        let timestamp = seconds(ruby, "timestamp", timestamp)?;
        bridge::sign(&payload, &secret, timestamp).map_err(|error| errors::raised(ruby, &error))
    })
}

fn verification(ruby: &Ruby, secret: Value, tolerance: Value, now: Value) -> Result<Verification, Error> {
    let given = match RArray::from_value(secret) {
        Some(list) => list.into_iter().collect(),
        None => vec![secret],
    };
    let secrets: Option<Vec<String>> = given.into_iter().map(|secret| convert::text(ruby, secret)).collect();
    let mut verification = Verification::new(secrets.ok_or_else(|| bad_secret(ruby))?);
    verification.tolerance = seconds(ruby, "tolerance", tolerance)?;
    verification.now = seconds(ruby, "now", now)?;
    Ok(verification)
}

fn bad_secret(ruby: &Ruby) -> Error {
    let message = "The webhook secret must be a text, or an Array of one to five texts (whsec_…); got a value of another type.";
    errors::refused(ruby, ErrorKind::Configuration, "secret", message)
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

fn seconds(ruby: &Ruby, name: &str, given: Value) -> Result<Option<i128>, Error> {
    match convert::value(ruby, given)? {
        Wire::Null => Ok(None),
        Wire::Integer(seconds) => Ok(Some(seconds)),
        other => {
            let message = format!("{name} must be a whole number of seconds; got {other}.");
            Err(errors::refused(ruby, ErrorKind::Configuration, name, &message))
        }
    }
}
