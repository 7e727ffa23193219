//! Answers outside 2xx: always a typed error, of the class that the status says, without the key.

use nextgen::bridge::error_json;
use nextgen::{ErrorKind, Method, Params};
use serde_json::Value;

use crate::canned::{Canned, KEY};
use crate::feed::Feed;

pub(crate) fn run(data: &[u8]) {
    let mut feed = Feed(data);
    let status = 300 + (u16::from(feed.byte()) << 8 | u16::from(feed.byte())) % 700;
    // A server that echoes the key: a byte of the input stands for it.
    let body = feed.rest().split(|byte| *byte == 1).collect::<Vec<_>>().join(KEY.as_bytes());
    let header = String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
    let headers = ["request-id", "content-type"].map(|name| (name.to_owned(), header.clone())).to_vec();
    let canned = Canned::new(status, headers, &body);
    let error = canned.client().request(Method::Post, "/charges", Params::new()).expect_err("no success");
    assert_eq!(error.http_status(), Some(status));
    assert_eq!(error.kind(), wanted(status, &body), "{status} {:?}", String::from_utf8_lossy(&body));
    assert!(!error.message().is_empty());
    assert!(error.idempotency_key().is_some());
    let shown = format!("{error} {error:?} {error:#?}");
    let told = error_json(&error);
    assert!(!shown.contains(KEY) && !told.contains(KEY), "the key shows: {shown} {told}");
    let told: Value = serde_json::from_str(&told).expect("an error is told as JSON");
    assert_eq!(told["class"], error.kind().class());
    assert_eq!(canned.seen().len(), 1);
}

/// The table of classes by status, said once more.
fn wanted(status: u16, body: &[u8]) -> ErrorKind {
    let said: Value = serde_json::from_slice(body).unwrap_or_default();
    let type_ = said["error"]["type"].as_str().unwrap_or_default();
    match status {
        401 => ErrorKind::Authentication,
        402 => ErrorKind::Card,
        403 => ErrorKind::Permission,
        409 => ErrorKind::Idempotency,
        429 => ErrorKind::RateLimit,
        400 if type_ == "idempotency_error" => ErrorKind::Idempotency,
        400 | 404 => ErrorKind::InvalidRequest,
        400..=499 if type_ == "invalid_request_error" => ErrorKind::InvalidRequest,
        _ => ErrorKind::Api,
    }
}
