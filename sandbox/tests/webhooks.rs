//! Webhook endpoints and deliveries: who gets what, signed how, and what happens when it is not taken.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit, Mac};
use nextgen_sandbox::{Attempt, Options, Sandbox};
use serde_json::{Value, json};
use sha2::Sha256;
use support::{Client, start, start_with};

/// A delivery as an endpoint got it.
struct Delivery {
    head: String,
    body: String,
}

impl Delivery {
    fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")));
        line.unwrap_or_else(|| panic!("{}", self.head)).split_once(':').unwrap().1.trim()
    }

    fn event(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Verifies the signature by what the standard says, with no code of the SDK.
    fn is_signed_with(&self, secret: &str) -> bool {
        let (time, signature) = self.header("nextgen-signature").split_once(',').unwrap();
        let time = time.strip_prefix("t=").unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{time}.{}", self.body).as_bytes());
        let expected: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        signature == format!("v1={expected}")
    }
}

/// Starts an endpoint that gives these answers in turn, the last one for ever; returns its URL.
fn endpoint(answers: &'static [&'static str]) -> (String, Receiver<Delivery>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for (turn, tcp) in listener.incoming().enumerate() {
            if take(tcp.unwrap(), answers[turn.min(answers.len() - 1)], &sender).is_none() {
                return;
            }
        }
    });
    (url, receiver)
}

/// Reads one delivery and answers it; none when the test is over.
fn take(mut tcp: TcpStream, answer: &str, sender: &Sender<Delivery>) -> Option<()> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let delivery = loop {
        let count = tcp.read(&mut chunk).unwrap();
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8(bytes.clone()).unwrap();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let delivery = Delivery { head: head.to_owned(), body: body.to_owned() };
        if delivery.header("content-length").parse::<usize>().unwrap() == body.len() {
            break delivery;
        }
    };
    let mut written = tcp.write_all(answer.as_bytes());
    while answer == ENDLESS && written.is_ok() {
        written = tcp
            .write_all(b"1000\r\n")
            .and_then(|()| tcp.write_all(&[b'x'; 0x1000]))
            .and_then(|()| tcp.write_all(b"\r\n"));
    }
    sender.send(delivery).ok()
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
const ENDLESS: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const BROKEN: &str = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
const MOVED: &str =
    "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

fn next(deliveries: &Receiver<Delivery>) -> Delivery {
    deliveries.recv_timeout(Duration::from_secs(20)).unwrap()
}

/// Waits until the sandbox has logged that many attempts.
fn attempts(sandbox: &Sandbox, count: usize) -> Vec<Attempt> {
    let begun = Instant::now();
    loop {
        let attempts = sandbox.deliveries().unwrap();
        if attempts.len() >= count {
            return attempts;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{attempts:?}");
        thread::yield_now();
    }
}

#[test]
fn events_are_forwarded_pretty_and_signed() {
    let (url, deliveries) = endpoint(&[OK]);
    let options = Options {
        forward_to: vec![url.clone()],
        webhook_secret: Some("whsec_fixed".into()),
        ..Options::default()
    };
    let (sandbox, client) = start_with(options);
    client.charge();
    let delivery = next(&deliveries);
    assert!(delivery.head.starts_with("POST /hooks HTTP/1.1"), "{}", delivery.head);
    assert_eq!(delivery.header("content-type"), "application/json; charset=utf-8");
    assert!(delivery.is_signed_with("whsec_fixed") && !delivery.is_signed_with("whsec_other"));
    assert!(delivery.body.starts_with("{\n  \"id\": \"evt_"), "{}", delivery.body);
    let event = delivery.event();
    assert_eq!((&event["type"], &event["pending_webhooks"]), (&json!("charge.succeeded"), &json!(1)));

    let attempt = attempts(&sandbox, 1).remove(0);
    assert_eq!((attempt.status, attempt.number, attempt.response.as_str()), (Some(200), 1, "ok"));
    assert_eq!((attempt.url, attempt.event.as_str()), (url, event["id"].as_str().unwrap()));
    let path = format!("/events/{}", attempt.event);
    assert_eq!(client.get(&path).json["pending_webhooks"], 0);
    let logged = client.get(&format!("/_sandbox/deliveries?event={}", attempt.event)).json;
    assert_eq!(logged["data"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_is_not_taken_is_sent_again_and_signed_anew() {
    let (url, deliveries) = endpoint(&[BROKEN, MOVED, OK]);
    let (sandbox, client) = start_with(Options { forward_to: vec![url], ..Options::default() });
    client.post("/customers", "name=Ada");
    let signatures: Vec<String> = (0..3)
        .map(|_| {
            let delivery = next(&deliveries);
            assert!(delivery.is_signed_with(sandbox.webhook_secret()));
            delivery.header("nextgen-signature").to_owned()
        })
        .collect();
    assert_eq!(signatures.len(), 3);
    let log = attempts(&sandbox, 3);
    assert_eq!(
        log.iter().map(|a| (a.number, a.status)).collect::<Vec<_>>(),
        [(1, Some(500)), (2, Some(302)), (3, Some(200))]
    );
    let pauses: Vec<i64> = log.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
    assert!(pauses[0] >= 250 && pauses[1] >= 500, "{pauses:?}");
}

#[test]
fn endpoints_get_the_types_that_they_asked_for() {
    let (all_url, all) = endpoint(&[OK]);
    let (some_url, some) = endpoint(&[OK]);
    let (_sandbox, client) = start();
    let form = |url: &str, pattern: &str| format!("url={url}&enabled_events[]={pattern}&metadata[a]=b");
    let everything = client.post("/webhook_endpoints", &form(&all_url, "*"));
    let secret = everything.json["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("whsec_"));
    let refunds = client.post("/webhook_endpoints", &form(&some_url, "refund.*")).id();
    let shown = client.get(&format!("/webhook_endpoints/{refunds}")).json;
    assert_eq!(
        (&shown["secret"], &shown["enabled_events"], &shown["status"]),
        (&Value::Null, &json!(["refund.*"]), &json!("enabled"))
    );

    client.post("/refunds", &format!("charge={}", client.charge()));
    let kinds: Vec<Value> = (0..3)
        .map(|_| next(&all))
        .map(|d| {
            assert!(d.is_signed_with(&secret));
            d.event()["type"].clone()
        })
        .collect();
    assert_eq!(kinds, ["charge.succeeded", "refund.created", "charge.refunded"]);
    assert_eq!(next(&some).event()["type"], "refund.created");

    client.post(&format!("/webhook_endpoints/{refunds}"), "enabled_events[]=customer.created");
    assert_eq!(client.delete(&format!("/webhook_endpoints/{}", everything.id())).json["deleted"], true);
    client.post("/customers", "name=Ada");
    assert_eq!(next(&some).event()["type"], "customer.created");
    assert!(all.try_recv().is_err() && some.try_recv().is_err());
    assert_eq!(client.get("/webhook_endpoints").json["data"].as_array().map(Vec::len), Some(1));
}

#[test]
fn endpoints_are_checked() {
    let (_sandbox, client) = start();
    let create = |form: &str| client.post("/webhook_endpoints", form);
    create("enabled_events[]=*").refused(400, "parameter_missing", "url");
    create("url=http://a.b").refused(400, "parameter_missing", "enabled_events");
    for url in ["nope", "ftp://a.b", "http://", "http:///x", "http://a b", "http://a:0", "http://a:99999/x"] {
        create(&format!("url={url}&enabled_events[]=*")).refused(400, "", "url");
    }
    create("url=http://a.b&enabled_events[]=charge.eaten").refused(400, "", "enabled_events[0]");
    create("url=http://a.b&enabled_events=*").refused(400, "", "enabled_events");
    client.get("/webhook_endpoints/we_nope").refused(404, "resource_missing", "id");
    client.delete("/webhook_endpoints/we_nope").refused(404, "resource_missing", "id");
    for _ in 0..16 {
        assert_eq!(create("url=http://127.0.0.1:1&enabled_events[]=invoice.*").status, 200);
    }
    assert!(create("url=http://127.0.0.1:1&enabled_events[]=*").refused(400, "", "").contains("16"));
}

#[test]
fn endpoints_that_hang_or_never_end_hold_nothing_up() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let (endless, _kept) = endpoint(&[ENDLESS]);
    let (good_url, good) = endpoint(&[OK]);
    let forward_to = vec![
        format!("http://{}", silent.local_addr().unwrap()),
        "http://127.0.0.1:1/".into(),
        endless,
        good_url,
    ];
    let (sandbox, client) = start_with(Options { forward_to, ..Options::default() });
    let begun = Instant::now();
    for _ in 0..20 {
        client.charge();
    }
    for _ in 0..20 {
        assert_eq!(next(&good).event()["type"], "charge.succeeded");
    }
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    let refused = attempts(&sandbox, 21).into_iter().find(|attempt| attempt.status.is_none()).unwrap();
    assert!(refused.error.is_some());
    let ending = Instant::now();
    sandbox.stop();
    assert!(ending.elapsed() < Duration::from_secs(3), "{:?}", ending.elapsed());
}

#[test]
fn pending_charges_and_billing_cycles_are_told_by_webhook() {
    let (url, deliveries) = endpoint(&[OK]);
    let (_sandbox, client) = start_with(Options { forward_to: vec![url], ..Options::default() });
    client.post("/charges", "amount=2000&currency=usd&source=tok_pending");
    assert_eq!(next(&deliveries).event()["type"], "charge.pending");
    let settled = next(&deliveries).event();
    assert_eq!((&settled["type"], &settled["request"]), (&json!("charge.succeeded"), &Value::Null));
    client.post("/_sandbox/events", "type=invoice.payment_failed");
    assert_eq!(next(&deliveries).event()["data"]["object"]["object"], "invoice");
    client.post("/_sandbox/events", "type=charge.succeeded").refused(400, "", "type");
}

#[test]
fn https_endpoints_are_reached_with_the_sandboxs_own_ca() {
    let (receiving, _) = start();
    let url = receiving.base_url().replace("/v1", "/hooks");
    let (sandbox, client) = start_with(Options { forward_to: vec![url], ..Options::default() });
    client.charge();
    // Another sandbox has another CA: the connection must be refused as not trusted.
    let error = attempts(&sandbox, 1).remove(0).error.unwrap();
    assert!(error.to_lowercase().contains("certificate"), "{error}");
    let (own, own_client) = start();
    let form = format!("url={}&enabled_events[]=*", own.base_url().replace("/v1", "/hooks"));
    assert_eq!(Client::of(&own).post("/webhook_endpoints", &form).status, 200);
    own_client.charge();
    // Trusted; that it wants a key is the endpoint's own affair.
    assert_eq!(attempts(&own, 1).remove(0).status, Some(401));
}
