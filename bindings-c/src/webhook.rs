//! Webhooks: verifying and signing.

use std::borrow::Cow;
use std::ffi::c_char;

use nextgen::Error;
use nextgen::bridge::{self, Value, Verification};

use crate::door::{answer, bytes, object, wrong};
use crate::php::{self, Wanted};
use crate::reply::Reply;
use crate::table::ReplyHandle;

/// Verifies that NextGen sent `payload`, and that it is an event: a whole, strict JSON object.
///
/// `payload` is the body exactly as received, `header` the value of `NextGen-Signature`. `options` is a
/// JSON object: `secret` (the endpoint's secret, or a list of up to five while one replaces another),
/// `tolerance` (seconds that the signature's time may lie before or after now, 1 to 86400; 300 when left
/// out; null leaves the time unchecked) and `now` (unix seconds; the system's time when left out).
///
/// On success nothing is written but the status, and NULL to `reply`: the event is the payload. With the
/// option `form` set to `php` the reply's body is what `nextgen_event_php` returns, to be taken by
/// `nextgen_reply_bytes`. On failure the error is written to `reply` (which may be NULL).
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
    unsafe { check("nextgen_event", given, reply, true) }
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
    unsafe { check("nextgen_verify", given, reply, false) }
}

/// Verifies that NextGen sent `payload`, with one secret and at the system's time: for hosts to whom
/// options as JSON would cost as much as the verification.
///
/// `tolerance` is how many seconds the signature's time may lie before or after now, 1 to 86400. All else is
/// as in `nextgen_verify`.
///
/// # Safety
/// The texts have as many bytes to read as is said; `reply` is null, or can be written.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments)]
pub unsafe extern "C" fn nextgen_check(
    payload: *const c_char,
    payload_len: usize,
    header: *const c_char,
    header_len: usize,
    secret: *const c_char,
    secret_len: usize,
    tolerance: i64,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let given = ((payload, payload_len), (header, header_len), (secret, secret_len));
    let inside = || {
        // SAFETY: as the caller vouches.
        let (payload, header, verification) = unsafe { by_one_secret(given, tolerance) }?;
        bridge::verify(payload, &header, &verification).map(|()| None)
    };
    // SAFETY: as the caller vouches.
    unsafe { answer("nextgen_check", reply, inside) }
}

/// Verifies an event as `nextgen_check` does, for PHP: returns what its `unserialize` reads, a list of an empty object,
/// to which the event refers, and of the event.
///
/// The text ends by NUL, lives until the same thread calls a function for PHP again, and must not be freed; NULL is
/// written to `reply`. Where NULL is returned the reply has the error; or, where the text is over 1 MiB long or has a
/// NUL in it, the text, to be taken by `nextgen_reply_bytes`.
///
/// # Safety
/// As for `nextgen_check`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments)]
pub unsafe extern "C" fn nextgen_event_php(
    payload: *const c_char,
    payload_len: usize,
    header: *const c_char,
    header_len: usize,
    secret: *const c_char,
    secret_len: usize,
    tolerance: i64,
    reply: *mut *mut ReplyHandle,
) -> *const c_char {
    let given = ((payload, payload_len), (header, header_len), (secret, secret_len));
    let inside = || {
        // SAFETY: as the caller vouches.
        let (payload, header, verification) = unsafe { by_one_secret(given, tolerance) }?;
        php::event(payload, &header, &verification)
    };
    // SAFETY: as the caller vouches.
    unsafe { php::hand_over("nextgen_event_php", reply, inside) }
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

/// Checks a webhook: its signature, and where asked for that it is an event.
///
/// # Safety
/// Payload, header and options have as many bytes to read as is said; `reply` is null, or can be written.
unsafe fn check(
    name: &str,
    (payload, header, options): (Given, Given, Given),
    reply: *mut *mut ReplyHandle,
    is_event: bool,
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
        let (verification, wanted) = verification(options, is_event)?;
        if !is_event {
            return bridge::verify(payload, &readable(header), &verification).map(|()| None);
        }
        match wanted {
            Wanted::Json => bridge::check_event(payload, &readable(header), &verification).map(|_| None),
            Wanted::Php => {
                php::event(payload, &readable(header), &verification).map(|event| Some(Reply::text(event)))
            }
        }
    };
    // SAFETY: as the caller vouches.
    unsafe { answer(name, reply, inside) }
}

/// Takes a payload, a header, and what one secret verifies them with.
///
/// # Safety
/// The texts have as many bytes to read as is said, and do not change for `'a`.
unsafe fn by_one_secret<'a>(
    (payload, header, secret): (Given, Given, Given),
    tolerance: i64,
) -> Result<(&'a [u8], Cow<'a, str>, Verification<'a>), Error> {
    // SAFETY: as the caller vouches.
    let (payload, header, secret) = unsafe {
        (
            bytes("payload", payload.0, payload.1)?,
            bytes("header", header.0, header.1)?,
            bytes("secret", secret.0, secret.1)?,
        )
    };
    let mut verification = match str::from_utf8(secret) {
        Ok(secret) => Verification::new(secret),
        Err(_) => Verification::of(Value::Foreign("bytes that are not UTF-8".to_owned()))?,
    };
    verification.tolerance = Some(tolerance.into());
    Ok((payload, readable(header), verification))
}

/// Reads a header. One that is not UTF-8 has no signature that could match; the core says what it lacks.
fn readable(header: &[u8]) -> Cow<'_, str> {
    // The lossy way alone would look at each character.
    str::from_utf8(header).map_or_else(|_| String::from_utf8_lossy(header), Cow::Borrowed)
}

fn verification(options: &[u8], is_event: bool) -> Result<(Verification<'static>, Wanted), Error> {
    let (mut verification, mut wanted) = (Verification::of(Value::Null)?, Wanted::Json);
    for (name, value) in object("options", options)? {
        verification = match name.as_str() {
            "secret" => verification.with_secret(value)?,
            "tolerance" => verification.with_tolerance(value)?,
            "now" => verification.with_now(value)?,
            "form" if is_event => {
                wanted = Wanted::of(value)?;
                verification
            }
            _ => return Err(unknown(&name)),
        };
    }
    Ok((verification, wanted))
}

fn unknown(name: &str) -> Error {
    let shown: String = name.chars().take(40).collect();
    wrong("options", &format!("There is no option {shown:?}."))
}
