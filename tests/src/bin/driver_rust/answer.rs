//! Writes objects, responses and errors as the protocol has them.

use std::error::Error as _;
use std::fmt::Write as _;

use nextgen::{Error, LastResponse};
use serde_json::{Map, Value, json};

/// The largest integer that every JSON reader keeps exact.
const EXACT: u64 = (1 << 53) - 1;

/// Returns JSON text as a value in which no integer was rounded.
pub(crate) fn plain(text: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    serde_json::from_str(&tag_integers(text)).map_err(|error| error.to_string())
}

/// Returns how an answer came.
pub(crate) fn response(response: &LastResponse) -> Value {
    json!({
        "status": response.status,
        "request_id": response.request_id(),
        "headers": headers(&response.headers),
        "idempotency_key": response.idempotency_key,
        "attempts": response.attempts,
    })
}

/// Returns an error with all its attributes.
pub(crate) fn error(error: &Error) -> Value {
    let mut shown = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(shown, "\n{cause}\n{cause:?}");
        source = cause.source();
    }
    json!({
        "class": error.kind().class(),
        "message": error.message(),
        "type": error.type_(),
        "code": error.code(),
        "param": error.param(),
        "decline_code": error.decline_code(),
        "charge": error.charge(),
        "doc_url": error.doc_url(),
        "http_status": error.http_status(),
        "request_id": error.request_id(),
        "headers": headers(error.headers()),
        "body": error.body(),
        "should_retry": error.should_retry(),
        "idempotency_key": error.idempotency_key(),
        "attempts": error.attempts(),
        "outcome_unknown": error.outcome_unknown(),
        "shown": shown,
    })
}

fn headers(pairs: &[(String, String)]) -> Map<String, Value> {
    pairs.iter().map(|(name, value)| (name.clone(), json!(value))).collect()
}

/// Writes every integer beyond ±(2^53-1) outside of texts as `{"$integer":"…"}`.
fn tag_integers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            '-' | '0'..='9' => rest.find(|c: char| !"+-.eE0123456789".contains(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        let is_integer =
            first != '"' && token.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
        let is_exact = token.trim_start_matches('-').parse::<u64>().is_ok_and(|number| number <= EXACT);
        if is_integer && !is_exact && token.len() > 1 {
            let _ = write!(out, "{{\"$integer\":\"{token}\"}}");
        } else {
            out.push_str(token);
        }
        rest = after;
    }
    out
}

/// Returns the length of the JSON string that `text` begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_integers_beyond_the_exact_ones_are_tagged() {
        let text =
            r#"{"a":9007199254740991,"b":-9007199254740993,"c":1e300,"d":"9007199254740993\"1","e":[0,-1]}"#;
        let want = r#"{"a":9007199254740991,"b":{"$integer":"-9007199254740993"},"c":1e300,"d":"9007199254740993\"1","e":[0,-1]}"#;
        assert_eq!(tag_integers(text), want);
    }
}
