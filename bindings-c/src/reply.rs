//! Replies: what a function brought back, and the texts that are read from it.

use std::collections::BTreeMap;
use std::ffi::c_char;
use std::ptr;
use std::sync::{Mutex, PoisonError};

use nextgen::Error;
use nextgen::bridge::{self, LastResponse};
use serde_json::value::RawValue;

use crate::door::{bytes, guarded};
use crate::status::{NEXTGEN_ERROR, NEXTGEN_ERROR_CONFIGURATION, NEXTGEN_OK};
use crate::table::{REPLIES, ReplyHandle};

/// A text that ends by NUL, so that C can read it without its length.
struct Text(Box<[u8]>);

/// What a function brought back. Texts never move or change while the reply is alive.
pub(crate) struct Reply {
    body: Option<Text>,
    response: Option<Text>,
    error: Option<Text>,
    /// Values that were asked for by `nextgen_reply_field`.
    fields: Mutex<Vec<Text>>,
}

/// Returns the body of the answer, a JSON object exactly as the server sent it; for `nextgen_sign`
/// the header, for `nextgen_next_page` its JSON object. NULL when there is none.
///
/// The text ends by NUL, its length without the NUL is written to `len` (which may be NULL), and it
/// lives until the reply is freed.
///
/// # Safety
/// `len` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_reply_body(reply: *const ReplyHandle, len: *mut usize) -> *const c_char {
    // SAFETY: as the caller vouches.
    unsafe { read("nextgen_reply_body", reply, len, |reply| reply.body.as_ref()) }
}

/// Returns the body as bytes, some of which may be NUL: that of `nextgen_call_php`, `nextgen_event_php`, or an
/// event whose `form` is `php`. NULL when there is none. All else is as in `nextgen_reply_body`.
///
/// # Safety
/// `len` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_reply_bytes(reply: *const ReplyHandle, len: *mut usize) -> *const u8 {
    // SAFETY: as the caller vouches.
    unsafe { read("nextgen_reply_bytes", reply, len, |reply| reply.body.as_ref()) }.cast()
}

/// Returns how the answer came, as a JSON object: `status`, `headers` (by name in lower case),
/// `request_id`, `idempotency_key`, `attempts`. NULL when no answer of the API came.
///
/// The text is as that of `nextgen_reply_body`.
///
/// # Safety
/// `len` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_reply_response(reply: *const ReplyHandle, len: *mut usize) -> *const c_char {
    // SAFETY: as the caller vouches.
    unsafe { read("nextgen_reply_response", reply, len, |reply| reply.response.as_ref()) }
}

/// Returns what went wrong, as a JSON object: `class` (such as `CardError`), `message`, `type`, `code`,
/// `param`, `decline_code`, `charge`, `doc_url`, `request_log_url`, `http_status`, `request_id`,
/// `headers`, `body`, `should_retry`, `idempotency_key`, `attempts`, `outcome_unknown`. NULL when nothing
/// went wrong.
///
/// The text is as that of `nextgen_reply_body`.
///
/// # Safety
/// `len` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_reply_error(reply: *const ReplyHandle, len: *mut usize) -> *const c_char {
    // SAFETY: as the caller vouches.
    unsafe { read("nextgen_reply_error", reply, len, |reply| reply.error.as_ref()) }
}

/// Returns one value of the error, or of the body where there is no error, by its JSON pointer
/// (`/source/last4`): a text as it is, anything else as JSON. NULL when there is none, or it is null.
///
/// The text is as that of `nextgen_reply_body`.
///
/// # Safety
/// `pointer` is null or has `pointer_len` bytes to read; `len` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_reply_field(
    reply: *const ReplyHandle,
    pointer: *const c_char,
    pointer_len: usize,
    len: *mut usize,
) -> *const c_char {
    let found = guarded("nextgen_reply_field", || {
        // SAFETY: as the caller vouches.
        let pointer = unsafe { bytes("pointer", pointer, pointer_len) }.ok()?;
        let reply = REPLIES.get(reply)?;
        let json = reply.error.as_ref().or(reply.body.as_ref())?;
        let text = Text::new(field(json.bytes(), str::from_utf8(pointer).ok()?)?);
        let place = (text.0.as_ptr().cast(), text.bytes().len());
        reply.fields.lock().unwrap_or_else(PoisonError::into_inner).push(text);
        Some(place)
    });
    // SAFETY: as the caller vouches.
    unsafe { hand_out(found.flatten(), len) }
}

/// Frees a reply and all texts read from it. NULL is taken and ignored; a reply that was freed before
/// is refused with `NEXTGEN_ERROR_CONFIGURATION`.
#[unsafe(no_mangle)]
pub extern "C" fn nextgen_reply_free(reply: *mut ReplyHandle) -> i32 {
    let freed = guarded("nextgen_reply_free", || reply.is_null() || REPLIES.remove(reply).is_some());
    match freed {
        Some(true) => NEXTGEN_OK,
        Some(false) => NEXTGEN_ERROR_CONFIGURATION,
        None => NEXTGEN_ERROR,
    }
}

impl Reply {
    /// A reply that holds a text.
    pub(crate) fn text(body: impl Into<Vec<u8>>) -> Reply {
        Reply { body: Some(Text::new(body)), response: None, error: None, fields: Mutex::default() }
    }

    /// A reply that holds an answer of the API.
    pub(crate) fn answer(body: Vec<u8>, response: &LastResponse) -> Reply {
        Reply { response: Some(Text::new(response_json(response))), ..Reply::text(body) }
    }

    /// A reply that holds an error.
    pub(crate) fn error(error: &Error) -> Reply {
        let error = Some(Text::new(bridge::error_json(error)));
        Reply { body: None, response: None, error, fields: Mutex::default() }
    }

    /// The same reply, with an error beside its text.
    pub(crate) fn with_error(mut self, error: &Error) -> Reply {
        self.error = Some(Text::new(bridge::error_json(error)));
        self
    }

    /// A reply that holds the error for a panic; the core's own panics never come so far.
    pub(crate) fn panic(name: &str) -> Reply {
        let message = format!("The SDK met a fault of its own (a panic) in {name}. Please report it.");
        let error = serde_json::json!({
            "class": "NextGenError", "message": message, "code": "panic", "headers": {}, "should_retry": false,
            "attempts": 0, "outcome_unknown": true,
        });
        Reply {
            body: None,
            response: None,
            error: Some(Text::new(error.to_string())),
            fields: Mutex::default(),
        }
    }
}

impl Text {
    fn new(text: impl Into<Vec<u8>>) -> Text {
        let mut text = text.into();
        text.reserve_exact(1);
        text.push(0);
        Text(text.into_boxed_slice())
    }

    /// Returns the text without its NUL.
    fn bytes(&self) -> &[u8] {
        &self.0[..self.0.len() - 1]
    }
}

fn response_json(response: &LastResponse) -> String {
    let headers = response.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
    serde_json::json!({
        "status": response.status,
        "headers": headers.collect::<serde_json::Map<String, serde_json::Value>>(),
        "request_id": response.request_id(),
        "idempotency_key": response.idempotency_key,
        "attempts": response.attempts,
    })
    .to_string()
}

/// Hands out a text of a reply.
///
/// # Safety
/// `len` is null, or can be written.
unsafe fn read(
    name: &str,
    reply: *const ReplyHandle,
    len: *mut usize,
    pick: impl Fn(&Reply) -> Option<&Text>,
) -> *const c_char {
    let found = guarded(name, || {
        let reply = REPLIES.get(reply)?;
        // The text lies in a box of its own, which the table keeps until the reply is freed.
        pick(&reply).map(|text| (text.0.as_ptr().cast(), text.bytes().len()))
    });
    // SAFETY: as the caller vouches.
    unsafe { hand_out(found.flatten(), len) }
}

/// Returns the address and writes the length; NULL and 0 when there is nothing.
///
/// # Safety
/// `len` is null, or can be written.
unsafe fn hand_out(found: Option<(*const c_char, usize)>, len: *mut usize) -> *const c_char {
    let (address, length) = found.unwrap_or((ptr::null(), 0));
    if !len.is_null() {
        // SAFETY: the caller vouches that it can be written; it need not be aligned.
        unsafe { len.write_unaligned(length) };
    }
    address
}

/// Finds a value by its JSON pointer. Numbers stay as they were written.
fn field(json: &[u8], pointer: &str) -> Option<String> {
    let mut found: Box<RawValue> = serde_json::from_slice(json).ok()?;
    for segment in pointer.strip_prefix('/')?.split('/') {
        let name = segment.replace("~1", "/").replace("~0", "~");
        found = match found.get().as_bytes().first()? {
            b'[' => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(found.get()).ok()?;
                items.into_iter().nth(name.parse().ok()?)?
            }
            b'{' => {
                let mut members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(found.get()).ok()?;
                members.remove(&name)?
            }
            _ => return None,
        };
    }
    match found.get() {
        "null" => None,
        text if text.starts_with('"') => serde_json::from_str(text).ok(),
        json => Some(json.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_pointer() {
        let json = br#"{"id":"ch_1","n":18446744073709551617,"source":{"last4":"4242","a/b":[1,{"x":true}]},"none":null}"#;
        assert_eq!(field(json, "/id").as_deref(), Some("ch_1"));
        assert_eq!(field(json, "/n").as_deref(), Some("18446744073709551617"));
        assert_eq!(field(json, "/source/last4").as_deref(), Some("4242"));
        assert_eq!(field(json, "/source/a~1b/1/x").as_deref(), Some("true"));
        for nothing in ["/none", "/source/last4/0", "/source/a~1b/7", "id", "", "/"] {
            assert_eq!(field(json, nothing), None, "{nothing}");
        }
    }
}
