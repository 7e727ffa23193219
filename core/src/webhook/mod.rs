//! Webhooks: proves that NextGen sent them, then reads the event.
//!
//! The header `NextGen-Signature: t=<unix seconds>,v1=<hex>` signs `<t>.<raw body>` by HMAC-SHA256
//! with the endpoint's whole secret, `whsec_` included. Verify the bytes exactly as received: a body
//! that was parsed and written again is another body.

mod header;
mod mac;
mod secrets;

use std::time::{SystemTime, UNIX_EPOCH};

use crate::document::{self, Document, Form, Part};
use crate::error::{Error, ErrorKind};
use crate::model::Event;
pub use secrets::Secrets;

/// How far from now a signature's time may be, in seconds, unless said otherwise.
pub const DEFAULT_TOLERANCE: u64 = 300;

/// The largest tolerance that may be asked for, in seconds: a day.
pub const MAX_TOLERANCE: u64 = 86_400;

/// Verifies webhooks with the default tolerance, and signs them for tests.
#[derive(Clone, Copy, Debug)]
pub struct Webhook;

impl Webhook {
    /// Verifies that NextGen sent `payload`, then reads the event in it.
    ///
    /// `payload` is the raw body, `header` the value of `NextGen-Signature`, `secret` the endpoint's
    /// secret, or up to five of them while one replaces another.
    ///
    /// # Errors
    /// [`ErrorKind::SignatureVerification`] when the signature does not prove the origin,
    /// [`ErrorKind::InvalidPayload`] when it does but the body is no event,
    /// [`ErrorKind::Configuration`] when the secret cannot be used.
    pub fn construct_event(
        payload: impl AsRef<[u8]>,
        header: &str,
        secret: impl Into<Secrets>,
    ) -> Result<Event, Error> {
        Verifier::new(secret).construct_event(payload, header)
    }

    /// Verifies that NextGen sent `payload`, without reading it.
    ///
    /// # Errors
    /// As [`construct_event`](Self::construct_event), but for `InvalidPayload`.
    pub fn verify_header(
        payload: impl AsRef<[u8]>,
        header: &str,
        secret: impl Into<Secrets>,
    ) -> Result<(), Error> {
        Verifier::new(secret).verify_header(payload, header)
    }

    /// Signs `payload` as NextGen would at `timestamp` (unix seconds; `None`: now), for tests.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when the secret or the time cannot be used.
    pub fn generate_test_header(
        payload: impl AsRef<[u8]>,
        secret: &str,
        timestamp: Option<u64>,
    ) -> Result<String, Error> {
        let secrets = Secrets::from(secret);
        secrets.check()?;
        let timestamp = timestamp.map_or_else(unix_now, Ok)?;
        header::check_time(timestamp)?;
        Ok(sign(payload.as_ref(), secret, timestamp))
    }
}

/// Verifies webhooks with a tolerance, a time and secrets of one's own choice.
#[derive(Clone, Debug)]
pub struct Verifier {
    secrets: Secrets,
    window: Window,
}

/// How far from which time a signature's time may lie, in unix seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) tolerance: Option<u64>,
    pub(crate) now: Option<u64>,
}

impl Verifier {
    /// Begins with the default tolerance of 300 seconds around the system's time.
    pub fn new(secrets: impl Into<Secrets>) -> Self {
        let window = Window { tolerance: Some(DEFAULT_TOLERANCE), now: None };
        Verifier { secrets: secrets.into(), window }
    }

    /// Sets how many seconds the signature's time may lie before or after now, 1 to 86,400; `None`
    /// leaves the time unchecked, so that an old delivery can be sent again by whoever has it.
    #[must_use]
    pub fn tolerance(mut self, seconds: Option<u64>) -> Self {
        self.window.tolerance = seconds;
        self
    }

    /// Sets the time to hold the signature's time against, in unix seconds.
    #[must_use]
    pub fn now(mut self, unix_seconds: u64) -> Self {
        self.window.now = Some(unix_seconds);
        self
    }

    /// Verifies that NextGen sent `payload`, then reads the event in it.
    ///
    /// # Errors
    /// As [`Webhook::construct_event`].
    pub fn construct_event(&self, payload: impl AsRef<[u8]>, header: &str) -> Result<Event, Error> {
        let payload = payload.as_ref();
        self.verify_header(payload, header)?;
        if let Some(event) = std::str::from_utf8(payload).ok().and_then(document::model) {
            return Ok(*event);
        }
        check_event(payload)?;
        document::typed(payload).map_err(|fault| invalid_payload(&fault.to_string()))
    }

    /// Verifies that NextGen sent `payload`, without reading it.
    ///
    /// # Errors
    /// As [`Webhook::verify_header`].
    pub fn verify_header(&self, payload: impl AsRef<[u8]>, header: &str) -> Result<(), Error> {
        self.secrets.check()?;
        self.window.verify(payload.as_ref(), header, self.secrets.keys(), mac::Key::signature)
    }
}

impl Window {
    /// Verifies that NextGen sent `payload`, with secrets that are used once.
    pub(crate) fn verify_once<'s>(
        self,
        payload: &[u8],
        header: &str,
        secrets: impl ExactSizeIterator<Item = &'s str> + Clone,
    ) -> Result<(), Error> {
        secrets::check(secrets.clone())?;
        self.verify(payload, header, secrets, mac::signature)
    }

    fn verify<K>(
        self,
        payload: &[u8],
        header: &str,
        keys: impl IntoIterator<Item = K>,
        sign: impl Fn(K, &[u8], &str) -> mac::Signature,
    ) -> Result<(), Error> {
        if self.tolerance.is_some_and(|seconds| !(1..=MAX_TOLERANCE).contains(&seconds)) {
            return Err(bad_tolerance(self.tolerance.unwrap_or_default()));
        }
        let header = header::parse(header)?;
        let mut matched = false;
        for key in keys {
            let expected = sign(key, payload, header.timestamp_text);
            // Every pair is compared, in constant time, so that timing tells nothing of any.
            for signature in header.signatures() {
                matched |= mac::is_equal(&expected, signature);
            }
        }
        if !matched {
            return Err(refused(
                "mismatch",
                "The signature does not match the payload. Pass the body exactly as received, and the secret of this very endpoint (whsec_…).",
            ));
        }
        self.check_time(header.timestamp)
    }

    fn check_time(self, timestamp: u64) -> Result<(), Error> {
        let Some(tolerance) = self.tolerance else { return Ok(()) };
        let now = self.now.map_or_else(unix_now, Ok)?;
        if timestamp < now.saturating_sub(tolerance) {
            let text = format!(
                "The signature is too old: made at {timestamp}, {} s before now; {tolerance} s are allowed.",
                now - timestamp
            );
            return Err(refused("too_old", &text));
        }
        if timestamp > now.saturating_add(tolerance) {
            let text = format!(
                "The signature is from the future: made at {timestamp}, {} s after now; {tolerance} s are allowed. Check this machine's clock.",
                timestamp - now
            );
            return Err(refused("in_future", &text));
        }
        Ok(())
    }
}

/// Reads a verified payload as a document, from which a host takes the fields that it wants.
pub(crate) fn event_document(payload: Vec<u8>) -> Result<Document, Error> {
    check_shape(&payload)?;
    Document::parse(payload).map_err(|fault| invalid_payload(&fault.to_string()))
}

/// Checks a verified payload as [`check_event`] does, and writes it in a form of a binding's.
pub(crate) fn write_event(payload: &[u8], form: &mut impl Form) -> Result<(), Error> {
    check_shape(payload)?;
    document::written(payload, form).map(|_| ()).map_err(|fault| invalid_payload(&fault.to_string()))
}

/// Checks that a verified payload is a JSON object, whole and strict; returns its large parts.
pub(crate) fn check_event(payload: &[u8]) -> Result<Vec<Part>, Error> {
    check_shape(payload)?;
    document::event(payload).map_err(|fault| invalid_payload(&fault.to_string()))
}

/// Returns the header's value that signs `payload` at `timestamp` (unix seconds).
pub fn sign(payload: &[u8], secret: &str, timestamp: u64) -> String {
    let digest = mac::signature(secret, payload, &timestamp.to_string()).into_bytes();
    let mut value = format!("t={timestamp},v1=");
    for byte in digest {
        for digit in [byte >> 4, byte & 15] {
            value.push(char::from_digit(u32::from(digit), 16).expect("a hex digit is below 16"));
        }
    }
    value
}

/// Refuses at first sight what cannot be an event: it must begin as a JSON object does.
fn check_shape(payload: &[u8]) -> Result<(), Error> {
    match payload.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => Ok(()),
        _ if std::str::from_utf8(payload).is_err() => Err(invalid_payload("it is not UTF-8")),
        _ => Err(invalid_payload("it is not a JSON object")),
    }
}

/// A tolerance that is not from 1 to 86,400 seconds.
pub(crate) fn bad_tolerance(given: impl std::fmt::Display) -> Error {
    Error::configuration(
        "tolerance",
        format!(
            "tolerance must be from 1 to {MAX_TOLERANCE} seconds; got {given}. To leave the time unchecked, give no tolerance at all (None, null, nil)."
        ),
    )
}

fn refused(code: &str, message: &str) -> Error {
    Error::new(ErrorKind::SignatureVerification, message).with_code(code)
}

fn invalid_payload(fault: &str) -> Error {
    Error::new(ErrorKind::InvalidPayload, format!("The webhook is signed rightly but is no event: {fault}."))
        .with_code("invalid_payload")
}

fn unix_now() -> Result<u64, Error> {
    SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).map_err(|_| {
        Error::configuration("now", "This machine's clock is before 1970; set it, or give now explicitly.")
    })
}
