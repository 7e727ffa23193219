//! Where an answer ends, watched byte by byte as ureq takes it in.
//!
//! ureq reads answers as browsers do, forgiving what can be forgiven. An answer about money that
//! two programs on its way may read in two ways is refused here instead, and a connection goes
//! back to the pool only when the answer ended where it said it would.

use super::super::{MAX_BODY, Reason};
use crate::seek::seek;

/// The most bytes that interim answers (100, 103) and trailers may have together.
const MAX_EXTRA: usize = 16 << 10;

/// Why an answer was refused.
pub(super) type Refusal = (Reason, &'static str);

/// Follows one answer from its status line to its last byte.
#[derive(Debug, Default)]
pub(super) struct Framing {
    state: State,
    extra: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Head,
    Length(u64),
    UntilClose,
    Size {
        digits: u8,
        value: usize,
    },
    SizeBlank {
        value: usize,
    },
    Extension {
        value: usize,
    },
    SizeLf {
        value: usize,
    },
    Data {
        left: usize,
    },
    DataCr,
    DataLf,
    TrailerStart,
    Trailer,
    LastLf,
    Ended,
    Refused,
}

impl Framing {
    /// Takes in what ureq consumed: a whole head, or any piece of a body.
    pub(super) fn consume(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let taken = match self.state {
            State::Head => self.head(bytes),
            _ => self.body(bytes),
        };
        if taken.is_err() {
            self.state = State::Refused;
        }
        taken
    }

    /// Tells whether the final head has been taken in.
    pub(super) fn is_in_body(&self) -> bool {
        self.state != State::Head
    }

    /// Tells whether the answer is whole, and the connection can serve the next request.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.state, State::Ended | State::Length(0))
    }

    /// Tells whether the end of the connection is the end of the answer.
    pub(super) fn ends_by_close(&self) -> bool {
        self.state == State::UntilClose
    }

    fn head(&mut self, head: &[u8]) -> Result<(), Refusal> {
        // Empty lines before the status line are forgiven by ureq; here they would shift it.
        if !head.starts_with(b"HTTP/1.") {
            return Err((Reason::Malformed, "the answer does not begin with its status line"));
        }
        let status = head.get(9..12).unwrap_or_default();
        if status == b"101" {
            return Err((Reason::Malformed, "the server switches protocols, which was not asked for"));
        }
        if status.starts_with(b"1") {
            return self.count_extra(head.len());
        }
        let (mut length, mut chunked) = (None, false);
        let mut rest = head;
        while let Some(end) = seek(rest, b'\n') {
            rest = &rest[end + 1..];
            // Of the headers that matter here, no name begins with another letter.
            if !matches!(rest.first(), Some(b'C' | b'c' | b'T' | b't')) {
                continue;
            }
            let line = &rest[..seek(rest, b'\n').unwrap_or(rest.len())];
            let Some(colon) = seek(line, b':') else { continue };
            let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
            if name.eq_ignore_ascii_case(b"content-length") {
                if length.replace(read_length(value)?).is_some() {
                    return Err((Reason::Malformed, "the answer has two Content-Length headers"));
                }
            } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
                if chunked || !value.eq_ignore_ascii_case(b"chunked") {
                    return Err((Reason::Malformed, "the answer's Transfer-Encoding is not just `chunked`"));
                }
                chunked = true;
            }
        }
        if chunked && length.is_some() {
            return Err((Reason::Malformed, "the answer has both a Content-Length and a Transfer-Encoding"));
        }
        if chunked && head.starts_with(b"HTTP/1.0") {
            return Err((Reason::Malformed, "the answer is HTTP/1.0 with a Transfer-Encoding"));
        }
        self.state = match (status, length) {
            (b"204", Some(1..)) => {
                return Err((Reason::Malformed, "the answer has status 204 and a body"));
            }
            (b"204", _) if chunked => {
                return Err((Reason::Malformed, "the answer has status 204 and a body"));
            }
            (b"204" | b"304", _) => State::Ended,
            (_, Some(length)) if length > MAX_BODY as u64 => return Err(too_long()),
            (_, Some(length)) => State::Length(length),
            (_, None) if chunked => State::Size { digits: 0, value: 0 },
            (_, None) => State::UntilClose,
        };
        Ok(())
    }

    fn body(&mut self, mut bytes: &[u8]) -> Result<(), Refusal> {
        match &mut self.state {
            State::Length(left) => {
                let rest = left.checked_sub(bytes.len() as u64);
                *left = rest.ok_or((Reason::Malformed, "the answer's body is longer than its length"))?;
                return Ok(());
            }
            State::UntilClose => return Ok(()),
            _ => {}
        }
        while let [byte, rest @ ..] = bytes {
            if let State::Data { left } = self.state {
                let taken = left.min(bytes.len());
                bytes = &bytes[taken..];
                self.state = if taken == left { State::DataCr } else { State::Data { left: left - taken } };
                continue;
            }
            self.state = self.chunk_byte(*byte)?;
            bytes = rest;
        }
        Ok(())
    }

    /// Moves on by one byte of what surrounds the chunks.
    fn chunk_byte(&mut self, byte: u8) -> Result<State, Refusal> {
        const BAD_SIZE: Refusal = (Reason::Malformed, "the answer has a chunk whose size cannot be read");
        const BAD_END: Refusal = (Reason::Malformed, "the answer has a chunk that does not end at its size");
        Ok(match (self.state, byte) {
            (State::Size { digits, value }, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') if digits < 16 => {
                let digit = char::from(byte).to_digit(16).ok_or(BAD_SIZE)? as usize;
                let value = value * 16 + digit;
                if value > MAX_BODY {
                    return Err(too_long());
                }
                State::Size { digits: digits + 1, value }
            }
            (State::Size { digits: 1.., value } | State::SizeBlank { value }, b' ' | b'\t') => {
                State::SizeBlank { value }
            }
            (State::Size { digits: 1.., value } | State::SizeBlank { value }, b';') => {
                State::Extension { value }
            }
            (
                State::Size { digits: 1.., value } | State::SizeBlank { value } | State::Extension { value },
                b'\r',
            ) => State::SizeLf { value },
            (State::Extension { value }, b' '..=b'~' | b'\t') => {
                self.count_extra(1)?;
                State::Extension { value }
            }
            (State::SizeLf { value: 0 }, b'\n') => State::TrailerStart,
            (State::SizeLf { value }, b'\n') => State::Data { left: value },
            (State::DataCr, b'\r') => State::DataLf,
            (State::DataLf, b'\n') => State::Size { digits: 0, value: 0 },
            (State::DataCr | State::DataLf, _) => return Err(BAD_END),
            (State::TrailerStart, b'\r') => State::LastLf,
            (State::LastLf, b'\n') => State::Ended,
            (State::TrailerStart | State::Trailer, _) => {
                self.count_extra(1)?;
                if byte == b'\n' { State::TrailerStart } else { State::Trailer }
            }
            _ => return Err(BAD_SIZE),
        })
    }

    fn count_extra(&mut self, count: usize) -> Result<(), Refusal> {
        self.extra += count;
        if self.extra > MAX_EXTRA {
            return Err((Reason::Malformed, "the answer has over 16 KiB beside its head and its body"));
        }
        Ok(())
    }
}

/// Reads a length: digits only, no sign, no list.
fn read_length(value: &[u8]) -> Result<u64, Refusal> {
    std::str::from_utf8(value)
        .ok()
        .filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|text| text.parse().ok())
        .ok_or((Reason::Malformed, "the answer's Content-Length is not a number"))
}

/// Says that a body is over the limit.
pub(super) fn too_long() -> Refusal {
    (Reason::Unacceptable, "the answer's body is over 10 MiB")
}
