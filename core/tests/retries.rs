//! Retries: one key on all attempts, the server's word first, and what the caller learns.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod fake;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use fake::{AT_ONCE, CHARGE, Script, header};
use nextgen::bridge::{self, CallOptions, ClientOptions, Target};
use nextgen::observer::{Notice, What};
use nextgen::transport::{Phase, Reason};
use nextgen::{CreateCharge, ErrorKind, Observer, Params, RequestOptions};

#[test]
fn all_attempts_carry_one_key() {
    let script = Script::new().then(500, AT_ONCE, "").then(409, AT_ONCE, "").then(200, &[], CHARGE);
    let charge = script.client().charges().create(CreateCharge::new(1, "usd")).unwrap();
    assert_eq!(charge.last_response().attempts, 3);
    let seen = script.seen();
    let keys: Vec<_> = seen.iter().map(|request| header(request, "idempotency-key")).collect();
    assert!(keys[0].is_some() && keys.iter().all(|key| *key == keys[0]));
    let counts: Vec<_> = seen.iter().map(|request| header(request, "nextgen-retry-count")).collect();
    assert_eq!(counts, [None, Some("1"), Some("2")]);
}

#[test]
fn only_what_may_pass_is_tried_again() {
    for status in [400, 401, 402, 403, 404, 422, 424, 429, 301, 302, 307, 600, 999] {
        let script = Script::new().then(status, &[], r#"{"error":"text"}"#);
        let error = script.client().charges().retrieve("ch_1").unwrap_err();
        assert_eq!((error.http_status(), error.attempts()), (Some(status), 1));
        assert!(!error.should_retry() && !error.message().is_empty());
    }
    for reason in [Reason::Untrusted, Reason::Unacceptable] {
        let script = Script::new().fails(reason, Phase::Tls);
        assert_eq!(script.client().charges().retrieve("ch_1").unwrap_err().attempts(), 1);
    }
}

#[test]
fn the_last_error_tells_of_all_attempts() {
    let script = Script::new().then(503, AT_ONCE, "<html>busy</html>").then(503, AT_ONCE, "").then(
        503,
        AT_ONCE,
        r#"{"error":{"type":"api_error","code":7,"message":"Down."}}"#,
    );
    let error = script.client().charges().create(CreateCharge::new(1, "usd")).unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.message()), (ErrorKind::Api, 3, "Down."));
    // The API itself never saw the first two attempts, or its answers were lost.
    assert!(error.should_retry() && error.outcome_unknown());
    assert_eq!(error.idempotency_key(), header(&script.seen()[2], "idempotency-key"));
}

#[test]
fn a_lost_answer_leaves_the_outcome_open_until_a_definite_one_comes() {
    let lost = |script: &Arc<Script>| script.fails(Reason::Broken, Phase::Wait);
    let client = |script: &Arc<Script>| script.builder().max_retries(1).build().unwrap();

    let script = lost(&lost(&Script::new()));
    let error = client(&script).charges().create(CreateCharge::new(1, "usd")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::ApiConnection, Some("wait")));
    assert!(error.outcome_unknown());

    let script = lost(&Script::new()).then(402, &[], r#"{"error":{"type":"card_error"}}"#);
    assert!(!client(&script).charges().create(CreateCharge::new(1, "usd")).unwrap_err().outcome_unknown());

    let script = Script::new().fails(Reason::Broken, Phase::Connect).fails(Reason::TimedOut, Phase::Connect);
    let error = client(&script).charges().create(CreateCharge::new(1, "usd")).unwrap_err();
    assert_eq!((error.kind(), error.outcome_unknown()), (ErrorKind::ApiTimeout, false));

    let script = lost(&lost(&Script::new()));
    assert!(!client(&script).charges().retrieve("ch_1").unwrap_err().outcome_unknown());
}

#[test]
fn an_answer_that_is_not_about_the_request_settles_nothing() {
    let api_error = r#"{"error":{"type":"invalid_request_error","message":"No."}}"#;
    // What came of the lost attempt is known only where its kept answer would have come back.
    let settled = [400, 402, 404, 424].map(|status| (status, api_error, false));
    let open = [401, 403, 407, 408, 409, 421, 425, 429, 500, 503].map(|status| (status, api_error, true));
    // A proxy on the way answers for the API.
    let by_proxy = [400, 404, 413, 431].map(|status| (status, "<html>No.</html>", true));
    let create = |script: &Arc<Script>, retries| {
        let client = script.builder().max_retries(retries).build().unwrap();
        client.charges().create(CreateCharge::new(1, "usd")).unwrap_err()
    };
    // Each waits a little before its second attempt, so all wait together.
    std::thread::scope(|scope| {
        for (status, body, open) in settled.into_iter().chain(open).chain(by_proxy) {
            scope.spawn(move || {
                let script = Script::new().fails(Reason::Broken, Phase::Wait).then(status, &[], body);
                let error = create(&script, 1);
                assert_eq!((error.http_status(), error.outcome_unknown()), (Some(status), open));
                // Without a lost attempt before it, an answer of the API leaves nothing open.
                let script = Script::new().then(status, &[], api_error);
                assert!(!create(&script, 0).outcome_unknown());
            });
        }
    });
}

#[test]
fn a_proxy_that_gives_up_leaves_the_outcome_open() {
    for (status, body, open) in [
        (502, "<html>bad gateway</html>", true),
        (504, "", true),
        (500, r#"{"error":"text"}"#, true),
        (500, r#"{"error":{}}"#, false),
        (500, r#"{"error":{"type":"api_error"}}"#, false),
        (400, "<html>bad request</html>", false),
        (302, "", false),
    ] {
        let attempt = || Script::new().then(status, &[], body).builder().max_retries(0).build().unwrap();
        let error = attempt().charges().create(CreateCharge::new(1, "usd")).unwrap_err();
        assert_eq!(error.outcome_unknown(), open, "{status} {body}");
        assert!(!attempt().charges().retrieve("ch_1").unwrap_err().outcome_unknown());
    }
}

#[test]
fn a_wait_that_would_pass_the_deadline_is_not_begun() {
    let script = Script::new().then(503, &[("retry-after", "30")], "");
    let client = script.builder().deadline(Duration::from_secs(5)).build().unwrap();
    let begun = Instant::now();
    assert_eq!(client.charges().retrieve("ch_1").unwrap_err().http_status(), Some(503));
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[test]
fn a_waiting_call_can_be_stopped() {
    let script = Script::new().then(503, &[("retry-after", "30")], "");
    let asked = Arc::new(AtomicUsize::new(0));
    let stop = {
        let asked = asked.clone();
        move || asked.fetch_add(1, Ordering::Relaxed) > 2
    };
    let client = script.client().with(RequestOptions::new().stop(stop));
    let begun = Instant::now();
    let error = client.charges().retrieve("ch_1").unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::ApiConnection, Some("stopped")));
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn an_error_never_shows_the_key_that_the_server_echoed() {
    let key = "sk_test_0123456789abcdefghij";
    let body = format!(r#"{{"error":{{"message":"Invalid API key provided: {key}"}}}}"#);
    let script = Script::new().then(401, &[("x-echo", key)], &body);
    let error = script.client().charges().retrieve("ch_1").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    let shown = format!("{error} {error:?} {:?} {:?}", error.body(), error.headers());
    assert!(!shown.contains("0123456789"), "{shown}");

    // In every field that the server fills; and where an excerpt was cut in the midst of the key.
    let names = ["type", "code", "param", "decline_code", "charge", "doc_url", "request_log_url"];
    let fields: Vec<String> = names.iter().map(|name| format!("\"{name}\":\"{key}\"")).collect();
    let fields = format!("{{\"error\":{{{}}}}}", fields.join(","));
    let cut = format!("{}{key}", "x".repeat(1024 - 18));
    for body in [fields, cut] {
        let script = Script::new().then(400, &[("request-id", key)], &body);
        let error = script.client().charges().retrieve("ch_1").unwrap_err();
        let shown = format!(
            "{error} {error:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            error.body(),
            error.headers(),
            error.type_(),
            error.code(),
            error.param(),
            error.decline_code(),
            error.charge(),
            error.doc_url(),
            error.request_log_url()
        );
        assert!(!shown.contains("012345") && shown.contains("[API key]"), "{shown}");
    }
}

/// Keeps what it is told, as text.
#[derive(Default)]
struct Diary(Mutex<Vec<String>>);

impl Observer for Diary {
    fn notice(&self, notice: &Notice<'_>) {
        let line = match notice.what {
            What::Begun => "begun".to_owned(),
            What::AttemptEnded { attempt, status, failure, .. } => {
                format!("{attempt}: {status:?} {failure:?}")
            }
            What::RetryPlanned { attempt, .. } => format!("{attempt} planned"),
            What::Ended { attempts, status, error, request_id, .. } => {
                format!("ended {attempts} {status:?} {error:?} {request_id:?}")
            }
        };
        self.0.lock().unwrap().push(format!("{} {} {line}", notice.method.as_str(), notice.path));
    }
}

#[test]
fn an_observer_is_told_of_each_step_without_ids() {
    let diary = Arc::new(Diary::default());
    let script = Script::new().then(500, AT_ONCE, "").then(200, &[("request-id", "req_2")], CHARGE);
    let client = script.builder().observer(diary.clone()).build().unwrap();
    client.charges().retrieve("ch_secret").unwrap();
    assert_eq!(
        *diary.0.lock().unwrap(),
        [
            "GET /charges/{id} begun",
            "GET /charges/{id} 1: Some(500) None",
            "GET /charges/{id} 2 planned",
            "GET /charges/{id} 2: Some(200) None",
            "GET /charges/{id} ended 2 Some(200) None Some(\"req_2\")",
        ]
    );
}

#[test]
fn a_sibling_shares_connections_but_not_the_retry_budget() {
    let script = Script::new();
    let options = r#"{"api_key":"sk_test_0123456789abcdefghij"}"#;
    let options = ClientOptions::from_json(options.as_bytes()).unwrap();
    let client = bridge::Client::new(options, None, Some(script.clone())).unwrap();
    let attempts = |client: &bridge::Client| {
        let target = Target::Operation { name: "charges.list", id: None };
        for _ in 0..3 {
            script.then(500, AT_ONCE, "");
        }
        let error = client.call_text(&target, &Params::new(), CallOptions::default(), None).unwrap_err();
        error.attempts()
    };
    // 500 tokens, 5 a retry: the fifty-first call finds none left.
    assert!((0..50).all(|_| attempts(&client) == 3));
    assert_eq!(attempts(&client), 1);
    assert_eq!(attempts(&client.sibling()), 3);
    assert_eq!(script.seen().len(), 50 * 3 + 1 + 3);
}
