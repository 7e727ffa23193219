//! HTTP/1.1 requests, read strictly: what could be read in two ways is refused.

use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};

use crate::chunked::{Chunked, too_large};
use crate::refusal::Refusal;
use crate::wire::Wire;

/// The longest head of a request.
const MOST_HEAD: usize = 64 << 10;
const MOST_HEADERS: usize = 100;
/// The longest body of a request; the largest form of the API is a small part of it.
const MOST_BODY: usize = 1 << 20;

/// A request, complete.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether the connection ends with this request.
    pub(crate) last: bool,
}

impl Request {
    /// Returns the value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Why there is no request.
pub(crate) enum Trouble {
    /// The client is gone, or was too slow.
    Gone,
    /// The request breaks the rules; the client is told why, and the connection ends.
    Refused(Refusal),
}

impl From<io::Error> for Trouble {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

/// How long a client may take.
#[derive(Clone, Copy)]
pub(crate) struct Patience {
    /// From one request to the next.
    pub(crate) idle: Duration,
    /// From the first byte of a request to its last.
    pub(crate) request: Duration,
}

/// What a head says about the rest.
struct Head {
    request: Request,
    length: usize,
    body: Body,
    expects_continue: bool,
}

/// How the end of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    /// It has so many bytes.
    Sized(usize),
    /// It comes in chunks, the last of which is empty.
    Chunked,
}

/// Reads the next request. `buffer` holds what was read beyond the one before.
///
/// `begun` is called with the first byte of the request.
pub(crate) fn read(
    wire: &mut Wire,
    buffer: &mut Vec<u8>,
    patience: Patience,
    begun: impl FnOnce(),
) -> Result<Request, Trouble> {
    if buffer.is_empty() && wire.fill(buffer, Instant::now() + patience.idle)? == 0 {
        return Err(Trouble::Gone);
    }
    begun();
    let deadline = Instant::now() + patience.request;
    let more = |wire: &mut Wire, buffer: &mut Vec<u8>| match wire.fill(buffer, deadline) {
        Ok(0) => Err(Trouble::Gone),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::TimedOut => {
            let message = "The request took too long to arrive; it was dropped unread.";
            Err(Trouble::Refused(Refusal::invalid(message)))
        }
        Err(_) => Err(Trouble::Gone),
    };
    let mut head = loop {
        match parse(buffer).map_err(Trouble::Refused)? {
            Some(head) if head.length <= MOST_HEAD => break head,
            None if buffer.len() <= MOST_HEAD => more(wire, buffer)?,
            _ => {
                let message = format!("The request's head is over {MOST_HEAD} bytes long.");
                return Err(Trouble::Refused(Refusal::invalid(message)));
            }
        }
    };
    buffer.drain(..head.length);
    if head.expects_continue && buffer.is_empty() && head.body != Body::Sized(0) {
        wire.send(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let mut chunked = Chunked::default();
    head.request.body = loop {
        match head.body {
            Body::Sized(length) if buffer.len() >= length => break buffer.drain(..length).collect(),
            Body::Sized(_) => {}
            Body::Chunked => {
                if chunked.take(buffer, MOST_BODY).map_err(Trouble::Refused)? {
                    break chunked.body;
                }
            }
        }
        more(wire, buffer)?;
    };
    Ok(head.request)
}

/// Reads a head from the beginning of `bytes`; none where it is not complete.
fn parse(bytes: &[u8]) -> Result<Option<Head>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(Refusal::invalid(format!("The request has more than {MOST_HEADERS} headers.")));
        }
        Err(error) => return Err(Refusal::invalid(format!("The request is no HTTP/1.1 request: {error}."))),
    };
    let headers: Vec<(String, String)> = parsed
        .headers
        .iter()
        .map(|header| {
            let value = String::from_utf8_lossy(header.value).trim().to_owned();
            (header.name.to_ascii_lowercase(), value)
        })
        .collect();
    let target = parsed.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if !path.starts_with('/') {
        return Err(Refusal::invalid("The request's target must be a path, such as /v1/charges."));
    }
    let newer = parsed.version == Some(1);
    let body = framing(&headers, newer)?;
    let connection = list(&headers, "connection");
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        last: connection.contains("close") || !newer,
        body: Vec::new(),
        headers,
    };
    let expects_continue = newer && list(&request.headers, "expect").contains("100-continue");
    Ok(Some(Head { request, length, body, expects_continue }))
}

/// Checks what says whose the request is and where it ends; returns how its body ends.
fn framing(headers: &[(String, String)], newer: bool) -> Result<Body, Refusal> {
    let all = |name: &str| {
        let values = headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>()
    };
    match all("host").as_slice() {
        [host] if !host.is_empty() => {}
        [] if !newer => {}
        _ => return Err(Refusal::invalid("The request must have exactly one Host header.")),
    }
    for once in ["authorization", "content-type", "idempotency-key", "nextgen-version"] {
        if all(once).len() > 1 {
            return Err(Refusal::invalid(format!("The request must have at most one {once} header.")));
        }
    }
    let lengths = all("content-length");
    match all("transfer-encoding").as_slice() {
        [] => {}
        [coding] if newer && lengths.is_empty() && coding.eq_ignore_ascii_case("chunked") => {
            return Ok(Body::Chunked);
        }
        _ => {
            let message =
                "The request must have a Content-Length header, or the one Transfer-Encoding chunked.";
            return Err(Refusal::invalid(message));
        }
    }
    let length = match lengths.as_slice() {
        [] => return Ok(Body::Sized(0)),
        [length] if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => length.parse(),
        _ => {
            let message = "The request must have at most one Content-Length header, in decimal digits.";
            return Err(Refusal::invalid(message));
        }
    };
    match length {
        Ok(length) if length <= MOST_BODY => Ok(Body::Sized(length)),
        _ => Err(too_large(MOST_BODY)),
    }
}

fn list(headers: &[(String, String)], name: &str) -> String {
    let values =
        headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.to_ascii_lowercase());
    values.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Result<Option<Head>, Refusal> {
        parse(text.as_bytes())
    }

    #[test]
    fn reads_a_head() {
        let text = "POST /v1/charges?a=b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nX-A:  b \r\n\r\na=b";
        let head = head(text).unwrap().unwrap();
        assert_eq!((head.request.method.as_str(), head.request.path.as_str()), ("POST", "/v1/charges"));
        assert_eq!((head.request.query.as_str(), head.request.header("x-a")), ("a=b", Some("b")));
        assert_eq!((head.body, head.length + 3, head.request.last), (Body::Sized(3), text.len(), false));
    }

    #[test]
    fn refuses_what_could_be_read_in_two_ways() {
        for headers in [
            "",
            "Host: a\r\nHost: a\r\n",
            "Host: a\r\nIdempotency-Key: a\r\nIdempotency-Key: a\r\n",
            "Host: a\r\nauthorization: Bearer a\r\nAuthorization: Bearer b\r\n",
            "Host:\r\n",
            "Host: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n",
            "Host: a\r\nContent-Length: +3\r\n",
            "Host: a\r\nContent-Length: -3\r\n",
            "Host: a\r\nContent-Length: 3, 3\r\n",
            "Host: a\r\nContent-Length: 99999999999999999999999\r\n",
            "Host: a\r\nContent-Length: 10000001\r\n",
            "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n",
            "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            "Host: a\r\nTransfer-Encoding: xchunked\r\n",
            "Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n",
            "Host : a\r\n",
            "Host: a\r\n folded\r\n",
        ] {
            assert!(head(&format!("POST / HTTP/1.1\r\n{headers}\r\n")).is_err(), "{headers:?}");
        }
        assert!(head("GET a HTTP/1.1\r\nHost: a\r\n\r\n").is_err());
        assert!(head("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").is_err());
        assert!(head("GET / HTTP/1.1\r\nHost: a\r\n").unwrap().is_none());
        assert!(head("GET / HTTP/1.0\r\n\r\n").unwrap().unwrap().request.last);
    }
}
