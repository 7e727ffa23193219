//! The server as such: keys, paths and verbs, and clients that keep to no rules.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use nextgen_sandbox::Options;
use support::raw::{Raw, tcp};
use support::{start, start_with};

/// Sends bytes on a connection of their own, and returns the whole answer.
fn exchange(bytes: &[u8]) -> String {
    let (sandbox, client) = start();
    let mut raw = Raw::connect(&sandbox);
    raw.send(bytes);
    let (answer, proper) = raw.read();
    assert!(proper, "{answer}");
    assert_eq!(client.get("/charges").status, 200, "the server lives on");
    answer
}

#[test]
fn keys_are_checked_and_never_shown() {
    let (sandbox, client) = start();
    let refused = |authorization: &str| {
        let answer = client.try_send("GET", "/charges", "", &[("Authorization", authorization)]).unwrap();
        (answer.status, answer.text)
    };
    let (status, text) = refused("Bearer sk_test_wrongwrongwrong1234");
    assert!(status == 401 && text.contains("1234") && !text.contains("wrong"), "{text}");
    let (status, text) = refused("Bearer sk_live_0123456789abcdef");
    assert!(status == 401 && text.contains("test keys only") && !text.contains("cdef"), "{text}");
    assert_eq!(refused("Bearer pk_test_0123456789").0, 403);
    assert_eq!(refused("Basic Og==").0, 401);
    assert_eq!(
        client.try_send("GET", "/_sandbox", "", &[("Authorization", "Bearer x")]).unwrap().status,
        401
    );
    assert_eq!(client.get("/charges").status, 200);

    // Where a key lands by mistake, neither message nor log repeats it.
    let key = sandbox.api_key().to_owned();
    let misplaced = client.get(&format!("/charges?customer={key}"));
    assert!(misplaced.status == 400 && !misplaced.text.contains(&key), "{}", misplaced.text);
    client.post_with("/customers", "", &[("Idempotency-Key", &key)]);

    let log = format!("{:?}", sandbox.requests());
    assert!(
        !log.contains(sandbox.api_key()) && !log.contains("wrong") && !log.contains("0123456789abcdef"),
        "{log}"
    );
}

#[test]
fn the_log_shows_what_was_sent_but_no_card_number() {
    let (sandbox, client) = start();
    client.post_with(
        "/charges",
        "amount=2000&currency=usd&source=4242424242424242",
        &[("Idempotency-Key", "k")],
    );
    let seen = sandbox.requests().pop().unwrap();
    assert_eq!((seen.method.as_str(), seen.path.as_str(), seen.status), ("POST", "/v1/charges", 400));
    assert_eq!(seen.form, "amount=2000&currency=usd&source=****************");
    assert_eq!((seen.idempotency_key.as_deref(), seen.header("idempotency-key")), (Some("k"), Some("k")));
    assert!(client.get("/_sandbox/requests").text.contains(&seen.id));
}

#[test]
fn paths_verbs_and_bodies_are_checked() {
    let (sandbox, client) = start();
    client.get("/nothing").refused(404, "resource_missing", "");
    client.get("/charges/").refused(404, "resource_missing", "");
    client.get("/charges/%2e%2e").refused(404, "resource_missing", "");
    let wrong = client.delete("/charges");
    wrong.refused(405, "", "");
    assert_eq!(wrong.header("allow"), Some("POST, GET"));
    for verb in ["PUT", "HEAD", "OPTIONS"] {
        let mut raw = Raw::connect(&sandbox);
        let authorization = format!("Authorization: Bearer {}", sandbox.api_key());
        raw.send(
            format!("{verb} /v1/charges HTTP/1.1\r\nHost: a\r\n{authorization}\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        );
        let answer = raw.read().0;
        assert!(answer.starts_with("HTTP/1.1 405 ") && answer.ends_with('}') == (verb != "HEAD"), "{answer}");
    }
    let json = client.post_with("/charges", "{}", &[("Content-Type", "application/json")]);
    assert!(json.refused(400, "", "").contains("application/x-www-form-urlencoded"));
    client.post("/charges?amount=5", "").refused(400, "", "");
    client.post("/charges", "amount=%zz").refused(400, "", "");
    client.post("/charges", "amount=1&amount=2").refused(400, "", "amount");
    let pinned = client.try_send("GET", "/charges", "", &[("NextGen-Version", "2024-04-04")]).unwrap();
    assert_eq!(pinned.header("nextgen-version"), Some("2024-04-04"));
}

#[test]
fn malformed_requests_are_refused_with_json() {
    for request in [
        "GET /v1/charges HTTP/1.1\r\n\r\n",
        "GET /v1/charges HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /v1/charges HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST /v1/charges HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /v1/charges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/charges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "POST /v1/charges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n",
        "nonsense\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let answer = exchange(request.as_bytes());
        assert!(
            answer.starts_with("HTTP/1.1 400 ") && answer.contains("invalid_request_error"),
            "{request}: {answer}"
        );
        assert!(answer.contains("Connection: close") && answer.contains("Request-Id: req_"), "{answer}");
    }
    let long = format!("GET /v1/charges HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(70_000));
    assert!(exchange(long.as_bytes()).starts_with("HTTP/1.1 400 "));
}

#[test]
fn a_body_in_chunks_is_taken() {
    let (sandbox, client) = start();
    let mut raw = Raw::connect(&sandbox);
    let key = sandbox.api_key();
    let chunks = "A\r\namount=200\r\n25\r\n0&currency=usd&capture=true&source=to\r\n6\r\nk_visa\r\n0\r\n\r\n";
    raw.send(
        format!(
            "POST /v1/charges HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"
        )
        .as_bytes(),
    );
    let answer = raw.read().0;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("2000"), "{answer}");
    assert_eq!(client.get("/charges").status, 200);
}

#[test]
fn a_body_of_ten_megabytes_is_refused_and_the_answer_arrives() {
    let (_sandbox, client) = start();
    let answer = client.post("/charges", &format!("description={}", "x".repeat(10 << 20)));
    assert!(answer.refused(400, "", "").contains("too large"));
    assert_eq!(client.charge().split('_').next(), Some("ch"));
}

#[test]
fn plain_http_is_told_why_it_fails() {
    let (sandbox, client) = start();
    let mut plain = tcp(&sandbox);
    plain.write_all(b"GET /v1/charges HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    let mut answer = String::new();
    plain.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("plain HTTP"), "{answer}");
    assert_eq!(client.get("/charges").status, 200);
}

#[test]
fn slow_clients_are_dropped_and_others_served() {
    // Long enough for an honest client on a busy machine.
    let (sandbox, client) = start_with(Options { patience: Duration::from_secs(2), ..Options::default() });
    let begun = Instant::now();
    let mut silent = tcp(&sandbox);
    let mut slow = Raw::connect(&sandbox);
    slow.send(b"POST /v1/charges HTTP/1.1\r\nHost: a\r\nContent-Le");
    assert_eq!(client.get("/charges").status, 200);
    assert!(slow.read().0.contains("too long to arrive"));
    assert_eq!(silent.read(&mut [0]).unwrap(), 0);
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn connections_are_kept_and_requests_may_come_together() {
    let (sandbox, _client) = start();
    let mut raw = Raw::connect(&sandbox);
    let request =
        format!("GET /v1/charges HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n\r\n", sandbox.api_key());
    let last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    raw.send(format!("{request}{request}{last}").as_bytes());
    let (answers, proper) = raw.read();
    assert!(proper);
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 3, "{answers}");
}

#[test]
fn a_body_is_asked_for_where_the_client_waits() {
    let (sandbox, _client) = start();
    let mut raw = Raw::connect(&sandbox);
    let body = "amount=2000&currency=usd&source=tok_visa";
    raw.send(
        format!(
            "POST /v1/charges HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\nExpect: 100-continue\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            sandbox.api_key(),
            body.len()
        )
        .as_bytes(),
    );
    assert_eq!(raw.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    raw.send(body.as_bytes());
    assert!(raw.read().0.starts_with("HTTP/1.1 200 OK"));
}

#[test]
fn a_sandbox_ends_at_once_with_its_connections_open() {
    let (sandbox, client) = start();
    sandbox.fault("timeout").unwrap();
    let _idle = Raw::connect(&sandbox);
    let _silent = tcp(&sandbox);
    std::thread::scope(|scope| {
        let hung = scope.spawn(|| client.try_send("GET", "/charges", "", &[]));
        while sandbox.requests().is_empty() {
            std::thread::yield_now();
        }
        let begun = Instant::now();
        sandbox.stop();
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        assert!(hung.join().unwrap().is_err());
    });
}
