//! Texts between JavaScript and here: how they come in, and what is to be known of JSON before it is read.

use napi::bindgen_prelude::{FromNapiValue, Result, TypeName, ValidateNapiValue};
use napi::{Status, ValueType, sys};
use napi_derive::napi;
use nextgen::bridge;

/// A text of JavaScript. A short one is read at once; napi's own way asks for its length first.
pub struct Text(pub(crate) String);

/// How many bytes are tried at once: those of any usual header or secret.
const SHORT: usize = 256;

impl FromNapiValue for Text {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        let mut bytes = Vec::<u8>::with_capacity(SHORT);
        let mut length = 0;
        // SAFETY: the caller vouches for `env` and `value`, and there are `SHORT` bytes to write to.
        let status = unsafe {
            sys::napi_get_value_string_utf8(env, value, bytes.as_mut_ptr().cast(), SHORT, &mut length)
        };
        // One byte goes to the zero at the end; a character that did not fit leaves up to three free.
        if status == sys::Status::napi_ok && length < SHORT - 4 {
            // SAFETY: that many bytes were written.
            unsafe { bytes.set_len(length) };
            let text = String::from_utf8(bytes);
            return text.map(Text).map_err(|fault| napi::Error::new(Status::InvalidArg, fault.to_string()));
        }
        // SAFETY: as above.
        unsafe { String::from_napi_value(env, value) }.map(Text)
    }
}

impl TypeName for Text {
    fn type_name() -> &'static str {
        "String"
    }

    fn value_type() -> ValueType {
        ValueType::String
    }
}

impl ValidateNapiValue for Text {}

/// Returns what may be shown of a secret.
#[napi(catch_unwind)]
pub fn shown(secret: String) -> String {
    bridge::shown(&secret)
}

/// The text may hold an integer that a JavaScript number would round.
pub(crate) const LARGE: u32 = 1;

/// Every byte is ASCII, so that one byte is one character.
pub(crate) const ASCII: u32 = 2;

/// How many digits an integer beyond 2^53 has at least.
const DIGITS: usize = 16;

/// Returns the traits of a JSON text.
pub(crate) fn traits(text: &[u8]) -> u32 {
    let large = if may_hold_large(text) { LARGE } else { 0 };
    large | if text.is_ascii() { ASCII } else { 0 }
}

/// Says whether 16 digits stand in a row anywhere. Of such a row one digit falls on every sixteenth
/// byte, so only those are looked at first.
pub(crate) fn may_hold_large(text: &[u8]) -> bool {
    let mut at = DIGITS - 1;
    while at < text.len() {
        if text[at].is_ascii_digit() {
            let before = text[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let behind = text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if before + behind >= DIGITS {
                return true;
            }
            at += behind;
        }
        at += DIGITS;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_digits_are_found_wherever_they_stand() {
        for lead in 0..40 {
            let text = format!("{}{}x1", "x".repeat(lead), "9007199254740993");
            assert!(may_hold_large(text.as_bytes()), "{text}");
            let text = format!("{}{}x{}", "x".repeat(lead), "900719925474099", "123456789012345");
            assert!(!may_hold_large(text.as_bytes()), "{text}");
        }
        assert!(!may_hold_large(b""));
        assert!(may_hold_large(b"9007199254740993"));
    }
}
