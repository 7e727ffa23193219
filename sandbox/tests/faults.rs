//! Faults on purpose, each as a client sees it, and what the account holds afterwards.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use support::raw::Raw;
use support::{Client, start};

const CHARGE: &str = "amount=2000&currency=usd&source=tok_visa";

fn charges(client: &Client) -> usize {
    client.get("/charges?limit=100").json["data"].as_array().unwrap().len()
}

/// Sends a charge under a fault on a raw connection; returns all that came, and whether the end was proper.
fn raw_charge(sandbox: &nextgen_sandbox::Sandbox, fault: &str) -> (String, bool) {
    let mut raw = Raw::connect(sandbox);
    raw.send(
        format!(
            "POST /v1/charges HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\nNextGen-Sandbox-Fault: {fault}\r\n\
             Content-Length: {}\r\n\r\n{CHARGE}",
            sandbox.api_key(),
            CHARGE.len()
        )
        .as_bytes(),
    );
    raw.read()
}

#[test]
fn statuses_stand_in_for_the_answer_as_often_as_asked() {
    let (sandbox, client) = start();
    sandbox
        .fault("status=503; times=2; method=POST; path=/v1/charges; retry_after=0; should_retry=true")
        .unwrap();
    for _ in 0..2 {
        let answer = client.post("/charges", CHARGE);
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("0")));
        assert_eq!(answer.header("nextgen-should-retry"), Some("true"));
        assert_eq!(answer.json["error"]["type"], "api_error");
        assert!(answer.header("request-id").is_some());
    }
    assert_eq!(client.post("/charges", CHARGE).status, 200);
    assert_eq!(charges(&client), 1);
}

#[test]
fn rules_can_be_set_over_the_wire() {
    let (_sandbox, client) = start();
    let set = client.post("/_sandbox/faults", "rule=rate_limit%3D3%3B+times%3D1");
    assert_eq!(set.json["rule"], "rate_limit=3; times=1");
    assert_eq!(client.get("/_sandbox/faults").json["data"].as_array().unwrap().len(), 1);
    let limited = client.post("/charges", CHARGE);
    limited.refused(429, "rate_limit", "");
    assert_eq!(limited.header("retry-after"), Some("3"));
    client.post("/_sandbox/faults", "rule=nope").refused(400, "", "rule");
    client.post("/_sandbox/faults", "").refused(400, "parameter_missing", "rule");
    client.post("/_sandbox/faults", "rule=status");
    client.try_send("DELETE", "/_sandbox/faults", "", &[]).unwrap();
    assert_eq!(client.post("/charges", CHARGE).status, 200);
    let bad = client.post_with("/charges", CHARGE, &[("NextGen-Sandbox-Fault", "nope")]);
    bad.refused(400, "", "");
}

#[test]
fn a_lost_answer_is_found_again_by_its_key() {
    let (sandbox, client) = start();
    for (fault, done) in [("lost_answer", 1), ("reset_body", 2), ("truncate", 3), ("reset_before", 3)] {
        let key = [("Idempotency-Key", fault), ("NextGen-Sandbox-Fault", &format!("{fault}; times=1"))];
        assert!(client.try_send("POST", "/charges", CHARGE, &key).is_err(), "{fault}");
        assert_eq!(charges(&client), done, "{fault}");
        let again = client.post_with("/charges", CHARGE, &[key[0], key[1], ("NextGen-Retry-Count", "1")]);
        let replayed = again.header("idempotent-replayed").is_some();
        assert_eq!((again.status, replayed), (200, fault != "reset_before"), "{fault}");
    }
    let statuses: Vec<u16> =
        sandbox.requests().iter().filter(|seen| seen.method == "POST").map(|seen| seen.status).collect();
    assert_eq!(statuses.len(), 8);
}

#[test]
fn resets_are_resets_and_truncations_end_properly() {
    let (sandbox, _client) = start();
    for fault in ["lost_answer", "reset_before"] {
        assert_eq!(raw_charge(&sandbox, fault), (String::new(), false), "{fault}");
    }
    let (head, proper) = raw_charge(&sandbox, "reset_body");
    assert!(!proper && (head.is_empty() || head.ends_with("\r\n\r\n")), "{head}");
    let (part, proper) = raw_charge(&sandbox, "truncate");
    assert!(proper && part.contains("\"object\":\"charge\"") && !part.ends_with('}'), "{part}");
}

#[test]
fn answers_are_spoilt() {
    let (sandbox, client) = start();
    let fault = |rule: &str| client.try_send("POST", "/charges", CHARGE, &[("NextGen-Sandbox-Fault", rule)]);
    let html = fault("html").unwrap();
    assert_eq!((html.status, html.header("content-type")), (502, Some("text/html")));
    assert!(html.text.starts_with("<html>"));
    let garbage = fault("garbage").unwrap();
    assert!(garbage.status == 200 && garbage.json.is_null(), "{}", garbage.text);
    assert!(fault("wrong_length=5").is_err());
    assert!(!fault("wrong_length=-5").unwrap().text.ends_with('}'));
    assert_eq!(charges(&client), 3, "all but the HTML page were executed");

    let begun = Instant::now();
    assert_eq!(fault("delay=150").unwrap().status, 200);
    assert!(begun.elapsed() >= Duration::from_millis(150));
    assert_eq!(fault("slow=1").unwrap().json["object"], "charge");
    let (answer, proper) = raw_charge(&sandbox, "close_idle");
    assert!(proper && answer.ends_with('}') && !answer.contains("Connection: close"), "{answer}");
}

#[test]
fn a_timeout_is_silence_after_execution() {
    let (sandbox, client) = start();
    let mut raw = Raw::connect(&sandbox);
    let head =
        format!("POST /v1/charges HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n", sandbox.api_key());
    raw.send(
        format!("{head}NextGen-Sandbox-Fault: timeout\r\nContent-Length: {}\r\n\r\n{CHARGE}", CHARGE.len())
            .as_bytes(),
    );
    let until = Instant::now() + Duration::from_secs(20);
    while charges(&client) == 0 {
        assert!(Instant::now() < until, "the charge is never executed");
        std::thread::yield_now();
    }
    raw.0.sock.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let error = std::io::Read::read(&mut raw.0, &mut [0]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    assert_eq!(charges(&client), 1);
}

#[test]
fn idle_connections_close_and_a_bad_certificate_is_refused() {
    let (sandbox, client) = start();
    client.charge();
    // The connection is idle a moment after its answer has arrived.
    let until = Instant::now() + Duration::from_secs(20);
    while sandbox.close_idle() == 0 {
        assert!(Instant::now() < until, "the connection never becomes idle");
        std::thread::yield_now();
    }
    client.charge();
    assert_eq!(charges(&client), 2);
    let untrusting = Client { base: sandbox.bad_certificate_url().to_owned(), ..Client::of(&sandbox) };
    let seen = sandbox.requests().len();
    let error = untrusting.try_send("GET", "/charges", "", &[]).unwrap_err();
    assert!(error.to_string().to_lowercase().contains("expired"), "{error}");
    assert_eq!(sandbox.requests().len(), seen, "no request was sent");
}
