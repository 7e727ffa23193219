//! Holds the scan against serde_json: on every text one byte away from good ones, and on thousands
//! further away.

use serde_json::Value;

use super::super::strict::read;
use super::super::walk::{self, Sink};
use super::super::{Node, index, quick};
use super::*;

/// Texts with something of everything that JSON has.
const TEXTS: [&str; 11] = [
    r#"{"id":"evt_1","object":"event","data":{"object":{"a":[1,-2.5,0,{"b":null}],"t":true,"f":false}}}"#,
    "{\n  \"object\" : \"list\",\r\n\t\"data\": [ ], \"data\":null\n}\n",
    r#"{"object":"a\"b","o\u0062ject":"c","data":[[],{}],"k\\":"\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#,
    r#"{"é😀":"ключ と 値","object":7,"a":1e5,"b":-0.0E-2,"c":18446744073709551616,"data":"x"}"#,
    r#"{"":"","object":null,"data":{},"x":"0123456789abcdef0123456789\"01234567"}"#,
    " {} ",
    r#"{"a":{"object":"x","data":1},"data":-1}"#,
    r#"{"a":"\uD83D\uDE00\ud83d\udE00","object":"é","n":[0.1,-0,10,1.0]}"#,
    r#"{"data":[{"a":"x","b":{"c":1,"d":{"e":{"f":2}}},"g":{}},{"a":[3],"b":{"c":{},"d":{"e":{"f":4}}},"g":5}],"h":6}"#,
    r#"{"data":[ {"é": 1,"b":{"c":2 } },{"é": {},"b":{"c":[3] } },{"b":4},5,{"é": 6,"b":{"d":7} },{"é": 8,"b":null }]}"#,
    r#"{"data":{"object":{"é":[1],"a":{"b":[2]},"a":[3],"\u0061":4},"x":[5]},"data":{"object":{"c":{"d":[6]}}}}"#,
];

/// Bytes and runs of them that mean something.
const PIECES: [&str; 26] = [
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
    "\"a\":[7],",
    "\"\\u0061\":",
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
    let inside = |levels| {
        let (opened, closed) = ("[".repeat(levels), "]".repeat(levels));
        event(&format!(r#"{{"data":{{"object":{{"a":{opened}{closed}}}}}}}"#), 2)
    };
    assert_eq!(inside(125).map(|parts| parts.len()), Some(1));
    assert_eq!(inside(126), None);
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

#[test]
fn the_large_parts_of_an_event_are_noted_and_no_others() {
    let event =
        |object: &str| format!(r#"{{"id":"evt_1","data":{{"object":{object},"x":[[1]]}},"y":[[1]]}}"#);
    let cases = [
        (r#"{"a":[1,2],"b":{"c":[3]},"d":[4],"e":"[12345]","f":12345,"é":[5,6]}"#, vec!["a", "b", "é"]),
        // The last of a name counts.
        (r#"{"a":[1,2],"a":[3]}"#, vec![]),
        (r#"{"a":[3],"a":[1,2]}"#, vec!["a"]),
        (r#"{"a":[1,2],"b":[3,4],"a":[5,6]}"#, vec!["b", "a"]),
        // An escape may spell any name.
        (r#"{"a":[1,2],"\u0061":[3,4],"b":[5,6]}"#, vec!["b"]),
        (r#"{"a":[1,2],"__proto__":[3,4]}"#, vec!["a"]),
        (r#"[[1,2],[3,4]]"#, vec![]),
        (r#""[1,2]""#, vec![]),
        (r#"{}"#, vec![]),
    ];
    for (object, wanted) in cases {
        assert_eq!(noted(&event(object), 5), wanted, "{object}");
    }
    let twice = [
        (r#"{"data":{"object":{"a":[1,2]}},"data":{"object":{"b":[1,2]}}}"#, vec!["b"]),
        (r#"{"data":{"object":{"a":[1,2]}},"data":7}"#, vec![]),
        (r#"{"data":{"object":{"a":[1,2]}},"d\u0061ta":7}"#, vec![]),
        (r#"{"data":{"object":{"a":[1,2]},"object":null}}"#, vec![]),
        (r#"{"data":{"object":{"a":[1,2]},"objec\u0074":null}}"#, vec![]),
        (r#"{"data":[{"object":{"a":[1,2]}}],"object":{"a":[1,2]}}"#, vec![]),
    ];
    for (text, wanted) in twice {
        assert_eq!(noted(text, 5), wanted, "{text}");
    }
    // The size from which a part is noted is met exactly.
    assert_eq!(noted(&event(r#"{"a":[1,2],"b":[12]}"#), 4), ["a", "b"]);
    // What is many is noted up to a limit.
    let many: Vec<String> = (0..40).map(|at| format!(r#""m{at}":[1,2]"#)).collect();
    let text = event(&format!("{{{}}}", many.join(",")));
    assert_eq!(noted(&text, 5).len(), 16);
    hold(text.as_bytes());
}

/// Returns the names of the parts that are noted in a text.
fn noted(text: &str, least: usize) -> Vec<&str> {
    let parts = event(text, least).unwrap();
    parts.into_iter().map(|part| &text[part.name]).collect()
}

/// Checks that a text that is taken is taken by serde_json, and as the same.
pub(in super::super) fn hold(text: &[u8]) {
    let Ok(text) = std::str::from_utf8(text) else { return };
    hold_index(text);
    let head = object(text);
    assert_eq!(walk::object(text, &mut Deaf), head, "{text}");
    if let Some(head) = &head {
        assert_eq!(read(text).ok().as_ref(), Some(head), "{text}");
    }
    rows::tests::hold(text, head.as_ref());
    let Some(parts) = event(text, 2) else {
        assert!(head.is_none(), "{text}");
        return;
    };
    let whole: Value = serde_json::from_str(text).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    // Each part is read by itself and put back where `null` stood in its place.
    let (mut rest, mut at) = (String::new(), 0);
    for part in &parts {
        rest += &text[at..part.value.start];
        rest += "null";
        at = part.value.end;
    }
    let mut folded: Value = serde_json::from_str(&(rest + &text[at..])).unwrap();
    for part in parts {
        let member = &mut folded["data"]["object"][&text[part.name]];
        assert_eq!(member.take(), Value::Null, "{text}");
        *member = serde_json::from_str(&text[part.value]).unwrap();
    }
    assert_eq!(folded, whole, "{text}");
}

/// Takes whatever it is told.
struct Deaf;

impl Sink for Deaf {
    fn open(&mut self) -> usize {
        0
    }

    fn list(&mut self, _opened: usize, _length: usize) -> Option<()> {
        Some(())
    }

    fn map(&mut self, _opened: usize, _length: usize) -> Option<()> {
        Some(())
    }

    fn item(&mut self, _index: usize) {}

    fn name(&mut self, _index: usize, _place: Span, _escaped: bool) -> Option<()> {
        Some(())
    }

    fn text(&mut self, _place: Span, _escaped: bool) -> Option<()> {
        Some(())
    }

    fn number(&mut self, _place: Span) -> Option<()> {
        Some(())
    }

    fn word(&mut self, _truth: Option<bool>) {}
}

/// Checks that a text of which an index is made by the scan has the same by serde_json.
fn hold_index(text: &str) {
    let Some(quick) = quick::read(text) else { return };
    let read = index::read(text).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    let same = |(quick, read): (&Node, &Node)| match (quick, read) {
        // Two zeros of different signs are equal.
        (Node::Float(quick), Node::Float(read)) => quick.to_bits() == read.to_bits(),
        (quick, read) => quick == read,
    };
    assert!(quick.nodes.len() == read.nodes.len() && quick.nodes.iter().zip(&read.nodes).all(same), "{text}");
    assert_eq!(quick.decoded, read.decoded, "{text}");
}
