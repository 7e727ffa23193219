//! Holds the scan against serde_json: on every text one byte away from good ones, and on thousands
//! further away.

use super::super::strict::read;
use super::*;

/// Texts with something of everything that JSON has.
const TEXTS: [&str; 8] = [
    r#"{"id":"evt_1","object":"event","data":{"object":{"a":[1,-2.5,0,{"b":null}],"t":true,"f":false}}}"#,
    "{\n  \"object\" : \"list\",\r\n\t\"data\": [ ], \"data\":null\n}\n",
    r#"{"object":"a\"b","o\u0062ject":"c","data":[[],{}],"k\\":"\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#,
    r#"{"é😀":"ключ と 値","object":7,"a":1e5,"b":-0.0E-2,"c":18446744073709551616,"data":"x"}"#,
    r#"{"":"","object":null,"data":{},"x":"0123456789abcdef0123456789\"01234567"}"#,
    " {} ",
    r#"{"a":{"object":"x","data":1},"data":-1}"#,
    r#"{"a":"\uD83D\uDE00\ud83d\udE00","object":"é","n":[0.1,-0,10,1.0]}"#,
];

/// Bytes and runs of them that mean something.
const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "1",
    "0",
    "-",
    ".",
    "e",
    "\\u",
    "\\ud83d",
    "\\ude00",
    "null",
    "true",
    " ",
    "\n",
    "\"object\":",
    "\"data\":",
    "é",
    "\u{7f}",
];

#[test]
fn what_servers_write_is_taken() {
    let mut nested = format!("{{\"a\":{}{}}}", "[".repeat(127), "]".repeat(127));
    let taken = [TEXTS[0], TEXTS[1], TEXTS[4], TEXTS[5], TEXTS[6], TEXTS[7], &nested.clone()];
    for text in taken {
        assert_eq!(object(text), Some(read(text).unwrap()), "{text}");
    }
    nested = nested.replace("[]", "[[]]");
    let hard = [TEXTS[2], TEXTS[3], &nested, "", "{", "{}x", "[]", r#"{"a":1e400}"#, r#"{"a":"\ud83d"}"#];
    for text in hard {
        assert_eq!(object(text), None, "{text}");
    }
}

#[test]
fn what_is_one_byte_away_is_judged_as_serde_json_does() {
    for text in TEXTS {
        for at in 0..=text.len() {
            let (before, behind) = text.as_bytes().split_at(at);
            hold(before);
            for byte in 0..=255 {
                hold(&[before, &[byte], behind].concat());
                hold(&[before, &[byte], behind.get(1..).unwrap_or_default()].concat());
            }
            hold(&[before, behind.get(1..).unwrap_or_default()].concat());
        }
    }
}

#[test]
fn what_is_further_away_is_judged_as_serde_json_does() {
    let mut seed = 1;
    let mut roll = |limit: usize| {
        // Knuth's generator; its upper bits are the random ones.
        seed =
            u64::wrapping_add(u64::wrapping_mul(seed, 6_364_136_223_846_793_005), 1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    for _ in 0..60_000 {
        let mut text = TEXTS[roll(TEXTS.len())].as_bytes().to_vec();
        for _ in 0..=roll(5) {
            let at = roll(text.len() + 1);
            let end = text.len().min(at + roll(4));
            let piece = match roll(4) {
                0 => "",
                1 => TEXTS[roll(TEXTS.len())],
                _ => PIECES[roll(PIECES.len())],
            };
            text.splice(at..end, piece.bytes());
        }
        hold(&text);
    }
}

#[test]
fn numbers_are_taken_within_the_range_of_a_float_alone() {
    for digits in [1, 17, 19, 20, 298, 299, 300, 308, 309, 310, 400] {
        for number in
            ["9".repeat(digits), format!("-{}", "9".repeat(digits)), format!("0.{}", "9".repeat(digits))]
        {
            hold(format!(r#"{{"a":{number}}}"#).as_bytes());
        }
    }
}

/// Checks that a text that is taken is taken by serde_json, and as the same.
fn hold(text: &[u8]) {
    if let Ok(text) = std::str::from_utf8(text)
        && let Some(head) = object(text)
    {
        assert_eq!(read(text).ok(), Some(head), "{text}");
    }
}
