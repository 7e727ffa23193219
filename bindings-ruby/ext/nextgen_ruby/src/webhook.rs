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
        let payload = lock::bytes(payload_string(ruby, payload)?);
        let header = header_string(ruby, header)?;
        let document = with_text(header, |header| bridge::event(payload, header, &verification));
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
        let payload = payload_string(ruby, payload)?;
        let header = header_string(ruby, header)?;
        let verified = lock::with_bytes(payload, |payload| {
            with_text(header, |header| bridge::verify(payload, header, &verification))
        });
        verified.map(|()| true).map_err(|error| errors::raised(ruby, &error))
    })
}

fn sign(ruby: &Ruby, payload: Value, secret: Value, timestamp: Value) -> Result<String, Error> {
    errors::guard(ruby, || {
        let payload = payload_string(ruby, payload)?;
        let (secret, timestamp) = (convert::value(ruby, secret)?, convert::option(ruby, timestamp)?);
        let sign = || {
            let timestamp = bridge::moment("timestamp", timestamp)?;
            let secret = bridge::secret_text(secret)?;
            lock::with_bytes(payload, |payload| bridge::sign(payload, &secret, timestamp))
        };
        sign().map_err(|error| errors::raised(ruby, &error))
    })
}

fn verification(
    ruby: &Ruby,
    secret: Value,
    tolerance: Value,
    now: Value,
) -> Result<Verification<'static>, Error> {
    let (secret, tolerance, now) =
        (convert::value(ruby, secret)?, convert::option(ruby, tolerance)?, convert::option(ruby, now)?);
    let read = || Verification::of(secret)?.with_tolerance(tolerance)?.with_now(now);
    read().map_err(|error| errors::raised(ruby, &error))
}

/// Takes the body as it was received, in whatever encoding.
fn payload_string(ruby: &Ruby, payload: Value) -> Result<RString, Error> {
    if let Some(payload) = RString::from_value(payload) {
        return Ok(payload);
    }
    let message = format!(
        "payload must be the raw body of the request as a String; got {}. A body that was parsed cannot be verified: use request.raw_post in Rails, request.body.read in Rack and Sinatra.",
        convert::described(ruby, payload)
    );
    Err(errors::refused(ruby, ErrorKind::InvalidRequest, "payload", &message))
}

/// Takes the header; one that is not there is for the core to refuse.
fn header_string(ruby: &Ruby, header: Value) -> Result<Option<RString>, Error> {
    if header.is_nil() {
        return Ok(None);
    }
    if let Some(header) = RString::from_value(header) {
        return Ok(Some(header));
    }
    Err(errors::raised(ruby, &bridge::wrong_header(&convert::value(ruby, header)?)))
}

/// Lends a header's text to `read`, which must not have Ruby run. What is no text cannot hold a signature,
/// but other parts of the header may.
fn with_text<T>(header: Option<RString>, read: impl FnOnce(&str) -> T) -> T {
    let Some(header) = header else { return read("") };
    lock::with_bytes(header, |bytes| match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(_) => read(&String::from_utf8_lossy(bytes)),
    })
}
