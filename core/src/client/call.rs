//! The one path of every call: check, encode, send, try again, take the answer.

use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::headers::IDEMPOTENCY_KEY;
use super::options::{RequestOptions, Settled};
use super::read::Unreadable;
use super::{Client, path, random};
use crate::answer::{LastResponse, header};
use crate::api::Operation;
use crate::error::{self, Error};
use crate::form;
use crate::observer::{Notice, What};
use crate::params::Params;
use crate::retry::{self, Outcome};
use crate::secret;
use crate::transport::{Attempt, Failure, Method, Reason, Request, Response};

/// What a call asks for, before it is checked.
pub(crate) struct Ask<'a> {
    pub(crate) method: Method,
    /// The path below the base; `{id}` stands for `id`.
    pub(crate) path: &'a str,
    pub(crate) id: Option<&'a str>,
    /// The operation, if it is one of the table; decides which parameters are known.
    pub(crate) operation: Option<&'static Operation>,
    pub(crate) params: &'a Params,
}

impl<'a> Ask<'a> {
    /// Asks for an operation of the table.
    pub(crate) fn of(operation: &'static Operation, id: Option<&'a str>, params: &'a Params) -> Self {
        Ask { method: operation.method, path: operation.path, id, operation: Some(operation), params }
    }
}

/// The name of a call for observers: a number unique within the process.
static CALLS: AtomicU64 = AtomicU64::new(1);

/// How often a waiting call asks whether to stop.
const SLICE: Duration = Duration::from_millis(25);

impl Client {
    /// Makes a call and returns its answer, read by `read`, and how it came.
    pub(crate) fn call<T>(
        &self,
        ask: &Ask<'_>,
        options: RequestOptions,
        read: &dyn Fn(Vec<u8>) -> Result<T, Unreadable>,
    ) -> Result<(T, LastResponse), Error> {
        let options = self.options.overlaid(options);
        let settled = options.settle(&self.config)?;
        let mut request = self.request_for(ask, &settled)?;
        let call = Call {
            client: self,
            settled: &settled,
            read,
            number: CALLS.fetch_add(1, Ordering::Relaxed),
            method: ask.method,
            path: ask.path,
            begun: Instant::now(),
        };
        call.run(&mut request).map_err(|error| redacted(error, settled.api_key.expose()))
    }

    fn request_for(&self, ask: &Ask<'_>, settled: &Settled<'_>) -> Result<Request, Error> {
        let mut url = [&self.config.base_url, &*path::filled(ask)?].concat();
        let form = form::encode(ask.operation, ask.params)?;
        // Room for those that may follow, the number of a retry with them.
        let mut headers = Vec::with_capacity(8);
        headers.extend([
            ("authorization", ["Bearer ", settled.api_key.expose()].concat()),
            ("user-agent", self.config.user_agent.clone()),
            ("x-nextgen-client-user-agent", self.config.client_user_agent.clone()),
            ("accept", "application/json".to_owned()),
        ]);
        if let Some(pin) = &self.config.api_version {
            headers.push(("nextgen-version", pin.clone()));
        }
        let body = match ask.method {
            Method::Post => {
                headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
                let key = settled.idempotency_key.map_or_else(random::uuid, |key| Ok(key.to_owned()))?;
                headers.push((IDEMPOTENCY_KEY, key));
                Some(form)
            }
            Method::Get | Method::Delete => {
                if !form.is_empty() {
                    url.push('?');
                    url.push_str(&form);
                }
                path::check_length(&url)?;
                None
            }
        };
        Ok(Request { method: ask.method, url, headers, extra_headers: settled.extra_headers.to_vec(), body })
    }
}

/// A call under way.
struct Call<'a, T> {
    client: &'a Client,
    settled: &'a Settled<'a>,
    read: &'a dyn Fn(Vec<u8>) -> Result<T, Unreadable>,
    number: u64,
    method: Method,
    path: &'a str,
    begun: Instant,
}

impl<T> Call<'_, T> {
    fn run(&self, request: &mut Request) -> Result<(T, LastResponse), Error> {
        self.notice(What::Begun);
        let deadline = self.settled.deadline.map(|limit| self.begun + limit);
        let mut attempts = 0;
        let mut lost = false;
        let result = loop {
            attempts += 1;
            let sent = self.attempt(request, attempts, deadline);
            let outcome = match &sent {
                Ok(response) => Outcome::Answered(response),
                Err(failure) => Outcome::Failed(failure),
            };
            if matches!(&sent, Ok(response) if (200..300).contains(&response.status)) {
                break sent;
            }
            lost |= match &sent {
                Ok(response) => response.resent || error::is_lost(response),
                Err(failure) => error::from_failure(failure).outcome_unknown(),
            };
            let last = attempts > self.settled.max_retries;
            if last || !retry::worthwhile(&outcome) {
                break sent;
            }
            let delay = retry::delay(attempts, &outcome, random::fraction());
            // An answer in hand is worth more than a deadline missed while waiting for another.
            let too_late = deadline.is_some_and(|deadline| Instant::now() + delay >= deadline);
            if too_late || !self.client.shared.budget.take(&outcome) {
                break sent;
            }
            self.notice(What::RetryPlanned { attempt: attempts + 1, delay });
            if self.pause(delay) {
                break Err(stopped(lost));
            }
            request.headers.retain(|(name, _)| *name != "nextgen-retry-count");
            request.headers.push(("nextgen-retry-count", attempts.to_string()));
        };
        let key = request.headers.iter_mut().find(|(name, _)| *name == IDEMPOTENCY_KEY);
        let key = key.map(|(_, value)| mem::take(value));
        let result = self.conclude(result, key, attempts, lost);
        self.notice_end(&result, attempts);
        result
    }

    fn attempt(
        &self,
        request: &Request,
        attempt: u32,
        deadline: Option<Instant>,
    ) -> Result<Response, Failure> {
        let begun = Instant::now();
        let limit = begun + self.settled.timeout;
        let limits = Attempt {
            deadline: deadline.map_or(limit, |deadline| deadline.min(limit)),
            connect_timeout: self.settled.connect_timeout,
            stop: self.settled.stop.cloned(),
        };
        let sent = self.client.shared.transport.send(request, &limits);
        if self.client.shared.observer.is_some() {
            let code = sent.as_ref().err().map(error::from_failure);
            self.notice(What::AttemptEnded {
                attempt,
                status: sent.as_ref().ok().map(|response| response.status),
                request_id: sent.as_ref().ok().and_then(|response| header(&response.headers, "request-id")),
                failure: code.as_ref().and_then(Error::code),
                took: begun.elapsed(),
            });
        }
        sent
    }

    /// Makes of the last attempt what the caller gets.
    fn conclude(
        &self,
        sent: Result<Response, Failure>,
        key: Option<String>,
        attempts: u32,
        lost: bool,
    ) -> Result<(T, LastResponse), Error> {
        let outcome = match &sent {
            Ok(response) => Outcome::Answered(response),
            Err(failure) => Outcome::Failed(failure),
        };
        let again = retry::worthwhile(&outcome);
        // A refusal that settles the matter closes what lost attempts left open.
        let lost = lost && !matches!(&sent, Ok(response) if settles(self.method, response));
        let mut error = match sent {
            Ok(response) if (200..300).contains(&response.status) => {
                let Response { status, mut headers, body, resent } = response;
                let key_length = self.settled.api_key.expose().len();
                for (_, value) in headers.iter_mut().filter(|(_, value)| value.len() >= key_length) {
                    secret::put_out(value, self.settled.api_key.expose());
                }
                let read = match compression(&headers) {
                    Some(fault) => Err((body, fault)),
                    None => (self.read)(body),
                };
                match read {
                    Ok(value) => {
                        self.client.shared.budget.give_back();
                        return Ok((value, LastResponse { status, headers, idempotency_key: key, attempts }));
                    }
                    // The server did something, but what it did cannot be read.
                    Err((body, fault)) => {
                        let mut error =
                            error::not_an_answer(Response { status, headers, body, resent }, &fault);
                        error.details_mut().outcome_unknown = true;
                        error
                    }
                }
            }
            Ok(response) => error::from_answer(response),
            Err(failure) => error::from_failure(&failure),
        };
        // The key's twin is still under way, and may yet be carried out.
        let in_use = error.http_status() == Some(409) && error.code() == Some("idempotency_key_in_use");
        let details = error.details_mut();
        details.should_retry = again;
        details.idempotency_key = key;
        details.attempts = attempts;
        // A GET changes nothing.
        details.outcome_unknown = (details.outcome_unknown || lost || in_use) && self.method != Method::Get;
        Err(error)
    }

    /// Waits; `true` when the call is to stop.
    fn pause(&self, delay: Duration) -> bool {
        let end = Instant::now() + delay;
        loop {
            if self.settled.stop.is_some_and(|stop| stop()) {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            std::thread::sleep(left.min(SLICE));
        }
    }

    fn notice(&self, what: What<'_>) {
        if let Some(observer) = &self.client.shared.observer {
            observer.notice(&Notice { call: self.number, method: self.method, path: self.path, what });
        }
    }

    fn notice_end(&self, result: &Result<(T, LastResponse), Error>, attempts: u32) {
        let (status, request_id, error) = match result {
            Ok((_, last)) => (Some(last.status), last.request_id(), None),
            Err(error) => (error.http_status(), error.request_id(), Some(error.kind())),
        };
        self.notice(What::Ended { attempts, status, request_id, error, took: self.begun.elapsed() });
    }
}

/// Says whether an answer tells what became of earlier attempts with the same key.
///
/// Where the first was carried out, its kept answer comes back; but a server that looks no further
/// than at who asks, how often and whether it has the time says nothing of what came before, nor does a
/// proxy that answers for the API (413 for a long form, 404 where it knows no way). A DELETE
/// has no key: what is not there may be what an attempt before deleted.
fn settles(method: Method, response: &Response) -> bool {
    let status = response.status;
    let open = matches!(status, 401 | 403 | 407 | 408 | 409 | 421 | 425 | 429);
    (400..500).contains(&status)
        && !open
        && (method, status) != (Method::Delete, 404)
        && error::said(&response.body).is_some()
}

/// Says that a body is compressed: never asked for, it is not unpacked either, as little may become much.
fn compression(headers: &[(String, String)]) -> Option<String> {
    let encoding =
        header(headers, "content-encoding").filter(|given| !given.eq_ignore_ascii_case("identity"))?;
    let encoding: String = encoding.chars().take(40).collect();
    Some(format!("its body is compressed ({encoding:?}), which was not asked for"))
}

fn stopped(lost: bool) -> Failure {
    // What the attempts before left open is still open.
    let phase = if lost { crate::transport::Phase::Wait } else { crate::transport::Phase::Connect };
    Failure { reason: Reason::Stopped, phase, message: "the call was stopped".to_owned() }
}

/// Takes the key out of an error, should the server have echoed it.
fn redacted(mut error: Error, key: &str) -> Error {
    for text in error.details_mut().texts_mut() {
        secret::put_out(text, key);
    }
    error
}
