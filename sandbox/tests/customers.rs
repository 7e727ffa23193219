//! Customers over the wire: created, updated, deleted, listed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use serde_json::{Value, json};
use support::start;

#[test]
fn customers_have_sources_and_fields() {
    let (_sandbox, client) = start();
    let form = "email=ada%40example.com&name=Ada&phone=%2B44+1&description=d&source=tok_visa&metadata[a]=b";
    let answer = client.post("/customers", form);
    let customer = &answer.json;
    assert_eq!((customer["object"].as_str(), customer["phone"].as_str()), (Some("customer"), Some("+44 1")));
    assert_eq!(
        (&customer["balance"], &customer["currency"], &customer["delinquent"]),
        (&json!(0), &Value::Null, &json!(false))
    );
    assert_eq!(customer["sources"]["data"][0]["id"], customer["default_source"]);
    assert_eq!(customer["sources"]["data"][0]["customer"], customer["id"]);
    let path = format!("/customers/{}", answer.id());
    assert_eq!(client.get(&path).text, answer.text);
    let expanded = client.get(&format!("{path}?expand[]=default_source")).json;
    assert_eq!(expanded["default_source"]["last4"], "4242");

    let updated = client.post(&path, "name=&email=new%40example.com&source=tok_amex").json;
    assert_eq!(
        (&updated["name"], &updated["sources"]["data"][0]["brand"]),
        (&Value::Null, &json!("American Express"))
    );
    let event = client.get("/events?type=customer.updated").json["data"][0].clone();
    assert_eq!(event["data"]["previous_attributes"]["name"], "Ada");
    assert_eq!(client.get("/customers?email=new%40example.com").json["data"][0]["id"], answer.id().as_str());
    assert_eq!(client.get("/customers?email=ada%40example.com").json["data"], json!([]));
}

#[test]
fn an_update_that_changes_nothing_makes_no_event() {
    let (_sandbox, client) = start();
    let id = client.post("/customers", "name=Ada").id();
    assert_eq!(client.post(&format!("/customers/{id}"), "name=Ada").status, 200);
    assert_eq!(client.get("/events?type=customer.updated").json["data"], json!([]));
}

#[test]
fn declining_cards_do_not_attach_but_the_one_that_fails_later_does() {
    let (_sandbox, client) = start();
    let answer = client.post("/customers", "source=tok_chargeDeclinedExpiredCard");
    answer.refused(402, "expired_card", "");
    assert_eq!(client.get("/customers").json["data"], json!([]));
    let id = client.post("/customers", "source=tok_chargeCustomerFail").id();
    client.post(&format!("/customers/{id}"), "source=tok_chargeDeclined").refused(402, "card_declined", "");
    let charge = client.post("/charges", &format!("amount=2000&currency=usd&customer={id}"));
    charge.refused(402, "card_declined", "");
    client.post("/customers", "source=tok_nope").refused(400, "resource_missing", "source");
    client.post("/customers", "source=").refused(400, "parameter_invalid_empty", "source");
    client.post("/customers", "email=nope").refused(400, "email_invalid", "email");
}

#[test]
fn what_is_deleted_stays_of_its_kind() {
    let (_sandbox, client) = start();
    let endpoint = client.post("/webhook_endpoints", "url=http%3A%2F%2F127.0.0.1%3A1%2F&enabled_events[]=*");
    let endpoint = endpoint.id().to_owned();
    client.delete(&format!("/webhook_endpoints/{endpoint}"));
    let customer = client.post("/customers", "").id().to_owned();
    client.delete(&format!("/customers/{customer}"));
    assert_eq!(client.get(&format!("/customers/{endpoint}")).status, 404);
    for cursor in [&endpoint, &customer] {
        let page = client.get(&format!("/charges?starting_after={cursor}"));
        assert_eq!((page.status, page.json["error"]["param"].as_str()), (400, Some("starting_after")));
    }
    assert_eq!(client.get(&format!("/customers?starting_after={customer}")).status, 200);
}

#[test]
fn deleted_customers_leave_a_notice() {
    let (_sandbox, client) = start();
    let id = client.post("/customers", "name=Ada&source=tok_visa").id();
    let charge = client.post("/charges", &format!("amount=2000&currency=usd&customer={id}")).id();
    let path = format!("/customers/{id}");
    let notice = json!({"id": id, "object": "customer", "deleted": true});
    assert_eq!(client.delete(&path).json, notice);
    assert_eq!(client.get(&path).json, notice);
    client.delete(&path).refused(404, "resource_missing", "id");
    client.post(&path, "name=x").refused(404, "resource_missing", "id");
    client.get("/customers/cus_nope").refused(404, "resource_missing", "id");
    assert_eq!(client.get("/customers").json["data"], json!([]));
    assert_eq!(client.get(&format!("/charges/{charge}?expand[]=customer")).json["customer"], notice);
    assert_eq!(client.get(&format!("/charges?customer={id}")).json["data"][0]["id"], charge.as_str());
    assert_eq!(client.get("/events?type=customer.deleted").json["data"][0]["data"]["object"]["name"], "Ada");
}

#[test]
fn texts_arrive_exactly() {
    let (_sandbox, client) = start();
    let form = "description=a%26currency%3Deur%00%2B%0A%F0%9F%98%80&metadata[%C3%A9]=%F0%9F%98%80&metadata[__proto__]=x";
    let customer = client.post("/customers", form).json;
    assert_eq!(customer["description"], "a&currency=eur\0+\n😀");
    assert_eq!(customer["metadata"], json!({"é": "😀", "__proto__": "x"}));
}
