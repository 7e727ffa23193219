//! Auto-paging: forward, backward, and never round for ever.

mod fake;

use fake::Script;
use nextgen::bridge::{self, ClientOptions, Target};
use nextgen::{Charge, Error, ErrorKind, ListCharges, Params};

fn page(ids: &[&str], more: bool) -> String {
    let data: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}","object":"charge"}}"#)).collect();
    format!(r#"{{"object":"list","data":[{}],"has_more":{more},"url":"//evil.test"}}"#, data.join(","))
}

fn ids(charges: Vec<Result<Charge, Error>>) -> Vec<String> {
    charges
        .into_iter()
        .map(|charge| charge.map_or_else(|error| format!("{:?}", error.code()), |c| c.id))
        .collect()
}

#[test]
fn forward_from_the_last_of_each_page() {
    let script = Script::new().then(200, &[], &page(&["c", "b"], true)).then(200, &[], &page(&["a"], false));
    let listing = script.client().charges().list(ListCharges::new().limit(2).customer("cus_1"));
    assert_eq!(ids(listing.auto_paging().collect()), ["c", "b", "a"]);
    let urls: Vec<_> = script.seen().into_iter().map(|request| request.url).collect();
    assert_eq!(urls[0], "https://api.nextgen.tech/v1/charges?limit=2&customer=cus_1");
    assert_eq!(urls[1], "https://api.nextgen.tech/v1/charges?limit=2&customer=cus_1&starting_after=b");
}

#[test]
fn backward_from_the_first_of_each_page() {
    let script = Script::new().then(200, &[], &page(&["c", "b"], true)).then(200, &[], &page(&["d"], false));
    let listing = script.client().charges().list(ListCharges::new().ending_before("a"));
    assert_eq!(ids(listing.auto_paging().collect()), ["b", "c", "d"]);
    assert!(script.seen()[1].url.ends_with("?ending_before=c"));
}

#[test]
fn a_page_that_does_not_move_ends_in_an_error_behind_its_objects() {
    let script = Script::new().then(200, &[], &page(&["b"], true)).then(200, &[], &page(&["b"], true));
    let listing = script.client().charges().list(ListCharges::new());
    assert_eq!(ids(listing.auto_paging().collect()), ["b", "b", "Some(\"paging_stuck\")"]);

    let script = Script::new().then(200, &[], &page(&[], true));
    let charges: Vec<_> = script.client().charges().list(ListCharges::new()).auto_paging().collect();
    assert_eq!(charges.len(), 1);
    assert_eq!(charges[0].as_ref().unwrap_err().kind(), ErrorKind::Api);
}

#[test]
fn an_error_ends_the_loop() {
    let script = Script::new().then(200, &[], &page(&["b"], true)).then(404, &[], "{}");
    let charges: Vec<_> = script.client().charges().list(ListCharges::new()).auto_paging().collect();
    assert_eq!(charges.len(), 2);
    assert!(charges[0].is_ok() && charges[1].is_err());
}

#[test]
fn a_page_whose_data_is_no_list_is_no_answer_for_hosts_either() {
    let script = Script::new().then(200, &[], r#"{"object":"list","data":{"0":{}},"has_more":false}"#);
    let options = ClientOptions::new(vec![("api_key".into(), "sk_test_x".into())]);
    let client = bridge::Client::new(options, None, Some(script)).unwrap();
    let target = Target::Operation { name: "charges.list", id: None };
    let error = client.call_document(&target, &Params::new(), Default::default(), None).unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Api, Some(200)));
    assert!(error.message().contains("its data is not a list"), "{error}");
}
