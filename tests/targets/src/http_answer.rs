//! Answers as they come from the network: the same however they are cut, and each that is taken is what a
//! second, plain statement of HTTP/1.1's rules (RFC 9112) reads in the same bytes.

use nextgen::transport::{MAX_BODY, Reason, read_answer};

/// The longest value of a header that is kept.
const KEPT: usize = 8 << 10;

/// An answer by the plain rules.
#[derive(Debug, PartialEq)]
struct Plain {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// How many bytes belong to it.
    length: usize,
    /// Whether the connection may serve another request.
    keeps_alive: bool,
}

/// Takes how to cut, in one byte, and what comes.
pub(crate) fn run(data: &[u8]) {
    let Some((cuts, raw)) = data.split_first() else { return };
    let read = |taken: Result<Option<_>, Reason>| {
        taken.map(|taken| {
            taken.map(|(answer, length, keeps_alive): (nextgen::transport::Response, _, _)| Plain {
                status: answer.status,
                headers: answer.headers,
                body: answer.body,
                length,
                keeps_alive,
            })
        })
    };
    let whole = read(read_answer([raw]));
    assert_eq!(read(read_answer(pieces(raw, *cuts))), whole, "cut by {cuts}: {}", raw.escape_ascii());
    match whole {
        Ok(taken) => assert_eq!(taken, plain(raw), "{}", raw.escape_ascii()),
        Err(reason) => assert!(matches!(reason, Reason::Malformed | Reason::Unacceptable), "{reason:?}"),
    }
}

/// Cuts `raw` into pieces of two lengths by turns.
fn pieces(mut raw: &[u8], cuts: u8) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    for length in [cuts & 15, cuts >> 4].into_iter().cycle() {
        let (piece, rest) = raw.split_at(raw.len().min(1 + usize::from(length)));
        pieces.push(piece);
        raw = rest;
        if raw.is_empty() {
            return pieces;
        }
    }
    pieces
}

/// Reads the answer that `raw` begins with; `None` where it is not whole. What comes after the answer's end
/// is not looked at, and where only the end of the connection ends the answer, that end comes behind `raw`.
fn plain(raw: &[u8]) -> Option<Plain> {
    let mut start = 0;
    let (version, status, headers) = loop {
        let (lines, length) = head(&raw[start..])?;
        start += length;
        let (version, status) = status_line(lines[0])?;
        // Interim answers come before the answer; after 101 it would be no HTTP.
        if !(100..200).contains(&status) {
            break (version, status, lines[1..].iter().map(|line| field(line)).collect::<Option<Vec<_>>>()?);
        }
        assert_ne!(status, 101);
    };
    let of = |wanted: &str| -> Vec<&[u8]> {
        headers.iter().filter(|(name, _)| name == wanted).map(|(_, value)| *value).collect()
    };
    let (lengths, codings) = (of("content-length"), of("transfer-encoding"));
    let rest = &raw[start..];
    let mut by_close = false;
    let (body, length) = match (status, codings.as_slice(), lengths.as_slice()) {
        (204 | 304, _, _) => (Vec::new(), 0),
        (_, [], []) => {
            by_close = true;
            (rest.to_vec(), rest.len())
        }
        (_, [coding], []) if coding.eq_ignore_ascii_case(b"chunked") => chunked(rest)?,
        (_, [], [length]) => {
            let length = str::from_utf8(length).ok()?.parse().ok()?;
            (rest.get(..length)?.to_vec(), length)
        }
        (_, codings, lengths) => panic!("framed in more than one way: {codings:?} {lengths:?}"),
    };
    assert!(body.len() <= MAX_BODY);
    let closes = of("connection")
        .iter()
        .flat_map(|value| value.split(|byte| *byte == b','))
        .any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"));
    let headers = headers.iter().map(|(name, value)| {
        let value = &value[..value.len().min(KEPT)];
        (name.clone(), String::from_utf8_lossy(value).into_owned())
    });
    Some(Plain {
        status,
        headers: headers.collect(),
        body,
        length: start + length,
        keeps_alive: version == b'1' && !closes && !by_close,
    })
}

/// Returns the lines before the first empty one, and how long they are with it.
fn head(raw: &[u8]) -> Option<(Vec<&[u8]>, usize)> {
    let mut lines = Vec::new();
    let mut length = 0;
    loop {
        let end = raw[length..].iter().position(|byte| *byte == b'\n')?;
        let line = &raw[length..length + end];
        length += end + 1;
        match line.strip_suffix(b"\r").unwrap_or(line) {
            [] => return Some((lines, length)),
            line => lines.push(line),
        }
    }
}

/// Reads `HTTP/1.1 200 OK`: the last digit of the version, and the status.
fn status_line(line: &[u8]) -> Option<(u8, u16)> {
    let [b'H', b'T', b'T', b'P', b'/', b'1', b'.', version, b' ', digits @ ..] = line else { return None };
    let (digits, reason) = digits.split_at_checked(3)?;
    let status = str::from_utf8(digits).ok()?.parse().ok()?;
    (matches!(version, b'0' | b'1') && matches!(reason, [] | [b' ', ..])).then_some((*version, status))
}

/// Reads `Name: value`, the name in lower case.
fn field(line: &[u8]) -> Option<(String, &[u8])> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    Some((str::from_utf8(&line[..colon]).ok()?.to_ascii_lowercase(), line[colon + 1..].trim_ascii()))
}

/// Reads a chunked body, and how many bytes it takes.
fn chunked(raw: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut body = Vec::new();
    let mut at = 0;
    loop {
        let line = line(&raw[at..])?;
        at += line.len() + 2;
        let size = line.split(|byte| matches!(byte, b';' | b' ' | b'\t')).next()?;
        let size = usize::from_str_radix(str::from_utf8(size).ok()?, 16).ok()?;
        if size == 0 {
            break;
        }
        body.extend_from_slice(raw.get(at..at + size)?);
        at += size;
        assert_eq!(raw.get(at..at + 2)?, b"\r\n", "a chunk ends at its size");
        at += 2;
    }
    // Trailers, and the empty line behind them.
    loop {
        let line = line(&raw[at..])?;
        at += line.len() + 2;
        if line.is_empty() {
            return Some((body, at));
        }
    }
}

/// Returns what stands before the first line end, which is both of its characters.
fn line(raw: &[u8]) -> Option<&[u8]> {
    let end = raw.windows(2).position(|pair| pair == b"\r\n")?;
    Some(&raw[..end])
}
