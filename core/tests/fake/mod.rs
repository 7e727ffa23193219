//! A transport that plays a script and keeps what it was asked to send.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use nextgen::transport::{Attempt, Failure, Phase, Reason, Request, Response, Transport};
use nextgen::{Builder, Client};

/// Plays one answer an attempt, in order.
#[derive(Default)]
pub(crate) struct Script {
    answers: Mutex<VecDeque<Result<Response, Failure>>>,
    seen: Mutex<Vec<Request>>,
}

impl Script {
    /// Begins an empty script.
    pub(crate) fn new() -> Arc<Script> {
        Arc::default()
    }

    /// Adds an answer.
    pub(crate) fn then(self: &Arc<Self>, status: u16, headers: &[(&str, &str)], body: &str) -> Arc<Self> {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self.push(Ok(Response { status, headers, body: body.as_bytes().to_vec(), ..Response::default() }))
    }

    /// Adds a failure.
    pub(crate) fn fails(self: &Arc<Self>, reason: Reason, phase: Phase) -> Arc<Self> {
        self.push(Err(Failure { reason, phase, message: "the script says so".into() }))
    }

    /// Returns a client over this script.
    pub(crate) fn client(self: &Arc<Self>) -> Client {
        self.builder().build().unwrap()
    }

    /// Begins a client over this script.
    pub(crate) fn builder(self: &Arc<Self>) -> Builder {
        Client::builder().api_key("sk_test_0123456789abcdefghij").transport(self.clone())
    }

    /// Returns the requests sent so far.
    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    fn push(self: &Arc<Self>, answer: Result<Response, Failure>) -> Arc<Self> {
        self.answers.lock().unwrap().push_back(answer);
        self.clone()
    }
}

impl Transport for Script {
    fn send(&self, request: &Request, _: &Attempt) -> Result<Response, Failure> {
        self.seen.lock().unwrap().push(request.clone());
        self.answers.lock().unwrap().pop_front().expect("the script has an answer for every attempt")
    }
}

/// Returns the value of a request's header.
pub(crate) fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

/// A charge as the API answers it, as short as can be.
pub(crate) const CHARGE: &str =
    r#"{"id":"ch_1","object":"charge","amount":2000,"currency":"usd","paid":true}"#;

/// Has a failed attempt tried again at once.
pub(crate) const AT_ONCE: &[(&str, &str)] = &[("retry-after", "0"), ("request-id", "req_1")];
