//! A request as it goes on the wire.

use super::super::{Request, is_header_name};
use super::stream::RECORD;

/// The longest URL, and the longest header with its name.
const MAX_LINE: usize = 16 << 10;

/// The headers that say how a message is sent, which is not for the caller to say.
const OWN: [&str; 7] =
    ["connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade"];

/// Where a URL points: the server, and what is asked of it.
pub(super) struct Target<'a> {
    /// `host` or `host:port`, as it stands in the URL; read only when a connection is made to it.
    pub(super) authority: &'a str,
    path: &'a str,
}

impl<'a> Target<'a> {
    /// Takes an absolute `https` URL apart.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub(super) fn of(url: &'a str) -> Result<Target<'a>, String> {
        let Some(rest) = url.strip_prefix("https://") else {
            return Err("the URL is not an https URL".to_owned());
        };
        if url.len() > MAX_LINE {
            return Err("the URL is over 16 KiB".to_owned());
        }
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?')).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if !path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#') {
            return Err("the URL holds a fragment, a blank, or other than visible ASCII".to_owned());
        }
        Ok(Target { authority, path })
    }
}

/// A request in bytes.
pub(super) struct Message<'a> {
    /// The head, and the body behind it where both fit in one TLS record.
    pub(super) start: Vec<u8>,
    /// A body that does not.
    pub(super) rest: &'a [u8],
}

/// Writes `request`.
///
/// # Errors
/// A sentence that says what cannot be written.
pub(super) fn write<'a>(request: &'a Request, target: &Target<'_>) -> Result<Message<'a>, String> {
    let extra = request.extra_headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let headers = request.headers.iter().map(|(name, value)| (*name, value.as_str())).chain(extra);
    let body = request.body.as_deref();
    let length: usize = headers.clone().map(|(name, value)| name.len() + value.len() + 4).sum();
    let fixed = target.authority.len() + target.path.len() + 64;
    let mut start = Vec::with_capacity(length + fixed + body.map_or(0, |body| body.len().min(RECORD)));

    let slash = if target.path.starts_with('/') { "" } else { "/" };
    let line = [request.method.as_str(), " ", slash, target.path, " HTTP/1.1\r\nhost: ", target.authority];
    line.iter().for_each(|part| start.extend_from_slice(part.as_bytes()));
    start.extend_from_slice(b"\r\n");
    for (name, value) in headers {
        check(name, value)?;
        start.extend(name.bytes().map(|byte| byte.to_ascii_lowercase()));
        for part in [": ", value, "\r\n"] {
            start.extend_from_slice(part.as_bytes());
        }
    }
    if let Some(body) = body {
        for part in ["content-length: ", &body.len().to_string(), "\r\n"] {
            start.extend_from_slice(part.as_bytes());
        }
    }
    start.extend_from_slice(b"\r\n");
    let mut rest = body.unwrap_or_default().as_bytes();
    if start.len() + rest.len() <= RECORD {
        start.extend_from_slice(rest);
        rest = &[];
    }
    Ok(Message { start, rest })
}

fn check(name: &str, value: &str) -> Result<(), String> {
    if !is_header_name(name) {
        let shown: String = name.chars().take(40).collect();
        return Err(format!("the request cannot be written ({shown:?} is not the name of a header)"));
    }
    if OWN.iter().any(|own| name.eq_ignore_ascii_case(own)) {
        let name = name.to_ascii_lowercase();
        return Err(format!("the header {name} is the transport's to set"));
    }
    if name.len() + value.len() > MAX_LINE {
        return Err(format!("the header {name} is over 16 KiB"));
    }
    if !value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t')) {
        return Err(format!(
            "the request cannot be written (the header {name} holds other than visible ASCII)"
        ));
    }
    Ok(())
}
