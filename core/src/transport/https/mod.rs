//! The transport that every client gets: HTTP/1.1 over TLS by rustls.
//!
//! [`request`] writes a request, [`pool`] keeps connections, [`connect`] makes one, [`stream`] sends and
//! receives on it, [`answer`] takes in what comes, by httparse and by [`framing`], which is strict about
//! where an answer ends; [`exchange`] keeps the limits of the call. A call on a kept-alive connection starts
//! no thread, looks up no name, and makes three system calls: a probe, a write and a read.

mod answer;
mod connect;
mod exchange;
mod framing;
mod names;
mod pool;
mod proxy;
mod records;
mod request;
mod stream;
mod tcp;
#[cfg(test)]
mod tests;
mod tls;

use std::fmt;
use std::sync::Arc;

use self::exchange::Exchange;
use self::pool::{Pool, Settings};
use self::proxy::Tunnel;
use self::request::Target;
use self::stream::Stream;
use crate::error::Error;

use super::{Attempt, Failure, Phase, Reason, Request, Response, Transport};

#[doc(hidden)]
pub use self::answer::read_answer;
pub use self::proxy::Proxy;

/// The header that names a request, which the API repeats in its answer.
const KEY: &str = "idempotency-key";

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
}

impl Transport for Https {
    fn send(&self, request: &Request, attempt: &Attempt) -> Result<Response, Failure> {
        let exchange = Exchange::new(attempt);
        let unacceptable = |message| exchange.failure(Reason::Unacceptable, message);
        let target = Target::of(&request.url).map_err(unacceptable)?;
        let message = request::write(request, &target).map_err(unacceptable)?;
        let connections = self.pool.connections(&self.settings);
        let connect = || connections.connect(target.authority, &exchange);
        let over = |mut stream: Stream| {
            let (response, reusable) = stream.exchange(&message, &exchange)?;
            if is_anothers(&response, request) {
                let message = "the answer names the Idempotency-Key of another request";
                return Err(exchange.failure(Reason::Malformed, message));
            }
            if reusable {
                connections.keep(target.authority, stream);
            }
            Ok(response)
        };
        let Some(kept) = connections.take(target.authority) else { return over(connect()?) };
        match over(kept) {
            // The server closed the connection while it was idle, or it took the request and was
            // lost. Sending again is safe in both cases: every POST carries an idempotency key, and
            // GET and DELETE have the same effect twice. Once only, and over a new connection.
            Err(first) if exchange.was_stale(&first) => {
                let second = connect().and_then(over).map_err(|second| lost_and_then(first, second))?;
                Ok(Response { resent: true, ..second })
            }
            done => done,
        }
    }
}

impl fmt::Debug for Https {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Https").field("proxy", &self.settings.tunnel).finish_non_exhaustive()
    }
}

/// Tells whether an answer is to another request, by the idempotency key that the API repeats: HTTP/1.1 has
/// nothing else by which an answer could be told from one that came too late, or twice.
fn is_anothers(response: &Response, request: &Request) -> bool {
    let Some((_, sent)) = request.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(KEY)) else {
        return false;
    };
    response.headers.iter().any(|(name, repeated)| name == KEY && repeated != sent)
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
