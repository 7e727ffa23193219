//! What every function does at the boundary: take texts in, catch panics, hand a reply out.

use std::cell::Cell;
use std::ffi::c_char;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::{ptr, slice};

use nextgen::bridge::{self, Value};
use nextgen::{Error, ErrorKind};

use crate::reply::Reply;
use crate::status::{self, NEXTGEN_ERROR, NEXTGEN_OK};
use crate::table::{REPLIES, ReplyHandle};

/// The longest text that is taken: 1 GiB. A length beyond it is a mistake, and is not followed.
const MAX_LEN: usize = 1 << 30;

/// Runs a function of the ABI: writes what it brings to `out`, and returns its status.
///
/// # Safety
/// `out` is null, or can be written.
pub(crate) unsafe fn answer(
    name: &str,
    out: *mut *mut ReplyHandle,
    inside: impl FnOnce() -> Result<Option<Reply>, Error>,
) -> i32 {
    let (reply, status) = match guarded(name, inside) {
        Some(Ok(reply)) => (reply, NEXTGEN_OK),
        Some(Err(error)) => (Some(Reply::error(&error)), status::of(error.kind())),
        None => (Some(Reply::panic(name)), NEXTGEN_ERROR),
    };
    if out.is_null() {
        return status;
    }
    let (handle, status) = match reply.map(|reply| REPLIES.insert::<ReplyHandle>(reply)) {
        Some(full) if full.is_null() => (full, if status == NEXTGEN_OK { NEXTGEN_ERROR } else { status }),
        Some(handle) => (handle, status),
        None => (ptr::null_mut(), status),
    };
    // SAFETY: the caller vouches that it can be written; it need not be aligned.
    unsafe { out.write_unaligned(handle) };
    status
}

/// Runs `inside`; `None` when it panicked, which prints nothing.
pub(crate) fn guarded<T>(name: &str, inside: impl FnOnce() -> T) -> Option<T> {
    quiet_panics();
    let outer = INSIDE.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        panic_on_purpose(name);
        inside()
    }));
    INSIDE.set(outer);
    result.ok()
}

/// Takes a text that a caller gave as an address and a length.
///
/// # Safety
/// `address` is null, or `len` bytes behind it can be read and do not change for `'a`.
pub(crate) unsafe fn bytes<'a>(name: &str, address: *const c_char, len: usize) -> Result<&'a [u8], Error> {
    if len > MAX_LEN {
        return Err(wrong(
            name,
            &format!("{name} is said to be {len} bytes long; at most {MAX_LEN} are taken."),
        ));
    }
    if len == 0 {
        return Ok(&[]);
    }
    if address.is_null() {
        return Err(wrong(name, &format!("{name} must not be NULL when its length is {len}.")));
    }
    // SAFETY: the caller vouches for `len` bytes, which is below `isize::MAX`; bytes need no alignment.
    Ok(unsafe { slice::from_raw_parts(address.cast(), len) })
}

/// Reads a JSON object; none at all counts as an empty one. The text may hold a key, so nothing of it
/// is shown.
pub(crate) fn object(name: &str, text: &[u8]) -> Result<Vec<(String, Value)>, Error> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    match serde_json::from_slice(text) {
        Ok(Value::Map(pairs)) => Ok(pairs),
        Ok(_) => Err(wrong(name, &format!("{name} must be a JSON object; got JSON of another kind."))),
        Err(fault) => {
            let (line, column) = (fault.line(), fault.column());
            let place = format!("at line {line}, column {column}");
            Err(wrong(name, &format!("{name} must be a JSON object, as UTF-8; it is not JSON {place}.")))
        }
    }
}

/// Makes the error for an argument that cannot be used.
pub(crate) fn wrong(name: &str, message: &str) -> Error {
    bridge::refusal(ErrorKind::Configuration, name, message)
}

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics inside the library from printing; those of a Rust program that links it print as ever.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !INSIDE.get() {
                before(info);
            }
        }));
    });
}

#[cfg(feature = "test-panic")]
fn panic_on_purpose(name: &str) {
    let wanted = std::env::var("NEXTGEN_TEST_PANIC").is_ok_and(|wanted| wanted == name);
    assert!(!wanted, "a panic on purpose");
}

#[cfg(not(feature = "test-panic"))]
fn panic_on_purpose(_name: &str) {}
