//! Holds the glance against serde_json: what is plain and valid JSON must be as strict as we want it.

use serde::Deserialize;

use super::super::head;
use super::*;

/// Says what a reader that knows JSON's grammar and no more says of a text.
fn is_json(text: &[u8]) -> bool {
    let mut reader = serde_json::Deserializer::from_slice(text);
    reader.disable_recursion_limit();
    // A raw value's text is looked at for its grammar alone: neither surrogates nor ranges matter.
    serde::de::IgnoredAny::deserialize(&mut reader).is_ok() && reader.end().is_ok()
}

#[test]
fn what_servers_write_is_plain() {
    let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    for text in [
        r#"{"id":"evt_1","object":"event","amount":-12.50,"paid":true,"live":false,"none":null,"e":1e5}"#,
        "{\n  \"a\" : [ 1, 2, { \"b\": \"{[}]1e99\" } ],\r\n\t\"é\": \"ключ 値😀\"\n}\n",
        &nested(127),
        "{}",
    ] {
        assert!(is_plain(text.as_bytes()) && head(text.as_bytes()).is_ok(), "{text}");
    }
    let long = "1".repeat(400);
    for text in [
        &nested(128),
        &format!("{{\"a\":{long}}}"),
        &format!("{{\"a\":{long}e9}}"),
        r#"{"a":"\ud800"}"#,
        r#"{"a":1e400}"#,
        r#"{"a":1E+400}"#,
        r#"{"a":0.1e0400}"#,
        "[1]",
        "\"a\"",
        "",
        "  ",
        "}{",
    ] {
        assert!(!is_plain(text.as_bytes()), "{text}");
    }
}

#[test]
fn what_is_found_does_not_depend_on_where_it_stands() {
    for pad in 0..300 {
        let blank = " ".repeat(pad);
        let deep = format!("{}{}", "[".repeat(128), "]".repeat(128));
        for (value, plain) in
            [("true", true), ("1e309", false), ("\"1e+3\"", true), ("\"a\\\\b\"", false), (&deep, false)]
        {
            let text = format!("{{\"a\":{blank}{value}}}");
            assert_eq!(is_plain(text.as_bytes()), plain, "{text}");
        }
    }
}

#[test]
fn sixteen_digits_are_found_wherever_they_stand() {
    for lead in 0..40 {
        let text = format!("{}{}x1", "x".repeat(lead), "9007199254740993");
        assert!(holds_digits(text.as_bytes(), 16), "{text}");
        let text = format!("{}{}x{}", "x".repeat(lead), "900719925474099", "123456789012345");
        assert!(!holds_digits(text.as_bytes(), 16), "{text}");
    }
    assert!(!holds_digits(b"", 16));
    assert!(holds_digits(b"9007199254740993", 16));
}

#[test]
fn what_is_plain_and_json_is_strict_json() {
    const PIECES: [&str; 22] = [
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "1",
        "-",
        ".",
        "e",
        "E9",
        "e999",
        "e+309",
        "e99",
        "\"a\":",
        "true",
        "null",
        " ",
        "\"\\ud800\"",
        "é",
    ];
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(126), "]".repeat(126));
    let long = format!("{{\"a\":{}}}", "9".repeat(198));
    let texts =
        [r#"{"a":[1,-2.5,{"b":"c d"}],"t":true,"f":false,"n":null,"s":"0123456789"}"#, "{}", &deep, &long];
    let mut seed = 1_u64;
    let mut roll = |limit: usize| {
        // Knuth's generator; its upper bits are the random ones.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    let mut held = 0;
    for _ in 0..40_000 {
        let mut text = texts[roll(texts.len())].as_bytes().to_vec();
        for _ in 0..roll(4) {
            let at = roll(text.len() + 1);
            let end = text.len().min(at + roll(3));
            text.splice(at..end, PIECES[roll(PIECES.len())].bytes());
        }
        if std::str::from_utf8(&text).is_ok() && is_plain(&text) && is_json(&text) {
            assert!(head(&text).is_ok(), "{}", String::from_utf8_lossy(&text));
            held += 1;
        }
    }
    assert!(held > 2_000, "only {held} texts were plain and JSON");
}
