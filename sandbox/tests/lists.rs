//! Lists over the wire: paging both ways, filters, cursors.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use serde_json::Value;
use support::{Answer, Client, start};

fn ids(answer: &Answer) -> Vec<String> {
    let data = answer.json["data"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    data.iter().map(|object| object["id"].as_str().unwrap().to_owned()).collect()
}

fn more(answer: &Answer) -> bool {
    answer.json["has_more"].as_bool().unwrap()
}

/// Creates charges, and returns their ids newest first.
fn charges(client: &Client, count: usize) -> Vec<String> {
    let mut ids: Vec<String> = (0..count).map(|_| client.charge()).collect();
    ids.reverse();
    ids
}

#[test]
fn pages_go_forward_and_back() {
    let (_sandbox, client) = start();
    let all = charges(&client, 25);
    let first = client.get("/charges");
    assert_eq!(
        (first.json["object"].as_str(), first.json["url"].as_str()),
        (Some("list"), Some("/v1/charges"))
    );
    assert_eq!((ids(&first), more(&first)), (all[..10].to_vec(), true));
    let second = client.get(&format!("/charges?limit=10&starting_after={}", all[9]));
    assert_eq!((ids(&second), more(&second)), (all[10..20].to_vec(), true));
    let last = client.get(&format!("/charges?limit=10&starting_after={}", all[19]));
    assert_eq!((ids(&last), more(&last)), (all[20..].to_vec(), false));
    let behind = client.get(&format!("/charges?starting_after={}", all[24]));
    assert_eq!((ids(&behind), more(&behind)), (Vec::new(), false));

    let before = client.get(&format!("/charges?limit=10&ending_before={}", all[20]));
    assert_eq!((ids(&before), more(&before)), (all[10..20].to_vec(), true));
    let newest = client.get(&format!("/charges?limit=10&ending_before={}", all[10]));
    assert_eq!((ids(&newest), more(&newest)), (all[..10].to_vec(), false));
    assert_eq!(ids(&client.get("/charges?limit=100")), all);
}

#[test]
fn parameters_of_lists_are_checked() {
    let (_sandbox, client) = start();
    let id = client.charge();
    for limit in ["0", "101", "-1", "x"] {
        client.get(&format!("/charges?limit={limit}")).refused(400, "parameter_invalid_integer", "limit");
    }
    client.get("/charges?starting_after=ch_nope").refused(400, "resource_missing", "starting_after");
    client.get("/charges?ending_before=ch_nope").refused(400, "resource_missing", "ending_before");
    client.get(&format!("/charges?starting_after={id}&ending_before={id}")).refused(400, "", "ending_before");
    client.get("/charges?created[since]=5").refused(400, "parameter_unknown", "created[since]");
    client.get("/charges?created=yesterday").refused(400, "parameter_invalid_integer", "created");
    client.get("/charges?customer=cus_nope").refused(400, "resource_missing", "customer");
    client.get("/charges?expand[]=customer").refused(400, "", "expand[0]");
    client.get("/charges?expand[]=data.nope").refused(400, "", "expand[0]");
    client.get("/events?type=a&types[]=b").refused(400, "", "types");
    assert_eq!(ids(&client.get("/events?type=no.such.type")), Vec::<String>::new());
}

#[test]
fn filters_and_expansions_apply_together() {
    let (_sandbox, client) = start();
    let customer = client.post("/customers", "email=ada%40example.com&source=tok_visa").id();
    let mut theirs = Vec::new();
    for _ in 0..3 {
        client.charge();
        theirs.insert(
            0,
            client.post("/charges", &format!("amount=2000&currency=usd&customer={customer}")).id(),
        );
    }
    let page = client.get(&format!("/charges?customer={customer}&limit=2&expand[]=data.customer"));
    assert_eq!((ids(&page), more(&page)), (theirs[..2].to_vec(), true));
    assert_eq!(page.json["data"][0]["customer"]["email"], "ada@example.com");
    let rest = client.get(&format!("/charges?customer={customer}&starting_after={}", theirs[1]));
    assert_eq!((ids(&rest), more(&rest)), (theirs[2..].to_vec(), false));
    let back = client.get(&format!("/charges?customer={customer}&ending_before={}", theirs[2]));
    assert_eq!((ids(&back), more(&back)), (theirs[..2].to_vec(), false));
}

#[test]
fn created_bounds_a_list() {
    let (_sandbox, client) = start();
    let all = charges(&client, 3);
    let time = |id: &String| client.get(&format!("/charges/{id}")).json["created"].as_i64().unwrap();
    let (oldest, newest) = (time(&all[2]), time(&all[0]));
    let found = |bounds: String| ids(&client.get(&format!("/charges?{bounds}")));
    assert_eq!(found(format!("created[gte]={oldest}&created[lte]={newest}")), all);
    assert_eq!(found(format!("created[gt]={}", oldest - 1)), all);
    assert_eq!(found(format!("created[gt]={newest}")), Vec::<String>::new());
    assert_eq!(found(format!("created[lt]={oldest}")), Vec::<String>::new());
    assert!(found(format!("created={newest}")).contains(&all[0]));
    assert!(!found(format!("created[lt]={newest}")).contains(&all[0]));
}

#[test]
fn a_page_may_be_long() {
    let (_sandbox, client) = start();
    let form = format!("amount=2000&currency=usd&source=tok_visa&description={}", "x".repeat(5000));
    for _ in 0..100 {
        assert_eq!(client.post("/charges", &form).status, 200);
    }
    let page = client.get("/charges?limit=100");
    assert_eq!((ids(&page).len(), more(&page)), (100, false));
    assert!(page.text.len() > 500_000);
    let events = client.get("/events?limit=100&type=charge.*");
    assert_eq!(ids(&events).len(), 100);
}

#[test]
fn a_cursor_still_serves_when_its_object_is_deleted() {
    let (_sandbox, client) = start();
    let customers: Vec<String> = (0..4).map(|_| client.post("/customers", "name=Ada").id()).collect();
    client.delete(&format!("/customers/{}", customers[2]));
    let page = client.get(&format!("/customers?starting_after={}", customers[2]));
    assert_eq!(ids(&page), [customers[1].clone(), customers[0].clone()]);
    client.delete(&format!("/customers/{}", customers[3]));
    let next = client.post("/customers", "name=Eve").id();
    assert_eq!(ids(&client.get(&format!("/customers?ending_before={}", customers[3]))), [next]);
}

#[test]
fn events_are_found_by_pattern_and_name_their_request() {
    let (_sandbox, client) = start();
    let customer = client.post_with(
        "/customers",
        "source=tok_visa",
        &[("Idempotency-Key", "k1"), ("NextGen-Version", "2025-05-05")],
    );
    client.charge();
    let events = client.get("/events?limit=100");
    assert_eq!(ids(&events), ids(&client.get("/events?type=*&limit=100")));
    assert_eq!(ids(&client.get("/events?type=charge.*")).len(), 1);
    let event: Value = client.get("/events?type=customer.created").json["data"][0].clone();
    assert_eq!(event["request"]["id"], customer.header("request-id").unwrap());
    assert_eq!(
        (event["request"]["idempotency_key"].as_str(), event["api_version"].as_str()),
        (Some("k1"), Some("2025-05-05"))
    );
    assert_eq!(event["data"]["object"], customer.json);
    let one = client.get(&format!("/events/{}", event["id"].as_str().unwrap()));
    assert_eq!(one.json, event);
}
