//! Answers in the form that PHP's `unserialize` reads, which it does in less than half the time that
//! `json_decode` takes for the same as JSON.
//!
//! Maps are arrays. One that an array could not tell from a list, as it is empty or its names are
//! numbers from 0, is a `stdClass`. Integers beyond 64 bits are texts, as in PHP's reader of JSON.
//!
//! All empty maps of an answer are one object in PHP, as none of them is ever changed or shown: it takes PHP longer to
//! make one than most of the other values. It stands before the answer, where no name that is given twice can
//! put another value in its place.

mod direct;
mod hand;
mod room;
mod written;

use std::io::Write as _;

use nextgen::Error;
use nextgen::bridge::{Item, Scalar, Value};

use crate::door::wrong;

pub(crate) use hand::answer as hand_over;
pub(crate) use written::{Written, event};

/// The empty map: the second value, as PHP counts them, once more. The first is the list that all is in.
const NOTHING: &[u8] = b"r:2;";

/// In which form an answer is wanted.
#[derive(Clone, Copy, Default)]
pub(crate) enum Wanted {
    /// The text as it came.
    #[default]
    Json,
    /// As PHP reads it.
    Php,
}

impl Wanted {
    /// Takes the form as an option gives it.
    pub(crate) fn of(option: Value) -> Result<Wanted, Error> {
        match option {
            Value::Null => Ok(Wanted::Json),
            Value::Text(name) if name == "php" => Ok(Wanted::Php),
            other => Err(wrong("form", &format!("form must be \"php\", or left out; got {other}."))),
        }
    }
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
        Scalar::Map(0) => out.extend_from_slice(NOTHING),
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

/// Says whether a map would be taken for a list as an array: its names are the numbers from 0, each at its place, but
/// where it was given before. No such name begins by NUL, which no property's may.
fn looks_like_a_list(map: Item<'_>) -> bool {
    let mut next = 0;
    map.members().all(|(name, _)| match name.parse::<usize>() {
        Ok(number) if number <= next && number.to_string() == name => {
            next = next.max(number + 1);
            true
        }
        _ => false,
    })
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
    use nextgen::bridge::{self, Document, Form, Verification};

    use super::direct::Writer;
    use super::*;

    /// Writes as ever, and notes whether that took a document.
    struct Watched(Written, bool);

    impl Form for Watched {
        type Sink<'t> = Writer<'t>;

        fn sink<'t>(&'t mut self, text: &'t [u8]) -> Writer<'t> {
            self.0.sink(text)
        }

        fn document(&mut self, document: &Document) {
            self.1 = true;
            self.0.document(document);
        }
    }

    fn begun() -> Written {
        Written::begin(2)
    }

    fn written(json: &str) -> Result<Watched, Error> {
        let header = bridge::sign(json.as_bytes(), "whsec_a", None).expect("the secret is good");
        let mut watched = Watched(begun(), false);
        bridge::write_event(json.as_bytes(), &header, &Verification::new("whsec_a"), &mut watched)?;
        Ok(watched)
    }

    /// Writes a text in both ways, and says whether one of them needs no document.
    fn both(json: &str) -> (Vec<u8>, bool) {
        let mut by_index = begun();
        by_index.document(&Document::parse(json.as_bytes().to_vec()).expect("the JSON is good"));
        let Watched(written, took_document) = written(json).expect("the JSON is good");
        assert_eq!(written.bytes, by_index.bytes, "{json}");
        (written.bytes[begun().bytes.len()..].to_vec(), !took_document)
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
        assert_eq!(php(r#"{"a":{},"b":[]}"#), "a:2:{s:1:\"a\";r:2;s:1:\"b\";a:0:{}}");
        assert_eq!(php(r#"{"0":1,"1":2}"#), "O:8:\"stdClass\":2:{s:1:\"0\";i:1;s:1:\"1\";i:2;}");
        assert_eq!(php(r#"{"1":1,"0":2}"#), "a:2:{s:1:\"1\";i:1;s:1:\"0\";i:2;}");
        assert_eq!(php(r#"{"0":1,"2":2}"#), "a:2:{s:1:\"0\";i:1;s:1:\"2\";i:2;}");
        assert_eq!(php(r#"{"0":1,"00":2}"#), "a:2:{s:1:\"0\";i:1;s:2:\"00\";i:2;}");
        assert_eq!(php(r#"{"0":1,"0":2}"#), "O:8:\"stdClass\":2:{s:1:\"0\";i:1;s:1:\"0\";i:2;}");
        assert_eq!(php(r#"{"0":1,"\u0000":2}"#), "a:2:{s:1:\"0\";i:1;s:1:\"\0\";i:2;}");
    }

    #[test]
    fn most_texts_need_no_index() {
        for json in [
            r#" { "a" : [ 1 , -20,{ } , [ ] ,true, false ,null ] , "b" : {"y":1,"x\n":"x\"y\u00e9\ud83d\ude00é"} , "a":999999999999999999} "#,
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
    fn an_empty_map_is_the_one_that_stands_first() {
        assert_eq!(
            php(r#"{"b":{},"c":[{},{"d":{}}]}"#),
            "a:2:{s:1:\"b\";r:2;s:1:\"c\";a:2:{i:0;r:2;i:1;a:1:{s:1:\"d\";r:2;}}}"
        );
        assert_eq!(php("{}"), "r:2;");
        assert_eq!(begun().bytes, b"a:2:{i:0;O:8:\"stdClass\":0:{}i:1;");
    }

    #[test]
    fn lists_may_be_long() {
        for (length, direct) in [(99_999, true), (100_000, false)] {
            assert_eq!(both(&format!(r#"{{"a":[{}0]}}"#, "0,".repeat(length - 1))).1, direct);
        }
    }

    #[test]
    fn texts_of_every_length_stand_anywhere() {
        for length in 0..120 {
            let text = "x".repeat(length);
            let digits = "9".repeat(length.clamp(1, 17));
            assert!(both(&format!(r#"{{"{text}":"{text}","n":[{digits}],"t":"{text}"}}"#)).1);
            assert!(both(&format!(r#"{{"a":{{"b":"{text}\n","{text}\n":-{digits}}}}}"#)).1);
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
            assert!(written(json).is_err(), "{json}");
        }
    }
}
