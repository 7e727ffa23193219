//! Calls: what is sent, what is refused, what comes back.

mod fake;

use std::time::Duration;

use fake::{CHARGE, Script, header};
use nextgen::model::Json;
use nextgen::{
    CreateCharge, CreateCustomer, ErrorKind, ListCharges, Method, Params, Range, RefundReason,
    RequestOptions, UpdateCharge, Value,
};

#[test]
fn a_charge_is_sent_as_a_form_and_read_as_a_model() {
    let body = r#"{"id":"ch_1","object":"charge","amount":2000,"customer":"cus_1","status":"odd",
        "source":{"last4":"4242","funding":"credit"},"paid":null,"novel":[1,{"a":2}]}"#;
    let script = Script::new().then(200, &[("request-id", "req_9")], body);
    let params = CreateCharge::new(2000, "usd")
        .customer("cus_1")
        .capture(false)
        .metadata([("order", "4&2"), ("é", "😀")])
        .expand(["customer", "refunds"]);
    let charge = script.client().charges().create(params).unwrap();

    assert_eq!((charge.amount, charge.status.as_str(), charge.paid), (2000, "odd", false));
    assert_eq!(charge.customer.as_ref().unwrap().id(), "cus_1");
    assert_eq!(charge.source.as_ref().unwrap().last4, "4242");
    assert_eq!(charge.extra["novel"][1]["a"], 2);
    assert_eq!(charge.last_response().request_id(), Some("req_9"));
    assert_eq!(charge.last_response().attempts, 1);

    let sent = &script.seen()[0];
    assert_eq!((sent.method, sent.url.as_str()), (Method::Post, "https://api.nextgen.tech/v1/charges"));
    assert_eq!(
        sent.body.as_deref(),
        Some(
            "amount=2000&currency=usd&customer=cus_1&capture=false&metadata[order]=4%262&metadata[%C3%A9]=%F0%9F%98%80&expand[0]=customer&expand[1]=refunds"
        )
    );
    assert_eq!(header(sent, "authorization"), Some("Bearer sk_test_0123456789abcdefghij"));
    assert_eq!(header(sent, "idempotency-key").unwrap().len(), 36);
    assert_eq!(charge.last_response().idempotency_key.as_deref(), header(sent, "idempotency-key"));
    assert!(header(sent, "user-agent").unwrap().starts_with("NextGen/v1 RustBindings/"));
    let about: Json = serde_json::from_str(header(sent, "x-nextgen-client-user-agent").unwrap()).unwrap();
    assert_eq!(about["lang"], "rust");
    assert!(!format!("{sent:?}").contains("sk_test"));
}

#[test]
fn reads_go_into_the_query_without_a_key() {
    let script = Script::new()
        .then(200, &[], r#"{"object":"list","data":[],"has_more":false,"url":"/v1/charges"}"#)
        .then(200, &[], r#"{"id":"cus_1","object":"customer","deleted":true}"#);
    let client = script.client();
    client.charges().list(ListCharges::new().limit(3).created(Range::new().gte(5).lt(9))).page().unwrap();
    assert!(client.customers().delete("cus_1").unwrap().deleted);
    let seen = script.seen();
    assert_eq!(seen[0].url, "https://api.nextgen.tech/v1/charges?limit=3&created[gte]=5&created[lt]=9");
    for request in &seen {
        assert_eq!((header(request, "idempotency-key"), request.body.as_deref()), (None, None));
    }
}

#[test]
fn what_cannot_be_right_is_refused_and_nothing_is_sent() {
    let script = Script::new();
    let client = script.client();
    let create = |name: &str, value: Value| {
        let mut params = Params::from([("amount", Value::from(1)), ("currency", Value::from("usd"))]);
        params.set(name, value);
        let target = nextgen::bridge::Target::Operation { name: "charges.create", id: None };
        let bridge = nextgen::bridge::Client::new(
            nextgen::bridge::ClientOptions::new(vec![("api_key".into(), "sk_test_x".into())]),
            None,
            Some(script.clone()),
        );
        bridge.unwrap().call_text(&target, &params, Default::default(), None).unwrap_err()
    };
    for amount in [
        Value::Float(10.5),
        Value::Float(100.0),
        Value::Float(f64::NAN),
        Value::from("100"),
        Value::from(true),
        Value::Null,
        Value::from(-1),
        Value::Integer(1 << 53),
        Value::Integer(10i128.pow(30)),
        Value::Foreign("Decimal('100')".into()),
    ] {
        let error = create("amount", amount.clone());
        assert_eq!((error.kind(), error.param()), (ErrorKind::InvalidRequest, Some("amount")), "{amount:?}");
        assert_eq!(error.attempts(), 0);
    }
    let error = create("ammount", Value::from(5));
    assert!(error.message().contains("Did you mean amount?"), "{error}");
    assert!(create(&"n".repeat(1 << 20), Value::from(5)).message().len() < 400);
    assert!(create(&"[".repeat(1 << 20), Value::from(5)).message().len() < 400);
    let mut deep = Value::from("x");
    for _ in 0..65 {
        deep = Value::List(vec![deep]);
    }
    let many: Params = (0..200_000).map(|number| (format!("name_{number}"), "x")).collect();
    let error = client.request(Method::Post, "/charges", many).unwrap_err();
    assert!(error.message().contains("200000 parameters"), "{error}");
    for (name, value) in [
        ("metadata", Value::texts_by_name([("a][b", "x")])),
        ("metadata", Value::texts_by_name([("a\nb", "x")])),
        ("metadata", Value::texts_by_name([("", "x")])),
        ("metadata", Value::Map(vec![("x".into(), deep)])),
        ("expand", Value::from("customer")),
        ("capture", Value::from("yes")),
        ("description", Value::from(5)),
    ] {
        let error = create(name, value.clone());
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{value:?}");
        assert!(error.message().ends_with("Nothing was sent."), "{error}");
    }
    for id in
        ["..", ".", "", " ", "a/b", "../customers", "a?x", "a#b", "%2e%2e", "a%2Fb", "é", &"a".repeat(256)]
    {
        assert_eq!(client.charges().retrieve(id).unwrap_err().param(), Some("id"), "{id}");
        let path = format!("/charges/{id}");
        if !id.is_empty() && id != "a/b" {
            let error = client.request(Method::Get, &path, Params::new()).unwrap_err();
            assert_eq!(error.param(), Some("path"), "{path}");
        }
    }
    for key in ["", "a b", "é", "a\r\nb", &"k".repeat(256)] {
        let keyed = client.with(RequestOptions::new().idempotency_key(key));
        let error = keyed.charges().create(CreateCharge::new(1, "usd")).unwrap_err();
        assert_eq!(error.param(), Some("idempotency_key"), "{key:?}");
    }
    let own = ["Authorization", "idempotency-key", "Host", "CONTENT-LENGTH", "Transfer-Encoding"];
    let own = own.into_iter().chain(["Content-Encoding", "Content-Type", "Accept", "NextGen-Retry-Count"]);
    for (name, value) in own.map(|name| (name, "x")).chain([("X-Ok", "a\r\nb"), ("X Y", "x")]) {
        let odd = client.with(RequestOptions::new().extra_header(name, value));
        assert_eq!(odd.charges().retrieve("ch_1").unwrap_err().param(), Some("extra_headers"), "{name}");
    }
    for count in [101, 40_000] {
        let many = (0..count).fold(RequestOptions::new(), |all, n| all.extra_header(format!("X-{n}"), "x"));
        let error = client.with(many).charges().retrieve("ch_1").unwrap_err();
        assert_eq!(error.param(), Some("extra_headers"));
        assert!(error.message().contains(&format!("There are {count} extra headers")), "{error}");
    }
    assert!(script.seen().is_empty());
}

#[test]
fn options_of_a_call_go_over_those_of_the_client() {
    let script = Script::new().then(200, &[], CHARGE).then(200, &[], CHARGE);
    let client = script.builder().timeout(Duration::from_secs(5)).api_version("2026-01-01").build().unwrap();
    let other = client.with(
        RequestOptions::new()
            .api_key("sk_test_other")
            .idempotency_key("order-42")
            .extra_header("X-Trace", "7"),
    );
    other.charges().update("ch_1", UpdateCharge::new().description("").extra("novel", 5)).unwrap();
    client.charges().retrieve("ch_1").unwrap();
    let seen = script.seen();
    assert_eq!(header(&seen[0], "authorization"), Some("Bearer sk_test_other"));
    assert_eq!(header(&seen[0], "idempotency-key"), Some("order-42"));
    assert_eq!(seen[0].extra_headers, [("X-Trace".to_owned(), "7".to_owned())]);
    assert_eq!(seen[0].body.as_deref(), Some("description=&novel=5"));
    assert_eq!(header(&seen[1], "authorization"), Some("Bearer sk_test_0123456789abcdefghij"));
    assert_eq!(header(&seen[1], "nextgen-version"), Some("2026-01-01"));
}

#[test]
fn what_is_no_api_answer_is_an_error_that_knows_the_response() {
    for (body, says) in [
        ("", "empty"),
        ("<html>", "not a JSON object"),
        ("[]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("\"x\"", "not a JSON object"),
        (r#"{"object":"customer"}"#, "customer"),
        (r#"{"object":"charge""#, "not whole"),
        (r#"{"object":"charge","description":"\ud800"}"#, "not whole"),
        (r#"{"object":"charge","amount":"much"}"#, "field"),
    ] {
        let script = Script::new().then(200, &[("request-id", "req_5"), ("content-type", "text/odd")], body);
        let error = script.client().charges().create(CreateCharge::new(1, "usd")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api, "{body}");
        assert_eq!((error.http_status(), error.request_id()), (Some(200), Some("req_5")), "{body}");
        assert!(error.message().contains(says) && error.message().contains("text/odd"), "{body}: {error}");
        assert!(error.outcome_unknown() && error.idempotency_key().is_some(), "{body}");
        assert_eq!(script.seen().len(), 1, "{body}");
    }
}

#[test]
fn what_is_compressed_is_no_answer_but_its_status_counts() {
    let script = Script::new()
        .then(200, &[("content-encoding", "gzip"), ("request-id", "req_5")], CHARGE)
        .then(402, &[("content-encoding", "br")], "\u{1}")
        .then(200, &[("content-encoding", "Identity")], CHARGE);
    let create = || script.client().charges().create(CreateCharge::new(1, "usd"));
    let error = create().unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Api, Some(200)));
    assert_eq!((error.request_id(), error.outcome_unknown()), (Some("req_5"), true));
    assert!(error.message().contains("gzip"), "{error}");
    let error = create().unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Card, Some(402)));
    assert!(create().is_ok());
}

#[test]
fn what_no_method_asks_for_is_read_as_the_caller_likes() {
    let script = Script::new().then(200, &[], r#"{"object":"rocket","thrust":9}"#);
    let answer = script.client().request(Method::Post, "/rockets", [("size", 5)]).unwrap();
    assert_eq!(answer.json::<serde_json::Value>().unwrap()["thrust"], 9);
    let error = answer.json::<Vec<u8>>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api, "{error}");
    assert_eq!(script.seen()[0].body.as_deref(), Some("size=5"));
}

#[test]
fn choices_are_sent_by_their_text_and_parameters_compare() {
    assert_eq!(RefundReason::from("novel".to_owned()), RefundReason::Other("novel".into()));
    assert_eq!(RefundReason::Duplicate.to_string(), "duplicate");
    assert_eq!(CreateCustomer::new().name("A"), CreateCustomer::new().name("B").name("A"));
}
