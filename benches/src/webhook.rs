//! Verifying a webhook, and the hash alone over the same bytes.

use std::hint::black_box;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use nextgen::{Verifier, Webhook};
use sha2::Sha256;

use crate::Outcome;
use crate::measure::measure;

const SECRET: &str = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH";
const NOW: u64 = 1_763_900_000;

/// The check as Rust users have it.
pub(crate) fn verify(payload: &[u8], time: Duration) -> Outcome<()> {
    let header = Webhook::generate_test_header(payload, SECRET, Some(NOW))?;
    let verifier = Verifier::new(SECRET).now(NOW);
    measure(time, 1, || Ok(verifier.verify_header(black_box(payload), &header)?))
}

/// The crates `hmac` and `sha2` alone.
pub(crate) fn hash(payload: &[u8], time: Duration) -> Outcome<()> {
    measure(time, 1, || {
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes())?;
        mac.update(b"1763900000.");
        mac.update(black_box(payload));
        black_box(mac.finalize().into_bytes());
        Ok(())
    })
}

/// The check and the reading of the whole event into its model.
pub(crate) fn event(payload: &[u8], time: Duration) -> Outcome<()> {
    let header = Webhook::generate_test_header(payload, SECRET, Some(NOW))?;
    let verifier = Verifier::new(SECRET).now(NOW);
    measure(time, 1, || {
        black_box(verifier.construct_event(black_box(payload), &header)?);
        Ok(())
    })
}
