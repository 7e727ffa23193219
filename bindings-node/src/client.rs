//! Clients and their calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use napi_derive::napi;
use nextgen::bridge::{self, CallOptions, ClientOptions, LastResponse, Params, Reply, Target, Value};
use serde::{Serialize, Serializer};

use crate::observer::Teller;
use crate::outbox::{Outbox, Outcome};
use crate::pool::Pool;
use crate::refusal::{self, exception};
use crate::text;

/// A client of the API, as `lib/client.js` holds it.
#[napi]
pub struct Client {
    client: bridge::Client,
    pool: Arc<Pool>,
}

/// Ends a call from outside.
#[napi]
#[derive(Clone)]
pub struct Stop(Arc<AtomicBool>);

#[napi]
impl Stop {
    /// Makes a stop for one call.
    #[napi(constructor, catch_unwind)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Stop {
        Stop(Arc::new(AtomicBool::new(false)))
    }

    /// Ends the call within 25 ms, and drops its connection.
    #[napi(catch_unwind)]
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[napi]
impl Client {
    /// Makes a client from options as JSON text. Its calls run on at most `limit` threads; with an
    /// `observer` above 0, notices of its calls go to the outbox under that number.
    #[napi(constructor, catch_unwind)]
    pub fn new(options: String, limit: u32, outbox: &Outbox, observer: u32) -> napi::Result<Client> {
        let teller = (observer > 0).then(|| Teller::of(outbox.clone(), observer));
        let client = ClientOptions::from_json(options.as_bytes())
            .and_then(|options| bridge::Client::new(options, teller, None))
            .map_err(|error| exception(&error))?;
        Ok(Client { client, pool: Arc::new(Pool::new(limit as usize)) })
    }

    /// Returns a client whose calls have those options too, over the same connections and threads.
    #[napi(catch_unwind)]
    pub fn with(&self, options: String) -> napi::Result<Client> {
        let client = CallOptions::from_json(options.as_bytes())
            .and_then(|options| self.client.with(options))
            .map_err(|error| exception(&error))?;
        Ok(Client { client, pool: Arc::clone(&self.pool) })
    }

    /// Shows the client, without its key.
    #[napi(catch_unwind)]
    pub fn show(&self) -> String {
        format!("{:?}", self.client)
    }

    /// Makes a call and answers to the outbox under the number `call`.
    ///
    /// `target` is the name of an operation, or a verb, a blank and a path. `params`, `extra` (those
    /// that the operation does not know) and `options` are JSON text.
    #[napi(catch_unwind)]
    #[allow(clippy::too_many_arguments)]
    pub fn call(
        &self,
        outbox: &Outbox,
        call: u32,
        target: String,
        id: Option<String>,
        params: Option<String>,
        extra: Option<String>,
        options: Option<String>,
        stop: Option<&Stop>,
    ) {
        let task = Task {
            client: self.client.clone(),
            closed: outbox.clone(),
            stop: stop.cloned(),
            target,
            id,
            params,
            extra,
            options,
        };
        self.start(outbox, call, move || task.run());
    }

    /// Makes a call that panics, so that the tests can show of the very file that ships that a panic
    /// ends no process and is answered like any other fault.
    #[napi(catch_unwind)]
    pub fn panic_on_purpose(&self, outbox: &Outbox, call: u32) {
        self.start(outbox, call, || panic!("on purpose"));
    }

    fn start(
        &self,
        outbox: &Outbox,
        call: u32,
        task: impl FnOnce() -> Result<Success, nextgen::Error> + Send + 'static,
    ) {
        let answers = outbox.clone();
        let job = move || match bridge::guard(task) {
            Ok((outcome, body, response)) => answers.send(call, outcome, Some(body), response),
            Err(error) => answers.send(call, Outcome::Failed, None, bridge::error_json(&error)),
        };
        if let Err(job) = self.pool.run(Box::new(job)) {
            drop(job);
            outbox.send(call, Outcome::Failed, None, bridge::error_json(&refusal::no_thread()));
        }
    }
}

/// What a call that succeeded is answered with: the body, and how it came as JSON text.
type Success = (Outcome, String, String);

/// A call on its way to a thread.
struct Task {
    client: bridge::Client,
    /// Closed when nobody is left to take the answer.
    closed: Outbox,
    stop: Option<Stop>,
    target: String,
    id: Option<String>,
    params: Option<String>,
    extra: Option<String>,
    options: Option<String>,
}

impl Task {
    fn run(self) -> Result<Success, nextgen::Error> {
        if self.is_stopped() {
            return Err(refusal::stopped());
        }
        let reply = self.ask()?;
        let (body, in_rows) = reply.body;
        let outcome = match (in_rows, text::may_hold_large(body.as_bytes())) {
            (false, false) => Outcome::Succeeded,
            (false, true) => Outcome::SucceededLarge,
            (true, false) => Outcome::SucceededInRows,
            (true, true) => Outcome::SucceededInRowsLarge,
        };
        Ok((outcome, body, response_json(&reply.last_response)))
    }

    fn ask(&self) -> Result<Reply<(String, bool)>, nextgen::Error> {
        let params = params(self.params.as_deref(), self.extra.as_deref())?;
        let options = self.options.as_ref().map(|text| CallOptions::from_json(text.as_bytes()));
        let target = match self.target.split_once(' ') {
            Some((method, path)) => Target::Request { method, path },
            None => Target::Operation { name: &self.target, id: self.id.as_deref() },
        };
        let (closed, stop) = (self.closed.clone(), self.stop.clone());
        let stopped = move || closed.is_closed() || stop.as_ref().is_some_and(|stop| stop.is_set());
        self.client.call_rows(
            &target,
            &params,
            options.transpose()?.unwrap_or_default(),
            Some(Arc::new(stopped)),
        )
    }

    fn is_stopped(&self) -> bool {
        self.closed.is_closed() || self.stop.as_ref().is_some_and(Stop::is_set)
    }
}

impl Stop {
    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

fn params(named: Option<&str>, extra: Option<&str>) -> Result<Params, nextgen::Error> {
    let mut params = named.map_or(Ok(Params::new()), |text| bridge::params_from_json(text.as_bytes()))?;
    match extra.map(serde_json::from_str) {
        None => {}
        Some(Ok(Value::Map(pairs))) => {
            pairs.into_iter().for_each(|(name, value)| params.set_extra(name, value));
        }
        Some(_) => return Err(refusal::extra_is_no_object()),
    }
    Ok(params)
}

/// Writes how an answer came, as the JSON text that `lastResponse` reads.
fn response_json(response: &LastResponse) -> String {
    #[derive(Serialize)]
    struct Told<'a> {
        status: u16,
        headers: Headers<'a>,
        request_id: Option<&'a str>,
        idempotency_key: Option<&'a str>,
        attempts: u32,
    }
    let told = Told {
        status: response.status,
        headers: Headers(&response.headers),
        request_id: response.request_id(),
        idempotency_key: response.idempotency_key.as_deref(),
        attempts: response.attempts,
    };
    serde_json::to_string(&told).unwrap_or_default()
}

/// Headers as an object; of several of one name the first counts.
struct Headers<'a>(&'a [(String, String)]);

impl Serialize for Headers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let firsts = self
            .0
            .iter()
            .enumerate()
            .filter(|(at, (name, _))| !self.0[..*at].iter().any(|(other, _)| other == name));
        serializer.collect_map(firsts.map(|(_, (name, value))| (name, value)))
    }
}
