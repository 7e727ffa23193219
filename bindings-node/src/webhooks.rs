//! Webhooks: verified on the caller's own buffer, without a copy.
//!
//! Numbers come in as JavaScript has them; `lib/webhooks.js` has refused what is no whole number, so
//! NaN is free to say «as it is by default» and infinity «not at all».

use std::iter;

use napi::bindgen_prelude::{Either, Result};
use napi_derive::napi;
use nextgen::bridge::{self, Part, Verification};

use crate::refusal::exception;
use crate::text::{LARGE, Text, traits};

/// One secret, or a list of them.
type Secrets = Either<Text, Vec<String>>;

/// The traits of an event's text; if it has large parts, a list in which for each of them there follow the
/// places where its name and its value begin and end, in bytes.
type Found = Either<u32, Vec<u32>>;

/// Verifies a webhook and that its payload is an event; returns what was found of its text.
#[napi(catch_unwind)]
pub fn check_event(
    payload: &[u8],
    header: Text,
    secrets: Secrets,
    tolerance: f64,
    now: f64,
) -> Result<Found> {
    bridge::check_event(payload, &header.0, &verification(secrets, tolerance, now))
        .map(|parts| found(traits(payload), &parts))
        .map_err(|error| exception(&error))
}

/// A text with a large integer has no parts, as it is read another way, and one of 4 GiB is no string.
fn found(traits: u32, parts: &[Part]) -> Found {
    if parts.is_empty() || traits & LARGE != 0 {
        return Either::A(traits);
    }
    let places = parts.iter().flat_map(|Part { name, value }| [name.start, name.end, value.start, value.end]);
    let list: std::result::Result<Vec<u32>, _> =
        iter::once(Ok(traits)).chain(places.map(u32::try_from)).collect();
    list.map_or(Either::A(traits), Either::B)
}

/// Verifies a webhook's signature only.
#[napi(catch_unwind)]
pub fn verify_header(payload: &[u8], header: Text, secrets: Secrets, tolerance: f64, now: f64) -> Result<()> {
    bridge::verify(payload, &header.0, &verification(secrets, tolerance, now))
        .map_err(|error| exception(&error))
}

/// Signs a payload, for tests.
#[napi(catch_unwind)]
pub fn sign(payload: &[u8], secret: String, timestamp: f64) -> Result<String> {
    bridge::sign(payload, &secret, whole(timestamp)).map_err(|error| exception(&error))
}

fn verification(secrets: Secrets, tolerance: f64, now: f64) -> Verification<'static> {
    let mut verification = match secrets {
        Either::A(secret) => Verification::new(secret.0),
        Either::B(secrets) => Verification::of_several(secrets),
    };
    if !tolerance.is_nan() {
        verification.tolerance = whole(tolerance);
    }
    verification.now = whole(now);
    verification
}

fn whole(number: f64) -> Option<i128> {
    number.is_finite().then_some(number as i128)
}
