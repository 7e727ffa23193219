//! A client over a transport that gives one answer again and again, and keeps what it was sent.

use std::sync::{Arc, Mutex};

use nextgen::transport::{Attempt, Failure, Request, Response, Transport};
use nextgen::{Builder, Client};

/// The key of every client here.
pub(crate) const KEY: &str = "sk_test_Vq7Xw9Kd3Rv5Tn2B";

/// The transport.
pub(crate) struct Canned {
    response: Response,
    seen: Mutex<Vec<Request>>,
}

impl Canned {
    pub(crate) fn new(status: u16, headers: Vec<(String, String)>, body: &[u8]) -> Arc<Canned> {
        let response = Response { status, headers, body: body.to_vec(), resent: false };
        Arc::new(Canned { response, seen: Mutex::default() })
    }

    /// Begins a client over this transport that tries once.
    pub(crate) fn builder(self: &Arc<Self>) -> Builder {
        let transport: Arc<dyn Transport> = self.clone();
        Client::builder().api_key(KEY).max_retries(0).transport(transport)
    }

    /// Returns a client over this transport that tries once.
    pub(crate) fn client(self: &Arc<Self>) -> Client {
        self.builder().build().expect("the options are fine")
    }

    /// Returns what was sent.
    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().expect("no thread panics while it holds the list").clone()
    }
}

impl Transport for Canned {
    fn send(&self, request: &Request, _: &Attempt) -> Result<Response, Failure> {
        self.seen.lock().expect("no thread panics while it holds the list").push(request.clone());
        Ok(self.response.clone())
    }
}
