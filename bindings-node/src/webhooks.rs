//! Webhooks: verified on the caller's own buffer, without a copy.
//!
//! Numbers come in as JavaScript has them; `lib/webhooks.js` has refused what is no whole number, so
//! NaN is free to say «as it is by default» and infinity «not at all».

use napi::bindgen_prelude::{Either, Result};
use napi_derive::napi;
use nextgen::bridge::{self, Verification};

use crate::refusal::exception;
use crate::text::{Text, traits};

/// One secret, or a list of them.
type Secrets = Either<Text, Vec<String>>;

/// Verifies a webhook and that its payload is an event; returns the traits of the payload's text.
#[napi(catch_unwind)]
pub fn check_event(payload: &[u8], header: Text, secrets: Secrets, tolerance: f64, now: f64) -> Result<u32> {
    bridge::check_event(payload, &header.0, &verification(secrets, tolerance, now))
        .map(|_| traits(payload))
        .map_err(|error| exception(&error))
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
