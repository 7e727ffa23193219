//! Refunds over the wire: never more than was taken, whoever asks at once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::thread;

use serde_json::json;
use support::{Client, start};

#[test]
fn refunds_go_to_the_whole_amount_and_no_further() {
    let (_sandbox, client) = start();
    let charge = client.charge();
    let refund = client.post(
        "/refunds",
        &format!("charge={charge}&amount=500&reason=duplicate&metadata[a]=b&expand[]=charge"),
    );
    assert_eq!((&refund.json["amount"], &refund.json["reason"]), (&json!(500), &json!("duplicate")));
    assert_eq!(refund.json["charge"]["amount_refunded"], 500);
    let over = client.post("/refunds", &format!("charge={charge}&amount=1501"));
    assert!(over.refused(400, "amount_too_large", "amount").contains("1500"));
    assert_eq!(client.post("/refunds", &format!("charge={charge}")).json["amount"], 1500);
    client.post("/refunds", &format!("charge={charge}")).refused(400, "charge_already_refunded", "charge");
    let after = client.get(&format!("/charges/{charge}")).json;
    assert_eq!((&after["amount_refunded"], &after["refunded"]), (&json!(2000), &json!(true)));
    assert_eq!(after["refunds"]["data"].as_array().unwrap().len(), 2);

    let events = client.get("/events?types[]=refund.created&types[]=charge.refunded").json;
    let kinds: Vec<&str> =
        events["data"].as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["charge.refunded", "refund.created", "charge.refunded", "refund.created"]);
    assert_eq!(
        events["data"][0]["data"]["previous_attributes"],
        json!({"amount_refunded": 500, "refunded": false})
    );
}

#[test]
fn refusals_name_the_parameter() {
    let (_sandbox, client) = start();
    let charge = client.charge();
    client.post("/refunds", "").refused(400, "parameter_missing", "charge");
    client.post("/refunds", "charge=ch_nope").refused(404, "resource_missing", "charge");
    client.post("/refunds", &format!("charge={charge}&reason=bored")).refused(400, "", "reason");
    client.post("/refunds", &format!("charge={charge}&amount=0")).refused(400, "amount_too_small", "amount");
    client.post("/refunds", &format!("charge={charge}&amount=")).refused(
        400,
        "parameter_invalid_empty",
        "amount",
    );
    client.post("/refunds", &format!("charge={charge}&amount=1e2")).refused(
        400,
        "parameter_invalid_integer",
        "amount",
    );
    client.get("/refunds/re_nope").refused(404, "resource_missing", "id");
    client.get("/refunds?charge=ch_nope").refused(400, "resource_missing", "charge");
    assert_eq!(client.get(&format!("/charges/{charge}")).json["amount_refunded"], 0);
}

#[test]
fn an_updated_refund_is_the_same_wherever_it_is_shown() {
    let (_sandbox, client) = start();
    let charge = client.charge();
    let refund = client.post("/refunds", &format!("charge={charge}")).id();
    let updated = client.post(&format!("/refunds/{refund}"), "metadata[a]=b").json;
    assert_eq!(updated["metadata"], json!({"a": "b"}));
    assert_eq!(client.get(&format!("/refunds/{refund}")).json, updated);
    assert_eq!(client.get(&format!("/refunds?charge={charge}")).json["data"], json!([updated]));
    assert_eq!(client.get(&format!("/charges/{charge}")).json["refunds"]["data"], json!([updated]));
    assert_eq!(client.get("/events?type=refund.updated").json["data"][0]["data"]["object"], updated);
}

#[test]
fn a_hundred_refunds_at_once_never_exceed_the_charge() {
    let (sandbox, client) = start();
    let charge = client.charge();
    let given: i64 = thread::scope(|scope| {
        let tries: Vec<_> = (0..100)
            .map(|_| {
                scope.spawn(|| {
                    let answer = Client::of(&sandbox).post("/refunds", &format!("charge={charge}&amount=30"));
                    answer.json["amount"].as_i64().unwrap_or(0)
                })
            })
            .collect();
        tries.into_iter().map(|given| given.join().unwrap()).sum()
    });
    assert_eq!(given, 66 * 30);
    assert_eq!(client.get(&format!("/charges/{charge}")).json["amount_refunded"], given);
    let shown = client.get(&format!("/charges/{charge}")).json["refunds"].clone();
    assert_eq!((shown["data"].as_array().unwrap().len(), shown["has_more"].as_bool()), (10, Some(true)));
}
