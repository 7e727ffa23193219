//! Webhooks: verifying and signing.

use std::ffi::c_char;

use nextgen::Error;
use nextgen::bridge::{self, Verification};

use crate::door::{answer, bytes, object, wrong};
use crate::reply::Reply;
use crate::table::ReplyHandle;

/// Verifies that NextGen sent `payload`, and that it is an event: a whole, strict JSON object.
///
/// `payload` is the body exactly as received, `header` the value of `NextGen-Signature`. `options` is a
/// JSON object: `secret` (the endpoint's secret, or a list of up to five while one replaces another),
/// `tolerance` (seconds that the signature's time may lie before or after now, 1 to 86400; 300 when left
/// out; null leaves the time unchecked) and `now` (unix seconds; the system's time when left out).
///
/// On success nothing is written but the status, and NULL to `reply`: the event is the payload. On
/// failure the error is written to `reply` (which may be NULL).
///
/// # Safety
/// The texts have as many bytes to read as is said; `reply` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_event(
    payload: *const c_char,
    payload_len: usize,
    header: *const c_char,
    header_len: usize,
    options: *const c_char,
    options_len: usize,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let given = ((payload, payload_len), (header, header_len), (options, options_len));
    // SAFETY: as the caller vouches.
    unsafe { check("nextgen_event", bridge::check_event, given, reply) }
}

/// Verifies that NextGen sent `payload`, whatever is in it. All else is as in `nextgen_event`.
///
/// # Safety
/// The texts have as many bytes to read as is said; `reply` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_verify(
    payload: *const c_char,
    payload_len: usize,
    header: *const c_char,
    header_len: usize,
    options: *const c_char,
    options_len: usize,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let given = ((payload, payload_len), (header, header_len), (options, options_len));
    // SAFETY: as the caller vouches.
    unsafe { check("nextgen_verify", bridge::verify, given, reply) }
}

/// Signs a payload as NextGen would, for tests; the header's value is the body of the reply.
///
/// `options` is a JSON object: `secret`, and `timestamp` (unix seconds; now when left out).
///
/// # Safety
/// The texts have as many bytes to read as is said; `reply` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_sign(
    payload: *const c_char,
    payload_len: usize,
    options: *const c_char,
    options_len: usize,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let inside = || {
        // SAFETY: as the caller vouches.
        let (payload, options) =
            unsafe { (bytes("payload", payload, payload_len)?, bytes("options", options, options_len)?) };
        let (mut secret, mut timestamp) = (String::new(), None);
        for (name, value) in object("options", options)? {
            match name.as_str() {
                "secret" => secret = bridge::secret_text(value)?,
                "timestamp" => timestamp = bridge::moment("timestamp", value)?,
                _ => return Err(unknown(&name)),
            }
        }
        bridge::sign(payload, &secret, timestamp).map(|header| Some(Reply::text(header)))
    };
    // SAFETY: as the caller vouches.
    unsafe { answer("nextgen_sign", reply, inside) }
}

/// A text as C gives it.
type Given = (*const c_char, usize);

/// Checks a webhook by one of the core's two ways.
///
/// # Safety
/// Payload, header and options have as many bytes to read as is said; `reply` is null, or can be written.
unsafe fn check(
    name: &str,
    how: fn(&[u8], &str, &Verification) -> Result<(), Error>,
    (payload, header, options): (Given, Given, Given),
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let inside = || {
        // SAFETY: as the caller vouches.
        let (payload, header, options) = unsafe {
            (
                bytes("payload", payload.0, payload.1)?,
                bytes("header", header.0, header.1)?,
                bytes("options", options.0, options.1)?,
            )
        };
        // A header that is not UTF-8 has no signature that could match; the core says what it lacks.
        how(payload, &String::from_utf8_lossy(header), &verification(options)?)?;
        Ok(None)
    };
    // SAFETY: as the caller vouches.
    unsafe { answer(name, reply, inside) }
}

fn verification(options: &[u8]) -> Result<Verification, Error> {
    let mut verification = Verification::new(Vec::new());
    for (name, value) in object("options", options)? {
        verification = match name.as_str() {
            "secret" => Verification { secrets: Verification::of(value)?.secrets, ..verification },
            "tolerance" => verification.with_tolerance(value)?,
            "now" => verification.with_now(value)?,
            _ => return Err(unknown(&name)),
        };
    }
    Ok(verification)
}

fn unknown(name: &str) -> Error {
    let shown: String = name.chars().take(40).collect();
    wrong("options", &format!("There is no option {shown:?}."))
}
