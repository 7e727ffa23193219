//! One attempt at one request: the seam between the client and the network.
//!
//! [`Https`] is the transport every client gets unless it is given another. A transport of your own
//! serves for fakes, for recording, and for networks that need something unusual; it sees requests
//! after keys, bodies and headers are final, and the client keeps retries, errors and limits.

mod authority;
mod https;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) use authority::Authority;
#[doc(hidden)]
pub use https::read_answer;
pub use https::{Https, HttpsOptions, Proxy};

/// The most bytes of body that an answer may have, after decoding (10 MiB).
pub const MAX_BODY: usize = 10 << 20;

/// Sends one attempt of a request and reads its answer whole.
///
/// An implementation never retries on its own account, never follows redirects, and gives back any
/// status as a [`Response`]: what a status means is the client's to say. One exception: a kept-alive
/// connection that breaks before the first byte of an answer was most likely closed while it was
/// idle, and is replaced once. The server may have seen the request all the same; it then sees it
/// again with the same idempotency key, and the answer says so by [`Response::resent`].
pub trait Transport: Send + Sync {
    /// Sends `request` and returns the answer, its body read to the end.
    ///
    /// # Errors
    /// A [`Failure`] when there is no complete answer within the limits of `attempt`.
    fn send(&self, request: &Request, attempt: &Attempt) -> Result<Response, Failure>;
}

/// The verb of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads, with parameters in the query.
    Get,
    /// Creates or changes, with parameters in a form body.
    Post,
    /// Deletes, with parameters in the query.
    Delete,
}

impl Method {
    /// Returns the verb as it goes on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        }
    }
}

/// A request ready for the wire. Its `Debug` form leaves out the key and the body.
#[derive(Clone)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// The absolute `https` URL, its query included.
    pub url: String,
    /// Names and values, checked: visible ASCII and blanks only, no line breaks.
    pub headers: Vec<(&'static str, String)>,
    /// Headers that the caller added for this call, checked likewise.
    pub extra_headers: Vec<(String, String)>,
    /// The form body; `None` for GET and DELETE.
    pub body: Option<String>,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.url.split('?').next().unwrap_or_default();
        f.debug_struct("Request").field("method", &self.method).field("url", &path).finish_non_exhaustive()
    }
}

/// Tells whether a call should end; it is asked on the calling thread only.
pub type Stop = Arc<dyn Fn() -> bool + Send + Sync>;

/// The limits of one attempt.
#[derive(Clone)]
pub struct Attempt {
    /// When the attempt must have ended, from connecting to the last byte of the body.
    pub deadline: Instant,
    /// How long connecting may take: name look-up, TCP, proxy and TLS together.
    pub connect_timeout: Duration,
    /// Asked every 25 ms while the attempt waits; `true` ends it at once.
    pub stop: Option<Stop>,
}

/// A complete answer. A transport of your own sets what it knows, and leaves the rest to `..Response::default()`.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status as the server gave it, 200 to 999.
    pub status: u16,
    /// Header names in lower case with their values, in the order received. Bytes that are not UTF-8 are
    /// replaced; a value over 8 KiB is cut.
    pub headers: Vec<(String, String)>,
    /// The whole body. One that is still compressed has its `content-encoding` among the headers, and is
    /// no API answer.
    pub body: Vec<u8>,
    /// Whether the request had been sent once before, on a kept-alive connection that broke: the server may
    /// have carried it out then, whatever this answer says.
    pub resent: bool,
}

/// Why an attempt brought no complete answer.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What went wrong.
    pub reason: Reason,
    /// Where the attempt stood when it went wrong.
    pub phase: Phase,
    /// What happened, as a plain clause without a secret: `connection refused`.
    pub message: String,
}

/// What kind of failure ended an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The network or the server broke the exchange off: worth another try.
    Broken,
    /// A limit of [`Attempt`] passed.
    TimedOut,
    /// The server could not prove who it is, or does not speak TLS that is safe; never tried again.
    Untrusted,
    /// The answer breaks the rules of HTTP, such as two different lengths; tried again, as a
    /// proxy on the way may be at fault.
    Malformed,
    /// The body is longer than [`MAX_BODY`]; or the request itself cannot be put on the wire. Another try
    /// would end in the same way.
    Unacceptable,
    /// The `stop` closure asked for the end.
    Stopped,
}

/// Where an attempt stood when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Looking up the host's name.
    Resolve,
    /// Connecting by TCP, or through the proxy.
    Connect,
    /// Agreeing on TLS.
    Tls,
    /// Sending the request.
    Send,
    /// Waiting for the answer's head.
    Wait,
    /// Reading the answer's body.
    Receive,
}

impl Phase {
    /// Returns the name used in messages and error codes: `resolve`, `connect`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Phase::Resolve => "resolve",
            Phase::Connect => "connect",
            Phase::Tls => "tls",
            Phase::Send => "send",
            Phase::Wait => "wait",
            Phase::Receive => "receive",
        }
    }
}

/// Tells whether `name` may be the name of a header (RFC 9110, section 5.1).
pub(crate) fn is_header_name(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}
