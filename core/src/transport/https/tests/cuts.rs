//! An answer is the same however the network cuts it.

use super::super::super::{MAX_BODY, Reason};
use super::super::read_answer;

/// What becomes of `raw` when it comes in pieces: the answer and how many bytes were its own, or the reason
/// for which it was refused; `None` where more would have to come.
fn outcome<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<Option<(Parts, usize)>, Reason> {
    let read = read_answer(pieces)?;
    Ok(read.map(|(answer, taken, keeps)| ((answer.status, answer.headers, answer.body, keeps), taken)))
}

type Parts = (u16, Vec<(String, String)>, Vec<u8>, bool);

/// Compares each way to cut `raw` in two, and byte by byte, to the whole.
fn assert_same_for_all_cuts(raw: &[u8]) {
    let shown = String::from_utf8_lossy(raw);
    let whole = outcome([raw]);
    for cut in 0..=raw.len() {
        assert_eq!(outcome([&raw[..cut], &raw[cut..]]), whole, "cut at {cut}: {shown}");
    }
    assert_eq!(outcome(raw.chunks(1)), whole, "byte by byte: {shown}");
    assert_eq!(outcome(raw.chunks(3)), whole, "by threes: {shown}");
}

const SAMPLES: [&str; 9] = [
    "HTTP/1.1 200 OK\r\nRequest-Id: req_1\r\nContent-Length: 2\r\n\r\nhi",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Keep-Alive , Close\r\n\r\nhiHTTP/1.1 200 OK\r\n",
    "HTTP/1.1 402 \r\ncontent-length:  13\t\r\nX:\r\nx: b\r\n\r\n{\"a\":\"b\\r\"}\r\nHTTP/1.1 200",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n00a;x=y\r\n, all here\r\n0\r\nX: y\r\n\r\nmore",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0 \t\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 No\r\n\r\nmore",
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\nmore",
    "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
    "HTTP/1.1 200 OK\r\n\r\nto the end\r\n\r\n",
];

#[test]
fn whole_answers_are_the_same_for_all_cuts() {
    for (sample, body, kept_alive) in [
        (SAMPLES[0], "hi", true),
        (SAMPLES[1], "hi", false),
        (SAMPLES[2], "{\"a\":\"b\\r\"}\r\n", true),
        (SAMPLES[3], "hi, all here", true),
        (SAMPLES[4], "", true),
        (SAMPLES[5], "", true),
        (SAMPLES[6], "", true),
        (SAMPLES[7], "hi", false),
        (SAMPLES[8], "to the end\r\n\r\n", false),
    ] {
        assert_same_for_all_cuts(sample.as_bytes());
        let ((_, _, seen, keeps), _) = outcome([sample.as_bytes()]).unwrap().unwrap();
        assert_eq!((seen.as_slice(), keeps), (body.as_bytes(), kept_alive), "{sample}");
    }
}

#[test]
fn answers_one_byte_away_from_a_whole_one_are_the_same_for_all_cuts() {
    // What HTTP/1.1 is made of, and what is not in it.
    let bytes = b"\r\n :;,0159afgHT\t\0\x7f\xff";
    for sample in SAMPLES {
        for place in 0..sample.len() {
            let mut raw = sample.as_bytes().to_vec();
            raw.remove(place);
            assert_same_at_a_few_cuts(&raw, place);
            for byte in bytes {
                raw.insert(place, *byte);
                assert_same_at_a_few_cuts(&raw, place);
                raw.remove(place);
            }
            raw.splice(place..place, [sample.as_bytes()[place], b'\r']);
            assert_same_at_a_few_cuts(&raw, place);
        }
    }
}

/// Cuts where a difference is likeliest: around the byte that was changed.
fn assert_same_at_a_few_cuts(raw: &[u8], place: usize) {
    let whole = outcome([raw]);
    for cut in [place, place + 1, place + 2] {
        let cut = cut.min(raw.len());
        assert_eq!(
            outcome([&raw[..cut], &raw[cut..]]),
            whole,
            "cut at {cut}: {}",
            String::from_utf8_lossy(raw)
        );
    }
    assert_eq!(outcome(raw.chunks(1)), whole, "byte by byte: {}", String::from_utf8_lossy(raw));
}

#[test]
fn limits_hold_for_all_cuts() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let long = "x".repeat(17_000);
    for (raw, reason) in [
        (format!("HTTP/1.1 200 OK\r\nX: {long}"), Reason::Malformed),
        (format!("HTTP/1.1 200 OK\r\n{}", "X: y\r\n".repeat(129)), Reason::Malformed),
        (
            format!("{}HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n".repeat(700)),
            Reason::Malformed,
        ),
        (format!("{head}2;{long}"), Reason::Malformed),
        (format!("{head}2{}", " ".repeat(17_000)), Reason::Malformed),
        (format!("{head}0\r\nX: {long}"), Reason::Malformed),
        (format!("{head}{:x}\r\n", MAX_BODY + 1), Reason::Unacceptable),
        (format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", MAX_BODY + 1), Reason::Unacceptable),
    ] {
        let raw = raw.as_bytes();
        assert_eq!(outcome([raw]), Err(reason));
        for size in [1, 7, 1000] {
            assert_eq!(outcome(raw.chunks(size)), Err(reason), "{size}");
        }
    }
}
