//! The transport that every client gets: HTTPS by ureq, over connections of our own.
//!
//! ureq speaks HTTP/1.1 and keeps the pool. Everything below it is here: [`connect`] makes a
//! connection, [`stream`] carries it, [`framing`] is strict about where an answer ends, and
//! [`exchange`] keeps the limits of the call. A call on a kept-alive connection starts no thread,
//! looks up no name, and makes three system calls: a probe, a write and a read.

mod buffers;
mod connect;
mod exchange;
mod framing;
mod names;
mod pool;
mod proxy;
mod stream;
mod tcp;
#[cfg(test)]
mod tests;
mod tls;

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::sync::Arc;

use ureq::Body;
use ureq::http::{self, HeaderName, HeaderValue, header};

use self::exchange::Exchange;
use self::pool::{Pool, Settings};
use self::proxy::Tunnel;
use crate::error::Error;

use super::{Attempt, Failure, MAX_BODY, Method, Phase, Reason, Request, Response, Transport};

pub use self::proxy::Proxy;

/// The headers that say how a message is sent, which is not for the caller to say.
const OWN: [HeaderName; 7] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::EXPECT,
    header::HOST,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// The longest value of an answer's header that is kept.
const MAX_VALUE: usize = 8 << 10;

/// How to reach the API.
#[derive(Clone, Debug, Default)]
pub struct HttpsOptions {
    /// PEM certificates of the authorities to trust, in place of those built in.
    pub ca_bundle: Option<Vec<u8>>,
    /// The proxy to go through.
    pub proxy: Proxy,
}

/// HTTPS with kept-alive connections.
///
/// It is safe to share between threads, and to use in both processes after `fork`.
pub struct Https {
    settings: Settings,
    pool: Pool,
}

impl Https {
    /// Makes a transport; nothing is sent, and nothing read but what [`Proxy::Env`] names.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) that names the option at fault.
    pub fn new(options: &HttpsOptions) -> Result<Https, Error> {
        let fault = |option: &'static str| move |text| Error::configuration(option, text);
        let tls = tls::settings(options.ca_bundle.as_deref()).map_err(fault("ca_bundle"))?;
        let tunnel = Tunnel::new(&options.proxy).map_err(fault("proxy"))?.map(Arc::new);
        let settings = Settings { tls, tunnel };
        let pool = Pool::new(&settings);
        Ok(Https { settings, pool })
    }

    fn try_once(&self, request: &Request, exchange: &Exchange) -> Result<Response, Failure> {
        let agent = self.pool.agent(&self.settings);
        let answer = match &request.body {
            Some(body) => head(request, body.as_str()).and_then(|request| agent.run(request)),
            None => head(request, ()).and_then(|request| agent.run(request)),
        };
        let response = answer.and_then(read);
        // The connection may have seen a fault that ureq forgives.
        match (exchange.take_failure(), response) {
            (None, Ok(response)) => Ok(response),
            (Some(failure), _) => Err(failure),
            (None, Err(error)) => Err(explain(exchange, &error)),
        }
    }
}

impl Transport for Https {
    fn send(&self, request: &Request, attempt: &Attempt) -> Result<Response, Failure> {
        let exchange = Exchange::new(attempt, false);
        let entered = exchange.enter();
        let first = self.try_once(request, &exchange);
        drop(entered);
        match first {
            // The server closed the connection while it was idle, or it took the request and was
            // lost. Sending again is safe in both cases: every POST carries an idempotency key, and
            // GET and DELETE have the same effect twice. Once only, and over a new connection.
            Err(first) if exchange.was_stale(&first) => {
                let exchange = Exchange::new(attempt, true);
                let _entered = exchange.enter();
                self.try_once(request, &exchange).map_err(|second| lost_and_then(first, second))
            }
            first => first,
        }
    }
}

impl fmt::Debug for Https {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Https").field("proxy", &self.settings.tunnel).finish_non_exhaustive()
    }
}

/// Joins the failures of both tries: the server may have carried out the first, so a second that
/// never came as far as sending does not mean that nothing was sent.
fn lost_and_then(first: Failure, second: Failure) -> Failure {
    match second.phase {
        Phase::Resolve | Phase::Connect | Phase::Tls => Failure {
            reason: second.reason,
            phase: first.phase,
            message: format!("{}; then, on connecting anew, {}", first.message, second.message),
        },
        Phase::Send | Phase::Wait | Phase::Receive => second,
    }
}

/// Writes the request in ureq's terms.
fn head<B>(request: &Request, body: B) -> Result<http::Request<B>, ureq::Error> {
    let unacceptable = |message: String| Exchange::current().fail(Reason::Unacceptable, message);
    let method = match request.method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Delete => http::Method::DELETE,
    };
    let mut built = http::Request::new(body);
    *built.method_mut() = method;
    if request.url.len() + 32 > buffers::ROOM {
        return Err(unacceptable("the URL is over 16 KiB".to_owned()));
    }
    *built.uri_mut() = request.url.parse().map_err(http::Error::from)?;
    let headers = built.headers_mut();
    headers.reserve(request.headers.len() + request.extra_headers.len());
    let extra = request.extra_headers.iter().map(|(name, value)| (name.as_str(), value));
    for (name, value) in request.headers.iter().map(|(name, value)| (*name, value)).chain(extra) {
        let name = match usual(name) {
            Some(name) => name,
            None => HeaderName::from_bytes(name.as_bytes()).map_err(http::Error::from)?,
        };
        if OWN.contains(&name) {
            return Err(unacceptable(format!("the header {name} is the transport's to set")));
        }
        let mut value = HeaderValue::from_str(value).map_err(http::Error::from)?;
        if name.as_str().len() + value.len() + 4 > buffers::ROOM {
            return Err(unacceptable(format!("the header {name} is over 16 KiB")));
        }
        value.set_sensitive(name == header::AUTHORIZATION);
        headers.append(name, value);
    }
    Ok(built)
}

/// Returns a name that every request has, or every POST, without reading it as one.
fn usual(name: &str) -> Option<HeaderName> {
    const CLIENT: HeaderName = HeaderName::from_static("x-nextgen-client-user-agent");
    const KEY: HeaderName = HeaderName::from_static("idempotency-key");
    Some(match name {
        "authorization" => header::AUTHORIZATION,
        "user-agent" => header::USER_AGENT,
        "x-nextgen-client-user-agent" => CLIENT,
        "accept" => header::ACCEPT,
        "content-type" => header::CONTENT_TYPE,
        "idempotency-key" => KEY,
        _ => return None,
    })
}

/// Reads the body to its end, which is what returns the connection to the pool.
fn read(answer: http::Response<Body>) -> Result<Response, ureq::Error> {
    let (parts, body) = answer.into_parts();
    let mut bytes =
        Vec::with_capacity(body.content_length().map_or(0, |length| length.min(64 << 10) as usize));
    body.into_reader().take(MAX_BODY as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BODY {
        let (reason, message) = framing::too_long();
        return Err(Exchange::current().fail(reason, message));
    }
    let headers = parts.headers.iter().map(|(name, value)| {
        let value = &value.as_bytes()[..value.len().min(MAX_VALUE)];
        // The lossy way alone would look at each character.
        let value = str::from_utf8(value).map_or_else(|_| String::from_utf8_lossy(value), Cow::Borrowed);
        (name.as_str().to_owned(), value.into_owned())
    });
    Ok(Response { status: parts.status.as_u16(), headers: headers.collect(), body: bytes })
}

/// Says what ureq found at fault itself; faults of the connection are recorded where they happen.
fn explain(exchange: &Exchange, error: &ureq::Error) -> Failure {
    let answered = matches!(exchange.phase(), Phase::Wait | Phase::Receive);
    let (reason, message) = match error {
        ureq::Error::Protocol(error) if answered => {
            (Reason::Malformed, format!("the answer is not HTTP/1.1 ({error})"))
        }
        ureq::Error::LargeResponseHeader(..) => {
            (Reason::Malformed, "the answer's head is too long".to_owned())
        }
        ureq::Error::RequireHttpsOnly(_) => (Reason::Unacceptable, "the URL is not an https URL".to_owned()),
        error if answered => (Reason::Broken, error.to_string()),
        error => (Reason::Unacceptable, format!("the request cannot be written ({error})")),
    };
    Failure { reason, phase: exchange.phase(), message }
}
