//! Charges over the wire: created, refused, declined, captured, updated, listed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use serde_json::{Value, json};
use support::start;

#[test]
fn a_charge_has_every_field_in_its_order() {
    let (_sandbox, client) = start();
    let form = "amount=2000&currency=USD&source=tok_visa&description=tea&metadata[order]=42\
        &receipt_email=ada%40example.com&statement_descriptor=NEXTGEN+TEA";
    let answer = client.post("/charges", form);
    assert_eq!(answer.status, 200, "{}", answer.text);
    let charge = &answer.json;
    let fields = [
        "id",
        "object",
        "amount",
        "amount_captured",
        "amount_refunded",
        "captured",
        "created",
        "currency",
        "customer",
        "description",
        "disputed",
        "dispute",
        "failure_code",
        "failure_message",
        "livemode",
        "metadata",
        "outcome",
        "paid",
        "receipt_email",
        "refunded",
        "refunds",
        "source",
        "statement_descriptor",
        "status",
    ];
    let places: Vec<usize> =
        fields.iter().map(|field| answer.text.find(&format!("\"{field}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{}", answer.text);
    assert_eq!(charge.as_object().unwrap().len(), fields.len());
    for (field, value) in [
        ("object", json!("charge")),
        ("amount", json!(2000)),
        ("amount_captured", json!(2000)),
        ("currency", json!("usd")),
        ("customer", Value::Null),
        ("description", json!("tea")),
        ("metadata", json!({"order": "42"})),
        ("paid", json!(true)),
        ("receipt_email", json!("ada@example.com")),
        ("livemode", json!(false)),
        ("status", json!("succeeded")),
    ] {
        assert_eq!(charge[field], value, "{field}");
    }
    assert_eq!(charge["source"]["last4"], "4242");
    assert!(answer.header("request-id").unwrap().starts_with("req_"));
    assert_eq!(client.get(&format!("/charges/{}", answer.id())).text, answer.text);
}

#[test]
fn amounts_and_currencies_have_their_limits() {
    let (_sandbox, client) = start();
    let refused = |form: &str, code: &str, param: &str| {
        let answer = client.post("/charges", &format!("{form}&source=tok_visa"));
        answer.refused(400, code, param).to_owned()
    };
    refused("currency=usd", "parameter_missing", "amount");
    refused("amount=2000", "parameter_missing", "currency");
    refused("amount=&currency=usd", "parameter_invalid_empty", "amount");
    refused("amount=10.5&currency=usd", "parameter_invalid_integer", "amount");
    refused("amount=-1&currency=usd", "parameter_invalid_integer", "amount");
    refused("amount=0&currency=usd", "amount_too_small", "amount");
    assert!(refused("amount=49&currency=usd", "amount_too_small", "amount").contains("0.50 usd"));
    refused("amount=49&currency=jpy", "amount_too_small", "amount");
    refused("amount=100000000&currency=usd", "amount_too_large", "amount");
    refused("amount=99999999999999999999&currency=usd", "amount_too_large", "amount");
    refused("amount=2000&currency=xyz", "", "currency");
    refused("ammount=2000&currency=usd", "parameter_unknown", "ammount");
    refused("amount=2000&currency=usd&receipt_email=nope", "email_invalid", "receipt_email");
    refused(
        "amount=2000&currency=usd&statement_descriptor=12345678901234567890123",
        "",
        "statement_descriptor",
    );
    refused("amount=2000&currency=usd&capture=yes", "", "capture");
    refused("amount=2000&currency=usd&expand[]=nope", "", "expand[0]");
    assert_eq!(client.post("/charges", "amount=50&currency=jpy&source=tok_visa").status, 200);
    assert_eq!(client.post("/charges", "amount=99999999&currency=usd&source=tok_visa").status, 200);
}

#[test]
fn sources_are_tokens_or_customers() {
    let (_sandbox, client) = start();
    let refused = |form: &str, code: &str, param: &str| {
        client
            .post("/charges", &format!("amount=2000&currency=usd&{form}"))
            .refused(400, code, param)
            .to_owned()
    };
    refused("", "parameter_missing", "source");
    refused("source=tok_nope", "resource_missing", "source");
    refused("customer=cus_nope", "resource_missing", "customer");
    assert!(refused("source=4242424242424242", "resource_missing", "source").contains("never taken"));
    assert!(refused("source[number]=4242424242424242", "", "source").contains("not taken"));

    let customer = client.post("/customers", "email=ada%40example.com").id();
    refused(&format!("customer={customer}"), "resource_missing", "customer");
    let with_card = client.post(&format!("/customers/{customer}"), "source=tok_mastercard");
    let card = with_card.json["default_source"].as_str().unwrap().to_owned();
    for form in [format!("customer={customer}"), format!("customer={customer}&source={card}")] {
        let charge = client.post("/charges", &format!("amount=2000&currency=usd&{form}&expand[]=customer"));
        assert_eq!(charge.json["customer"]["email"], "ada@example.com", "{}", charge.text);
        assert_eq!(charge.json["source"]["id"], card.as_str());
    }
    refused(&format!("source={card}"), "parameter_missing", "customer");
    client.delete(&format!("/customers/{customer}"));
    assert!(refused(&format!("customer={customer}"), "resource_missing", "customer").contains("deleted"));
}

#[test]
fn declined_charges_are_stored_and_told() {
    let (_sandbox, client) = start();
    for (token, code, decline) in [
        ("tok_chargeDeclined", "card_declined", "generic_decline"),
        ("tok_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("tok_chargeDeclinedLostCard", "card_declined", "lost_card"),
        ("tok_chargeDeclinedStolenCard", "card_declined", "stolen_card"),
        ("tok_chargeDeclinedFraudulent", "card_declined", "fraudulent"),
        ("tok_chargeCustomerFail", "card_declined", "generic_decline"),
        ("tok_chargeDeclinedExpiredCard", "expired_card", ""),
        ("tok_chargeDeclinedIncorrectCvc", "incorrect_cvc", ""),
        ("tok_chargeDeclinedProcessingError", "processing_error", ""),
    ] {
        let answer = client.post("/charges", &format!("amount=2000&currency=usd&source={token}"));
        answer.refused(402, code, "");
        let error = &answer.json["error"];
        assert_eq!(
            (error["type"].as_str(), error["decline_code"].as_str().unwrap_or("")),
            (Some("card_error"), decline)
        );
        let charge = client.get(&format!("/charges/{}", error["charge"].as_str().unwrap())).json;
        assert_eq!(
            (charge["status"].as_str(), charge["failure_code"].as_str()),
            (Some("failed"), Some(code))
        );
        assert_eq!(charge["paid"], false);
        let refund = client.post("/refunds", &format!("charge={}", charge["id"].as_str().unwrap()));
        refund.refused(400, "", "charge");
    }
    let events = client.get("/events?type=charge.failed&limit=100").json;
    assert_eq!(events["data"].as_array().unwrap().len(), 9);
}

#[test]
fn captures_take_all_or_a_part_once() {
    let (_sandbox, client) = start();
    let reserve = || client.post("/charges", "amount=2000&currency=usd&source=tok_visa&capture=false").id();
    let id = reserve();
    let charge = client.get(&format!("/charges/{id}")).json;
    assert_eq!((charge["captured"].as_bool(), charge["amount_captured"].as_i64()), (Some(false), Some(0)));
    let capture = |id: &str, form: &str| client.post(&format!("/charges/{id}/capture"), form);
    capture(&id, "amount=2001").refused(400, "amount_too_large", "amount");
    capture(&id, "amount=0").refused(400, "amount_too_small", "amount");
    let captured = capture(&id, "amount=1500");
    assert_eq!(
        (captured.json["captured"].as_bool(), captured.json["amount_captured"].as_i64()),
        (Some(true), Some(1500))
    );
    capture(&id, "").refused(400, "charge_already_captured", "id");
    client.post("/refunds", &format!("charge={id}&amount=1501")).refused(400, "amount_too_large", "amount");
    assert_eq!(client.post("/refunds", &format!("charge={id}")).json["amount"], 1500);
    assert_eq!(capture(&reserve(), "").json["amount_captured"], 2000);
    capture("ch_nope", "").refused(404, "resource_missing", "id");

    let voided = reserve();
    client.post("/refunds", &format!("charge={voided}&amount=5")).refused(400, "amount_too_small", "amount");
    assert_eq!(client.post("/refunds", &format!("charge={voided}")).json["amount"], 2000);
    capture(&voided, "").refused(400, "charge_already_refunded", "id");
}

#[test]
fn updates_merge_metadata_and_unset() {
    let (_sandbox, client) = start();
    let id = client
        .post(
            "/charges",
            "amount=2000&currency=usd&source=tok_visa&metadata[a]=1&metadata[b]=2&description=x",
        )
        .id();
    let path = format!("/charges/{id}");
    let updated = client.post(&path, "metadata[b]=&metadata[c]=3&description=&receipt_email=a%40b.co").json;
    assert_eq!(updated["metadata"], json!({"a": "1", "c": "3"}));
    assert_eq!((&updated["description"], &updated["receipt_email"]), (&Value::Null, &json!("a@b.co")));
    let event = client.get("/events?type=charge.updated").json["data"][0].clone();
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({"description": "x", "metadata": {"b": "2", "c": null}, "receipt_email": null})
    );
    assert_eq!(client.post(&path, "metadata=").json["metadata"], json!({}));
    client.post(&path, "amount=1").refused(400, "parameter_unknown", "amount");
    client.post("/charges/ch_nope", "description=x").refused(404, "resource_missing", "id");
    let many: String = (0..50).map(|i| format!("metadata[k{i}]=v&")).collect();
    assert_eq!(client.post(&path, &many).status, 200);
    client.post(&path, "metadata[one_more]=v").refused(400, "", "metadata");
}

#[test]
fn pending_charges_succeed_and_disputed_ones_are_disputed() {
    let (sandbox, client) = start();
    let pending = client.post("/charges", "amount=2000&currency=usd&source=tok_pending");
    assert_eq!(
        (pending.json["status"].as_str(), pending.json["paid"].as_bool()),
        (Some("pending"), Some(false))
    );
    client.post("/refunds", &format!("charge={}", pending.id())).refused(400, "", "charge");
    assert_eq!(sandbox.settle().unwrap(), 1);
    let settled = client.get(&format!("/charges/{}", pending.id())).json;
    assert_eq!(
        (settled["status"].as_str(), settled["amount_captured"].as_i64()),
        (Some("succeeded"), Some(2000))
    );

    let disputed =
        client.post("/charges", "amount=2000&currency=usd&source=tok_createDispute&expand[]=dispute");
    assert_eq!(disputed.json["disputed"], true);
    assert_eq!(disputed.json["dispute"]["object"], "dispute");
    client.post("/refunds", &format!("charge={}", disputed.id())).refused(400, "charge_disputed", "charge");
    let events = client.get("/events?type=charge.*").json;
    let kinds: Vec<&str> =
        events["data"].as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["charge.dispute.created", "charge.succeeded", "charge.succeeded", "charge.pending"]);
}
