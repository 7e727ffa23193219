//! Answers in the form that PHP's `unserialize` reads: more than twice as fast as JSON, and without a
//! second look at numbers and escapes.
//!
//! Maps are arrays. One that an array could not tell from a list, as it is empty or its names are
//! numbers from 0, is a `stdClass`. Integers beyond 64 bits are texts, as in PHP's reader of JSON.

use std::io::Write as _;

use nextgen::Error;
use nextgen::bridge::{Document, Item, LastResponse, Scalar, Value};

use crate::door::wrong;

/// In which form an answer is wanted.
#[derive(Clone, Copy, Default)]
pub(crate) enum Form {
    /// The text as it came.
    #[default]
    Json,
    /// As PHP reads it.
    Php,
}

impl Form {
    /// Takes the form as an option gives it.
    pub(crate) fn of(option: Value) -> Result<Form, Error> {
        match option {
            Value::Null => Ok(Form::Json),
            Value::Text(name) if name == "php" => Ok(Form::Php),
            other => Err(wrong("form", &format!("form must be \"php\", or left out; got {other}."))),
        }
    }
}

/// Writes a document.
pub(crate) fn written(document: &Document) -> Vec<u8> {
    let mut out = Vec::with_capacity(document.text().len() * 3 / 2);
    value(&mut out, document.root());
    out
}

/// Writes a list of an answer and how it came: status, headers by name, request id, idempotency key and
/// attempts.
pub(crate) fn answer(document: &Document, response: &LastResponse) -> Vec<u8> {
    let mut out = Vec::with_capacity(document.text().len() * 3 / 2 + 1024);
    out.extend_from_slice(b"a:2:{i:0;");
    value(&mut out, document.root());
    out.extend_from_slice(b"i:1;a:5:{i:0;");
    integer(&mut out, i64::from(response.status));
    out.extend_from_slice(b"i:1;");
    open(&mut out, b"a", response.headers.len());
    for (name, header) in &response.headers {
        text(&mut out, name);
        text(&mut out, header);
    }
    out.push(b'}');
    for (place, known) in [(2, response.request_id()), (3, response.idempotency_key.as_deref())] {
        integer(&mut out, place);
        match known {
            Some(known) => text(&mut out, known),
            None => out.extend_from_slice(b"N;"),
        }
    }
    out.extend_from_slice(b"i:4;");
    integer(&mut out, i64::from(response.attempts));
    out.extend_from_slice(b"}}");
    out
}

fn value(out: &mut Vec<u8>, item: Item<'_>) {
    match item.scalar() {
        Scalar::Null => out.extend_from_slice(b"N;"),
        Scalar::Boolean(truth) => out.extend_from_slice(if truth { b"b:1;" } else { b"b:0;" }),
        Scalar::Integer(number) => integer(out, number),
        Scalar::Large(number) => text(out, &number.to_string()),
        // The shortest digits that read as the same number again.
        Scalar::Float(number) => written_by(out, format_args!("d:{number:?};")),
        Scalar::Digits(digits) => text(out, digits),
        Scalar::Text(given) => text(out, given),
        Scalar::List(length) => {
            open(out, b"a", length);
            for (place, item) in (0..).zip(item.items()) {
                integer(out, place);
                value(out, item);
            }
            out.push(b'}');
        }
        Scalar::Map(length) => {
            open(out, if looks_like_a_list(item) { b"O:8:\"stdClass\"" } else { b"a" }, length);
            for (name, member) in item.members() {
                text(out, name);
                value(out, member);
            }
            out.push(b'}');
        }
    }
}

/// Says whether a map would be taken for a list as an array. No such name begins by NUL, which no
/// property's may.
fn looks_like_a_list(map: Item<'_>) -> bool {
    let mut names = map.members().map(|(name, _)| name);
    let digits = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    names.next().is_none_or(|first| first == "0" && names.all(digits))
}

fn open(out: &mut Vec<u8>, kind: &[u8], length: usize) {
    out.extend_from_slice(kind);
    out.push(b':');
    digits(out, length as u64);
    out.extend_from_slice(b":{");
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"s:");
    digits(out, text.len() as u64);
    out.extend_from_slice(b":\"");
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(b"\";");
}

fn integer(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(if number < 0 { b"i:-" } else { b"i:" });
    digits(out, number.unsigned_abs());
    out.push(b';');
}

/// Writes a number; `write!` would take longer than all the rest.
fn digits(out: &mut Vec<u8>, mut number: u64) {
    let mut written = [0; 20];
    let mut at = written.len();
    loop {
        at -= 1;
        written[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break out.extend_from_slice(&written[at..]);
        }
    }
}

fn written_by(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).expect("a vector takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn php(json: &str) -> String {
        let document = Document::parse(json.as_bytes().to_vec()).expect("the JSON is good");
        String::from_utf8(written(&document)).expect("the texts are UTF-8")
    }

    #[test]
    fn values_are_written_as_php_writes_them() {
        assert_eq!(
            php(r#"{"a":[1,-20,true,false,null],"é":"x\"y\u0000","f":1.5,"g":1e300,"h":-0.0}"#),
            "a:5:{s:1:\"a\";a:5:{i:0;i:1;i:1;i:-20;i:2;b:1;i:3;b:0;i:4;N;}s:2:\"é\";s:4:\"x\"y\0\";\
             s:1:\"f\";d:1.5;s:1:\"g\";d:1e300;s:1:\"h\";d:-0.0;}"
        );
        assert_eq!(php(r#"{"n":-9223372036854775808}"#), "a:1:{s:1:\"n\";i:-9223372036854775808;}");
    }

    #[test]
    fn integers_beyond_64_bits_are_texts() {
        assert_eq!(php(r#"{"n":18446744073709551615}"#), "a:1:{s:1:\"n\";s:20:\"18446744073709551615\";}");
        assert_eq!(php(r#"{"n":-18446744073709551617}"#), "a:1:{s:1:\"n\";s:21:\"-18446744073709551617\";}");
    }

    #[test]
    fn a_map_is_never_taken_for_a_list() {
        assert_eq!(php(r#"{"a":{},"b":[]}"#), "a:2:{s:1:\"a\";O:8:\"stdClass\":0:{}s:1:\"b\";a:0:{}}");
        assert_eq!(php(r#"{"0":1,"1":2}"#), "O:8:\"stdClass\":2:{s:1:\"0\";i:1;s:1:\"1\";i:2;}");
        assert_eq!(php(r#"{"1":1,"0":2}"#), "a:2:{s:1:\"1\";i:1;s:1:\"0\";i:2;}");
        assert_eq!(php(r#"{"0":1,"\u0000":2}"#), "a:2:{s:1:\"0\";i:1;s:1:\"\0\";i:2;}");
    }
}
