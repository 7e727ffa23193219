//! From a request to its answer: who asks, for what, whether it was asked before, and what comes of it.

use std::time::Duration;

use nextgen::api::Operation;
use nextgen::transport::Method;

use crate::bell::Bell;
use crate::faults::{Fault, Faults, Rule};
use crate::form::{self, Node};
use crate::http::Request;
use crate::idempotency::{self, InUse};
use crate::log::Log;
use crate::objects::EventRequest;
use crate::params::Params;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::resources::{Answer, Call, Origin, handler};
use crate::store::idempotency::Kept;
use crate::store::{Store, Tx};
use crate::{auth, inside, router};

/// The version of the API that is served where none is asked for.
pub(crate) const VERSION: &str = "2026-11-01";

/// Everything that answering takes.
pub(crate) struct Service {
    pub(crate) store: Store,
    pub(crate) api_keys: Vec<String>,
    pub(crate) forward_to: Vec<String>,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
    pub(crate) bell: Bell,
    pub(crate) in_use: InUse,
}

/// An answer, and the fault in how it is to be sent, if any.
pub(crate) struct Exchange {
    pub(crate) reply: Reply,
    pub(crate) fault: Option<Fault>,
}

impl Service {
    /// Answers a request.
    pub(crate) fn exchange(&self, request: &Request) -> Exchange {
        let id = crate::ids::new_id("req");
        let mut exchange = self.judge(request, &id).unwrap_or_else(|refusal| plain(refusal.into()));
        let headers = &mut exchange.reply.headers;
        headers.push(("Request-Id", id.clone()));
        headers.push(("NextGen-Version", version(request).unwrap_or(VERSION).to_owned()));
        if let Ok(Some(key)) = idempotency::key(request) {
            headers.push(("Idempotency-Key", key.to_owned()));
        }
        self.log.push(&id, request, exchange.reply.status);
        exchange
    }

    fn judge(&self, request: &Request, id: &str) -> Result<Exchange, Refusal> {
        auth::check(request, &self.api_keys)?;
        version(request)?;
        if let Some(path) = request.path.strip_prefix("/_sandbox") {
            return inside::answer(self, request, path).map(plain);
        }
        let (operation, object) = router::find(&request.method, &request.path)?;
        let rule = self.faults.take(request)?;
        let mut stand_in = rule.as_ref().and_then(stand_in);
        if let Some(reply) = stand_in.take_if(|_| !rule.as_ref().is_some_and(|rule| rule.kept)) {
            return Ok(Exchange { reply, fault: rule.map(|rule| rule.fault) });
        }
        let work = Work { operation, object, request, id, delay: delay(rule.as_ref()), stand_in };
        let mut reply = self.carry_out(work).unwrap_or_else(Reply::from);
        let fault = rule.map(|rule| rule.fault);
        if fault == Some(Fault::Garbage) {
            reply.body = b"{\"id\": \"ch_garbage\", \"object\"; <<<".to_vec();
        }
        Ok(Exchange { reply, fault })
    }

    fn carry_out(&self, work: Work<'_>) -> Result<Reply, Refusal> {
        let form = work.form()?;
        let Some(key) = idempotency::key(work.request)? else { return self.execute(work, form, None) };
        let fingerprint = idempotency::fingerprint(&work.request.path, &form);
        let _claim = self.in_use.claim(key)?;
        match self.store.read(|tx| tx.kept(key))? {
            None => self.execute(work, form, Some((key, fingerprint))),
            Some(kept) if kept.fingerprint == fingerprint => {
                let mut reply = Reply::json(kept.status, kept.body);
                reply.headers.push(("Idempotent-Replayed", "true".to_owned()));
                reply.headers.push(("Original-Request", kept.request));
                Ok(reply)
            }
            Some(_) => {
                let message = "This idempotency key was used for another path or other parameters; \
                    use a new key for a new request, and the old one only to repeat it unchanged.";
                Err(Refusal::idempotency(message))
            }
        }
    }

    fn execute(
        &self,
        mut work: Work<'_>,
        form: Vec<(String, Node)>,
        key: Option<(&str, Vec<u8>)>,
    ) -> Result<Reply, Refusal> {
        let params = Params::check(work.operation, form)?;
        if !self.bell.pause(work.delay) {
            return Err(Refusal::fault("The sandbox is ending."));
        }
        let handle =
            handler(work.operation.name).expect("a test sees to it that every operation has a handler");
        let origin = Origin {
            version: version(work.request)?,
            request: Some(EventRequest {
                id: Some(work.id.to_owned()),
                idempotency_key: key.as_ref().map(|(key, _)| (*key).to_owned()),
            }),
            forward_to: &self.forward_to,
        };
        let stand_in = work.stand_in.take();
        let run = |tx: &Tx<'_>| -> Result<Reply, Refusal> {
            if let Some(reply) = stand_in {
                keep(tx, key, work.id, reply.status, &reply.body)?;
                return Ok(reply);
            }
            let call = Call { tx, params: &params, id: work.object, origin: &origin };
            let answer: Answer = handle(&call)?;
            keep(tx, key, work.id, answer.status, answer.body.as_bytes())?;
            Ok(answer.into())
        };
        if work.operation.method == Method::Get {
            return self.store.read(run);
        }
        let committed = self.store.write(run)?;
        if committed.woken {
            self.bell.ring();
        }
        Ok(committed.value)
    }
}

/// One operation to be carried out.
struct Work<'a> {
    operation: &'static Operation,
    /// The id in the path.
    object: &'a str,
    request: &'a Request,
    /// The id of the request.
    id: &'a str,
    delay: Duration,
    /// What is answered in place of executing, on purpose.
    stand_in: Option<Reply>,
}

impl Work<'_> {
    /// Decodes the parameters from where they belong: the body of a POST, or the query.
    fn form(&self) -> Result<Vec<(String, Node)>, Refusal> {
        let Request { query, body, .. } = self.request;
        if self.operation.method != Method::Post {
            if !body.is_empty() {
                let message =
                    format!("{} takes its parameters in the query, and no body.", self.request.method);
                return Err(Refusal::invalid(message));
            }
            return form::decode(query.as_bytes());
        }
        if !query.is_empty() {
            return Err(Refusal::invalid("POST takes its parameters in the body, and no query."));
        }
        let content_type = self.request.header("content-type").unwrap_or("application/x-www-form-urlencoded");
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        if !body.is_empty() && !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            let message = format!(
                "The body is '{}'; send it as application/x-www-form-urlencoded.",
                crate::refusal::clip(content_type)
            );
            return Err(Refusal::invalid(message));
        }
        form::decode(body)
    }
}

fn keep(
    tx: &Tx<'_>,
    key: Option<(&str, Vec<u8>)>,
    request: &str,
    status: u16,
    body: &[u8],
) -> Result<(), Refusal> {
    if let Some((key, fingerprint)) = key {
        tx.keep(key, &Kept { fingerprint, request: request.to_owned(), status, body: body.to_vec() })?;
    }
    Ok(())
}

/// Returns the version that the request pins.
fn version(request: &Request) -> Result<&str, Refusal> {
    match request.header("nextgen-version") {
        None => Ok(VERSION),
        Some(pin) if (1..=64).contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Ok(pin)
        }
        Some(_) => Err(Refusal::invalid("The NextGen-Version header must be a version, such as 2026-11-01.")),
    }
}

fn plain(reply: Reply) -> Exchange {
    Exchange { reply, fault: None }
}

fn delay(rule: Option<&Rule>) -> Duration {
    match rule {
        Some(Rule { fault: Fault::Delay(delay), .. }) => *delay,
        _ => Duration::ZERO,
    }
}

/// Makes the answer that a rule puts in place of executing.
fn stand_in(rule: &Rule) -> Option<Reply> {
    let mut reply = match rule.fault {
        Fault::Status(status) => {
            let mut refusal =
                Refusal::fault(format!("The sandbox answers {status} on purpose, by a fault rule."));
            match status {
                429 => refusal = refusal.code("rate_limit"),
                409 => refusal = refusal.code("idempotency_key_in_use"),
                _ => {}
            }
            refusal.kind = match status {
                409 => "idempotency_error",
                402 => "card_error",
                400..=499 if status != 424 => "invalid_request_error",
                _ => "api_error",
            };
            refusal.status(status).into()
        }
        Fault::Html(status) => {
            let page = format!(
                "<html>\r\n<head><title>{status}</title></head>\r\n<body>{status}</body>\r\n</html>\r\n"
            );
            Reply { content_type: "text/html", ..Reply::json(status, page) }
        }
        Fault::ResetBefore => Reply::json(500, "{}"),
        _ => return None,
    };
    reply.headers.extend(rule.retry_after.clone().map(|seconds| ("Retry-After", seconds)));
    reply.headers.extend(rule.should_retry.clone().map(|word| ("NextGen-Should-Retry", word)));
    Some(reply)
}
