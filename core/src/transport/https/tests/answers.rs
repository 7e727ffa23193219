//! Answers byte by byte: which are taken, which are refused, and as what.

use super::super::super::{MAX_BODY, Phase, Reason};
use super::server::{Server, read_head};
use super::{get, post, send, trusting};

/// Sends `raw` as the whole answer on a connection of its own, which is then closed properly, or
/// without TLS's farewell.
fn outcome(raw: &[u8], farewell: bool) -> Result<(u16, String), (Reason, Phase, String)> {
    let raw = raw.to_vec();
    let server = Server::start(move |mut connection| {
        if connection.request().is_some() && connection.write(&raw) && farewell {
            connection.close();
        }
    });
    match send(&trusting(&server), &get(&server.url("/"))) {
        Ok(response) => Ok((response.status, String::from_utf8(response.body).unwrap())),
        Err(failure) => Err((failure.reason, failure.phase, failure.message)),
    }
}

#[test]
fn answers_that_are_whole_are_taken() {
    for (raw, status, body) in [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "hi"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, ""),
        ("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "hi"),
        ("HTTP/1.1 402 Payment Required\r\ncontent-length:2\r\n\r\n{}", 402, "{}"),
        ("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nhi", 302, "hi"),
        ("HTTP/1.1 303 See Other\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 303, ""),
        ("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", 999, ""),
        ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", 304, ""),
        ("HTTP/1.1 200 OK\r\n\r\nto the end", 200, "to the end"),
        ("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\nhi", 200, "hi"),
        // Never unpacked; what becomes of it is for the client to say.
        ("HTTP/1.1 401 Unauthorized\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhi", 401, "hi"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nhi\r\n00a;x=y\r\n, all here\r\n0\r\n\r\n",
            200,
            "hi, all here",
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 \r\nhi\r\n0\r\nX: y\r\n\r\n", 200, "hi"),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n\
             HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n\
             HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
            200,
            "hi",
        ),
    ] {
        assert_eq!(outcome(raw.as_bytes(), true), Ok((status, body.to_owned())), "{raw}");
    }
    // A length that was reached makes up for a missing farewell.
    let raw = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    assert_eq!(outcome(raw, false), Ok((200, "hi".to_owned())));
}

#[test]
fn answers_that_break_the_rules_are_refused() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let huge_head = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    let many_headers = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(200));
    let endless_interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(2000);
    for raw in [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551618\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\nhi",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        "HTTP/1.1 000 Nothing\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "<html>hello</html>\r\n\r\n",
        "\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        "\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        "hi",
        "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nX: a\r\n folded\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nX: \0\r\nContent-Length: 2\r\n\r\nhi",
        &format!("{chunked}+2\r\nhi\r\n0\r\n\r\n"),
        &format!("{chunked} 2\r\nhi\r\n0\r\n\r\n"),
        &format!("{chunked}0x2\r\nhi\r\n0\r\n\r\n"),
        &format!("{chunked}-2\r\nhi\r\n0\r\n\r\n"),
        &format!("{chunked}zz\r\nhi\r\n0\r\n\r\n"),
        &format!("{chunked}10000000000000002\r\nhi\r\n0\r\n\r\n"),
        &format!("{chunked}\r\nhi\r\n0\r\n\r\n"),
        &format!("{chunked}2\r\nhiX\r\n0\r\n\r\n"),
        &format!("{chunked}0\r\n\n\r\n"),
        &format!("{chunked}0\r\nX: y\n\r\n"),
        &format!("{chunked}0\r\nX: y\rz\r\n\r\n"),
        &format!("{chunked}0\r\nX: y\r\r\n\r\n"),
        &format!("{chunked}0\r\nX: \0\r\n\r\n"),
        &format!("{chunked}0\r\n\r\r\n"),
        "HTTP/1.1 100 Continue\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        &huge_head,
        &many_headers,
        &endless_interim,
    ] {
        let (reason, phase, message) = outcome(raw.as_bytes(), true).expect_err(raw);
        let short = raw.get(..120).unwrap_or(raw);
        assert_eq!(reason, Reason::Malformed, "{short}: {message}");
        assert!(matches!(phase, Phase::Wait | Phase::Receive), "{short}: {phase:?}");
    }
}

#[test]
fn answers_that_are_cut_short_are_broken() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (raw, phase) in [
        (String::new(), Phase::Wait),
        ("HTTP/1.1 200 OK\r\nContent-".to_owned(), Phase::Wait),
        ("HTTP/1.1 100 Continue\r\n\r\n".to_owned(), Phase::Wait),
        ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi".to_owned(), Phase::Receive),
        (chunked.to_owned(), Phase::Receive),
        (format!("{chunked}3\r\nhi"), Phase::Receive),
        (format!("{chunked}2\r\nhi"), Phase::Receive),
        (format!("{chunked}2\r\nhi\r\n"), Phase::Receive),
        (format!("{chunked}2\r\nhi\r\n0\r\n"), Phase::Receive),
    ] {
        for farewell in [true, false] {
            let (reason, at, message) = outcome(raw.as_bytes(), farewell).expect_err(&raw);
            assert_eq!((reason, at), (Reason::Broken, phase), "{raw}: {message}");
        }
    }
    // Without a length only TLS can say that nothing was cut off.
    let failure = outcome(b"HTTP/1.1 200 OK\r\n\r\nto the en", false).unwrap_err();
    assert_eq!((failure.0, failure.1), (Reason::Broken, Phase::Receive), "{}", failure.2);
}

#[test]
fn a_refusal_that_comes_before_the_whole_request_is_taken() {
    for (status, taken) in [("413 Content Too Large", true), ("200 OK", false)] {
        let raw = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}");
        let server = Server::start(move |mut connection| {
            // Reads no more than the head, so that closing breaks the sending off.
            read_head(&mut connection.stream);
            connection.write(raw.as_bytes());
            connection.close();
        });
        let sent = send(&trusting(&server), &post(&server.url("/"), &"x".repeat(20 << 20)));
        match sent {
            Ok(response) => assert!(taken && response.status == 413, "{}", response.status),
            Err(failure) => {
                assert!(!taken, "{}", failure.message);
                assert_eq!((failure.reason, failure.phase), (Reason::Broken, Phase::Send));
            }
        }
        assert_eq!(server.connections(), 1);
    }
}

#[test]
fn bodies_that_are_too_long_are_unacceptable() {
    let announced = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", MAX_BODY + 1);
    let chunk = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", MAX_BODY + 1);
    let chunks = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        format!("10000\r\n{}\r\n", "x".repeat(65536)).repeat(161)
    );
    let unannounced = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(MAX_BODY + 1));
    let huge = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n";
    for raw in [announced.as_str(), &chunk, &chunks, huge, &unannounced] {
        let (reason, _, message) = outcome(raw.as_bytes(), true).unwrap_err();
        assert_eq!(reason, Reason::Unacceptable, "{message}");
    }
    let whole = format!("HTTP/1.1 200 OK\r\nContent-Length: {MAX_BODY}\r\n\r\n{}", "x".repeat(MAX_BODY));
    assert_eq!(outcome(whole.as_bytes(), true).unwrap().1.len(), MAX_BODY);
}

#[test]
fn headers_come_back_whatever_they_hold() {
    let long = "r".repeat(10_000);
    let raw = [
        b"HTTP/1.1 500 Oops\r\nX: a\r\nx: b\r\nRequest-Id: \xe9\r\nEmpty:\r\nLong: ".as_slice(),
        long.as_bytes(),
        b"\r\nContent-Length: 0\r\n\r\n",
    ]
    .concat();
    let server = Server::start(move |mut connection| {
        while connection.request().is_some() {
            connection.write(&raw);
        }
    });
    let response = send(&trusting(&server), &get(&server.url("/"))).unwrap();
    let header = |name: &str| -> Vec<&str> {
        response.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    };
    assert_eq!(header("x"), ["a", "b"]);
    assert_eq!(header("request-id"), ["\u{fffd}"]);
    assert_eq!(header("empty"), [""]);
    assert_eq!(header("long")[0].len(), 8 << 10);
}
