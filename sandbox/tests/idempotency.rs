//! Idempotency keys over the wire: one effect, one answer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::collections::HashSet;
use std::thread;

use serde_json::Value;
use support::{Answer, Client, start};

const CHARGE: &str = "amount=2000&currency=usd&source=tok_visa&metadata[a]=1&metadata[b]=2";

#[test]
fn a_repeated_request_gets_the_same_bytes() {
    let (_sandbox, client) = start();
    let key = [("Idempotency-Key", "order-42")];
    let first = client.post_with("/charges", CHARGE, &key);
    assert_eq!((first.status, first.header("idempotent-replayed")), (200, None));
    assert_eq!(first.header("idempotency-key"), Some("order-42"));
    client.post(&format!("/charges/{}", first.id()), "description=changed");
    let again = client.post_with(
        "/charges",
        "metadata[b]=2&metadata[a]=1&source=tok_visa&currency=usd&amount=2000",
        &key,
    );
    assert_eq!((again.status, &again.text), (200, &first.text));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.header("original-request"), first.header("request-id"));
    assert_ne!(again.header("request-id"), first.header("request-id"));
    assert_eq!(client.get("/charges").json["data"].as_array().unwrap().len(), 1);
}

#[test]
fn a_key_belongs_to_one_path_and_its_parameters() {
    let (_sandbox, client) = start();
    let key = [("Idempotency-Key", "k")];
    let charge = client.post_with("/charges", CHARGE, &key).id();
    for (path, form) in [
        ("/charges", "amount=2001&currency=usd&source=tok_visa"),
        ("/customers", ""),
        ("/refunds", &format!("charge={charge}")),
    ] {
        let answer = client.post_with(path, form, &key);
        answer.refused(400, "", "");
        assert_eq!(answer.json["error"]["type"], "idempotency_error");
    }
    let too_long = "k".repeat(256);
    for bad in ["", too_long.as_str(), "a b"] {
        let answer = client.post_with("/charges", CHARGE, &[("Idempotency-Key", bad)]);
        assert_eq!(
            (answer.status, answer.json["error"]["type"].as_str()),
            (400, Some("idempotency_error")),
            "{bad:?}"
        );
    }
    assert_eq!(client.post_with("/charges", CHARGE, &[("Idempotency-Key", &"k".repeat(255))]).status, 200);
}

#[test]
fn declines_and_faults_are_kept_refusals_are_not() {
    let (_sandbox, client) = start();
    let post = |form: &str, key: &str| client.post_with("/charges", form, &[("Idempotency-Key", key)]);
    let declined = post("amount=2000&currency=usd&source=tok_chargeDeclined", "declined");
    let again = post("amount=2000&currency=usd&source=tok_chargeDeclined", "declined");
    assert_eq!(
        (again.status, again.header("idempotent-replayed"), &again.text),
        (402, Some("true"), &declined.text)
    );

    post("amount=2000&currency=usd&source=tok_nope", "refused").refused(400, "resource_missing", "source");
    post("amount=1&currency=usd&source=tok_visa", "refused").refused(400, "amount_too_small", "amount");
    assert_eq!(post(CHARGE, "refused").status, 200);

    let rule = [("Idempotency-Key", "broken"), ("NextGen-Sandbox-Fault", "status=500; kept")];
    let broken = client.post_with("/charges", CHARGE, &rule);
    let again = post(CHARGE, "broken");
    assert_eq!(
        (again.status, again.header("idempotent-replayed"), &again.text),
        (500, Some("true"), &broken.text)
    );
    assert_eq!(client.get("/events?type=charge.succeeded").json["data"].as_array().unwrap().len(), 1);
}

#[test]
fn a_key_in_use_is_a_conflict() {
    let (sandbox, client) = start();
    // Whichever comes first holds the key until the other has come too.
    sandbox.fault("delay=1000").unwrap();
    let mut answers: Vec<Answer> = thread::scope(|scope| {
        let send = || Client::of(&sandbox).post_with("/charges", CHARGE, &[("Idempotency-Key", "k")]);
        let both = [scope.spawn(send), scope.spawn(send)];
        both.map(|answer| answer.join().unwrap()).into()
    });
    answers.sort_by_key(|answer| answer.status);
    assert_eq!(answers[0].status, 200);
    answers[1].refused(409, "idempotency_key_in_use", "");
    sandbox.clear_faults();
    assert_eq!(client.get("/charges").json["data"].as_array().unwrap().len(), 1);
}

#[test]
fn two_hundred_identical_requests_make_one_charge() {
    let (sandbox, client) = start();
    let texts: HashSet<String> = thread::scope(|scope| {
        let tries: Vec<_> = (0..200)
            .map(|_| {
                scope.spawn(|| {
                    let client = Client::of(&sandbox);
                    loop {
                        let answer = client.post_with("/charges", CHARGE, &[("Idempotency-Key", "same")]);
                        match answer.status {
                            200 => return answer.text,
                            409 => assert_eq!(answer.json["error"]["code"], "idempotency_key_in_use"),
                            other => panic!("{other}: {}", answer.text),
                        }
                    }
                })
            })
            .collect();
        tries.into_iter().map(|text| text.join().unwrap()).collect()
    });
    assert_eq!(texts.len(), 1);
    let charges = client.get("/charges").json["data"].clone();
    assert_eq!(charges.as_array().map(Vec::len), Some(1));
    assert_eq!(charges[0], serde_json::from_str::<Value>(texts.iter().next().unwrap()).unwrap());
}
