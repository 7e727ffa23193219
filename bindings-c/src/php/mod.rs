//! Answers in the form that PHP's `unserialize` reads, which it does in less than half the time that
//! `json_decode` takes for the same as JSON.
//!
//! Maps are arrays. One that an array could not tell from a list, as it is empty or its names are
//! numbers from 0, is a `stdClass`. Integers beyond 64 bits are texts, as in PHP's reader of JSON.

mod direct;
mod hand;
mod room;
mod slots;

use std::io::Write as _;

use nextgen::Error;
use nextgen::bridge::{self, Document, Item, LastResponse, Scalar, Value, Verification};

use self::direct::Writer;
use self::room::Room;
use self::slots::Slots;
use crate::door::wrong;

pub(crate) use hand::answer as hand_over;

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

/// Verifies a webhook and writes its event.
pub(crate) fn event(
    out: &mut Vec<u8>,
    payload: &[u8],
    header: &str,
    verification: &Verification<'_>,
) -> Result<(), Error> {
    body(out, payload, Slots::default(), |writer| {
        bridge::event_unless_taken(payload, header, verification, writer)
    })
}

/// Writes a list of an answer and how it came: status, headers by name, request id, idempotency key and
/// attempts.
pub(crate) fn answer(out: &mut Vec<u8>, json: &[u8], response: &LastResponse) {
    out.extend_from_slice(b"a:2:{i:0;");
    body(out, json, Slots::inside(1), |writer| Document::unless_taken(json, writer))
        .expect("the core has found it to be strict JSON");
    out.extend_from_slice(b"i:1;a:5:{i:0;");
    integer(out, i64::from(response.status));
    out.extend_from_slice(b"i:1;");
    open(out, b"a", response.headers.len());
    for (name, header) in &response.headers {
        text(out, name);
        text(out, header);
    }
    out.push(b'}');
    for (place, known) in [(2, response.request_id()), (3, response.idempotency_key.as_deref())] {
        integer(out, place);
        match known {
            Some(known) => text(out, known),
            None => out.extend_from_slice(b"N;"),
        }
    }
    out.extend_from_slice(b"i:4;");
    integer(out, i64::from(response.attempts));
    out.extend_from_slice(b"}}");
}

/// Writes a JSON text as it is read; where that cannot be, the document that comes of the reading.
fn body<E>(
    out: &mut Vec<u8>,
    json: &[u8],
    slots: Slots,
    read: impl FnOnce(&mut Writer<'_>) -> Result<Option<Document>, E>,
) -> Result<(), E> {
    let start = out.len();
    out.reserve(json.len() * 2 + 1024);
    let left = read(&mut Writer::new(out, json, slots))?;
    if let Some(document) = left {
        out.truncate(start);
        value(out, document.root(), &mut { slots });
    }
    Ok(())
}

fn value(out: &mut Vec<u8>, item: Item<'_>, slots: &mut Slots) {
    slots.take();
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
                value(out, item, slots);
            }
            out.push(b'}');
        }
        Scalar::Map(0) => Room::new(out).nothing(slots.nothing()),
        Scalar::Map(length) => {
            open(out, if looks_like_a_list(item) { b"O:8:\"stdClass\"" } else { b"a" }, length);
            for (name, member) in item.members() {
                text(out, name);
                value(out, member, slots);
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

/// Opens an array or object, whose length takes as many digits as are kept where it is not known at once.
fn open(out: &mut Vec<u8>, kind: &[u8], length: usize) {
    out.extend_from_slice(kind);
    written_by(out, format_args!(":{length:05}:{{"));
}

fn text(out: &mut Vec<u8>, text: &str) {
    if let length @ 0..100 = text.len() {
        let (tens, ones) = (length as u8 / 10, length as u8 % 10);
        out.extend_from_slice(&[b's', b':', b'0' + tens, b'0' + ones, b':', b'"']);
    } else {
        out.extend_from_slice(b"s:");
        digits(out, text.len() as u64);
        out.extend_from_slice(b":\"");
    }
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(b"\";");
}

fn integer(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(if number < 0 { b"i:-" } else { b"i:" });
    digits(out, number.unsigned_abs());
    out.push(b';');
}

fn digits(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(decimal(number, &mut [0; 20]));
}

/// Returns the digits of a number; `write!` would take longer than all the rest.
fn decimal(mut number: u64, place: &mut [u8; 20]) -> &[u8] {
    let mut at = place.len();
    loop {
        at -= 1;
        place[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break &place[at..];
        }
    }
}

fn written_by(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).expect("a vector takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a text in both ways, and says whether the direct one took it.
    fn both(json: &str) -> (Vec<u8>, bool) {
        let document = Document::parse(json.as_bytes().to_vec()).expect("the JSON is good");
        let (mut by_index, mut written, mut direct) = (Vec::new(), b"before".to_vec(), false);
        value(&mut by_index, document.root(), &mut Slots::default());
        let read = |writer: &mut Writer<'_>| {
            Document::unless_taken(json.as_bytes(), writer).inspect(|left| direct = left.is_none())
        };
        body(&mut written, json.as_bytes(), Slots::default(), read).expect("the JSON is good");
        assert_eq!(written, [b"before", &by_index[..]].concat(), "{json}");
        (by_index, direct)
    }

    fn php(json: &str) -> String {
        // Lengths without the zeros before them are easier to read.
        let text = String::from_utf8(both(json).0).expect("the texts are UTF-8");
        text.replace(":0000", ":").replace("s:0", "s:")
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

    #[test]
    fn most_texts_need_no_index() {
        for json in [
            r#" { "a" : [ 1 , -20,{ } , [ ] ,true, false ,null ] , "b\n" : "x\"y\u00e9\ud83d\ude00é" , "a":999999999999999999} "#,
            r#"{"":{"a":{}},"01":[[]],"00":0}"#,
        ] {
            assert!(both(json).1, "{json}");
        }
        for json in [
            r#"{"a":1.5}"#,
            r#"{"a":1e2}"#,
            r#"{"a":-0}"#,
            r#"{"0":1}"#,
            r#"{"\u0030":1}"#,
            r#"{"a":1000000000000000000}"#,
        ] {
            assert!(!both(json).1, "{json}");
        }
    }

    #[test]
    fn empty_maps_are_one_object() {
        assert_eq!(
            php(r#"{"a":[1,{"x":"y"}],"b":{},"c":[{},{"d":{}}]}"#),
            "a:3:{s:1:\"a\";a:2:{i:0;i:1;i:1;a:1:{s:1:\"x\";s:1:\"y\";}}s:1:\"b\";O:8:\"stdClass\":0:{}\
             s:1:\"c\";a:2:{i:0;r:6;i:1;a:1:{s:1:\"d\";r:6;}}}"
        );
        assert_eq!(php("{}"), "O:8:\"stdClass\":0:{}");
    }

    #[test]
    fn lists_may_be_long() {
        for (length, direct) in [(99_999, true), (100_000, false)] {
            assert_eq!(both(&format!("[{}0]", "0,".repeat(length - 1))).1, direct);
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for json in [
            "",
            "{",
            "[",
            "\"",
            "{\"a\":-}",
            "{\"a\":+1}",
            "[1,",
            "{\"a",
            "\"\\",
            "tru",
            "té",
            "é",
            "-",
            "{]",
            "[}",
        ] {
            let read = |writer: &mut Writer<'_>| Document::unless_taken(json.as_bytes(), writer);
            assert!(body(&mut Vec::new(), json.as_bytes(), Slots::default(), read).is_err(), "{json}");
        }
    }
}
