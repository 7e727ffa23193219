//! Where the body of an answer ends, and what of its bytes is the body (RFC 9112, section 6).
//!
//! Browsers forgive what can be forgiven. An answer about money that two programs on its way may read in
//! two ways is refused here instead.

use std::borrow::Cow;

use httparse::Header;

use super::super::{MAX_BODY, Reason};

/// The most bytes that blanks and extensions of chunks, and trailers, may have together.
const MAX_EXTRA: usize = 16 << 10;

/// Why an answer was refused.
pub(super) type Refusal = (Reason, Cow<'static, str>);

/// Follows the body of one answer to its last byte.
#[derive(Debug)]
pub(super) struct Framing {
    state: State,
    extra: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Length(u64),
    UntilClose,
    Size { digits: u8, value: usize },
    SizeBlank { value: usize },
    Extension { value: usize },
    SizeLf { value: usize },
    Data { left: usize },
    DataCr,
    DataLf,
    TrailerStart,
    Trailer,
    TrailerLf,
    LastLf,
    Ended,
}

impl Framing {
    /// Tells from a head where its body will end.
    pub(super) fn of(status: u16, is_1_0: bool, headers: &[Header<'_>]) -> Result<Framing, Refusal> {
        let (mut length, mut chunked) = (None, false);
        for Header { name, value } in headers {
            if name.eq_ignore_ascii_case("content-length") {
                if length.replace(read_length(value.trim_ascii())?).is_some() {
                    return Err(malformed("the answer has two Content-Length headers"));
                }
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                if chunked || !value.trim_ascii().eq_ignore_ascii_case(b"chunked") {
                    return Err(malformed("the answer's Transfer-Encoding is not just `chunked`"));
                }
                chunked = true;
            }
        }
        if chunked && length.is_some() {
            return Err(malformed("the answer has both a Content-Length and a Transfer-Encoding"));
        }
        if chunked && is_1_0 {
            return Err(malformed("the answer is HTTP/1.0 with a Transfer-Encoding"));
        }
        let state = match (status, length) {
            (100..=199 | 204, Some(1..)) => return Err(bodied()),
            (100..=199 | 204, _) if chunked => return Err(bodied()),
            (100..=199 | 204 | 304, _) => State::Ended,
            (_, Some(length)) if length > MAX_BODY as u64 => return Err(too_long()),
            (_, Some(length)) => State::Length(length),
            (_, None) if chunked => State::Size { digits: 0, value: 0 },
            (_, None) => State::UntilClose,
        };
        Ok(Framing { state, extra: 0 })
    }

    /// Tells how many bytes of body were announced.
    pub(super) fn expected(&self) -> u64 {
        if let State::Length(length) = self.state { length } else { 0 }
    }

    /// Tells whether the body is whole.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.state, State::Ended | State::Length(0))
    }

    /// Tells whether the end of the connection is the end of the body.
    pub(super) fn ends_by_close(&self) -> bool {
        self.state == State::UntilClose
    }

    /// Takes in the next bytes, adds to `body` what belongs to it, and returns how many bytes came before
    /// the end of the answer.
    pub(super) fn take(&mut self, bytes: &[u8], body: &mut Vec<u8>) -> Result<usize, Refusal> {
        let mut rest = bytes;
        while let [byte, after @ ..] = rest {
            let here = match self.state {
                State::Ended | State::Length(0) => break,
                State::Length(left) => {
                    let here = rest.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                    self.state = State::Length(left - here as u64);
                    here
                }
                State::UntilClose => rest.len(),
                State::Data { left } => {
                    let here = rest.len().min(left);
                    self.state = if here == left { State::DataCr } else { State::Data { left: left - here } };
                    here
                }
                _ => {
                    self.state = self.chunk_byte(*byte)?;
                    rest = after;
                    continue;
                }
            };
            if body.len() + here > MAX_BODY {
                return Err(too_long());
            }
            body.extend_from_slice(&rest[..here]);
            rest = &rest[here..];
        }
        Ok(bytes.len() - rest.len())
    }

    /// Moves on by one byte of what surrounds the chunks.
    fn chunk_byte(&mut self, byte: u8) -> Result<State, Refusal> {
        const BAD_SIZE: &str = "the answer has a chunk whose size cannot be read";
        const BAD_END: &str = "the answer has a chunk that does not end at its size";
        Ok(match (self.state, byte) {
            (State::Size { digits, value }, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') if digits < 16 => {
                let digit = char::from(byte).to_digit(16).ok_or(malformed(BAD_SIZE))? as usize;
                State::Size { digits: digits + 1, value: value.saturating_mul(16).saturating_add(digit) }
            }
            (State::Size { digits: 1.., value } | State::SizeBlank { value }, b' ' | b'\t') => {
                self.count_extra()?;
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
                self.count_extra()?;
                State::Extension { value }
            }
            (State::SizeLf { value: 0 }, b'\n') => State::TrailerStart,
            // Judged when it is whole: a size of more digits than any has cannot be read.
            (State::SizeLf { value }, b'\n') if value > MAX_BODY => return Err(too_long()),
            (State::SizeLf { value }, b'\n') => State::Data { left: value },
            (State::DataCr, b'\r') => State::DataLf,
            (State::DataLf, b'\n') => State::Size { digits: 0, value: 0 },
            (State::DataCr | State::DataLf, _) => return Err(malformed(BAD_END)),
            (State::TrailerStart, b'\r') => State::LastLf,
            (State::LastLf, b'\n') => State::Ended,
            (State::Trailer, b'\r') => State::TrailerLf,
            (State::TrailerLf, b'\n') => State::TrailerStart,
            (State::TrailerStart | State::Trailer, b' '..=b'~' | b'\t' | 0x80..) => {
                self.count_extra()?;
                State::Trailer
            }
            (State::TrailerStart | State::Trailer | State::TrailerLf | State::LastLf, _) => {
                return Err(malformed("the answer has a trailer that cannot be read"));
            }
            _ => return Err(malformed(BAD_SIZE)),
        })
    }

    fn count_extra(&mut self) -> Result<(), Refusal> {
        self.extra += 1;
        if self.extra > MAX_EXTRA {
            return Err(malformed("the answer has over 16 KiB beside its head and its body"));
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
        .ok_or(malformed("the answer's Content-Length is not a number"))
}

/// Says that an answer breaks the rules.
pub(super) fn malformed(message: &'static str) -> Refusal {
    (Reason::Malformed, Cow::Borrowed(message))
}

fn bodied() -> Refusal {
    malformed("the answer has a body that its status does not allow")
}

fn too_long() -> Refusal {
    (Reason::Unacceptable, Cow::Borrowed("the answer's body is over 10 MiB"))
}
