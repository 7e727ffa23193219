//! An answer, taken in as its bytes come.
//!
//! httparse reads the head; what it says of the body is for [`framing`](super::framing) to judge. Nothing
//! here waits or knows of the network, so that an answer is the same however its bytes are cut.

use std::borrow::Cow;
use std::mem::MaybeUninit;

use httparse::Status;

use super::super::{Reason, Response};
use super::framing::{Framing, Refusal, malformed};

/// The longest head.
const MAX_HEAD: usize = 16 << 10;

/// The most headers of a head.
const MAX_HEADERS: usize = 128;

/// The most bytes that interim answers (100, 103) may have together.
const MAX_INTERIM: usize = 16 << 10;

/// The longest value of a header that is kept.
const MAX_VALUE: usize = 8 << 10;

/// The most bytes of body for which room is made before they come.
const ROOM: u64 = 1 << 20;

/// An answer on its way.
#[derive(Default)]
pub(super) struct Answer {
    /// A head of which not all has come.
    head: Vec<u8>,
    interim: usize,
    body: Option<(Framing, Response)>,
    /// Whether the server keeps the connection open.
    kept_alive: bool,
}

impl Answer {
    /// Takes in the next bytes, and returns how many of them belong to the answer: fewer than given
    /// where it ends among them.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<usize, Refusal> {
        let mut taken = 0;
        while taken < bytes.len() && !self.is_complete() {
            taken += match &mut self.body {
                None => self.take_head(&bytes[taken..])?,
                Some((framing, response)) => framing.take(&bytes[taken..], &mut response.body)?,
            };
        }
        Ok(taken)
    }

    /// Tells whether the final head has been taken in.
    pub(super) fn is_in_body(&self) -> bool {
        self.body.is_some()
    }

    /// Tells whether the answer is whole.
    pub(super) fn is_complete(&self) -> bool {
        self.body.as_ref().is_some_and(|(framing, _)| framing.is_complete())
    }

    /// Tells whether the end of the connection is the end of the answer.
    pub(super) fn ends_by_close(&self) -> bool {
        self.body.as_ref().is_some_and(|(framing, _)| framing.ends_by_close())
    }

    /// Tells whether the connection may serve another request, once the answer is complete.
    pub(super) fn keeps_alive(&self) -> bool {
        self.kept_alive && self.is_complete()
    }

    /// Returns the answer, whose head at least has come.
    pub(super) fn into_response(self) -> Response {
        self.body.expect("an answer ends behind its head").1
    }

    fn take_head(&mut self, bytes: &[u8]) -> Result<usize, Refusal> {
        let before = self.head.len();
        let bytes = &bytes[..bytes.len().min(MAX_HEAD + 1 - before)];
        self.head.extend_from_slice(bytes);
        // httparse forgives empty lines before the status line, and says nothing of a head without an end.
        let start = &self.head[..self.head.len().min(7)];
        if !b"HTTP/1.".starts_with(start) {
            return Err(malformed("the answer does not begin with its status line"));
        }
        match self.read_head()? {
            Some(length) => {
                self.head.clear();
                Ok(length - before)
            }
            None if self.head.len() > MAX_HEAD => Err(malformed("the answer's head is over 16 KiB")),
            None => Ok(bytes.len()),
        }
    }

    /// Reads the head if it is whole, and returns its length.
    fn read_head(&mut self) -> Result<Option<usize>, Refusal> {
        let mut headers = [const { MaybeUninit::uninit() }; MAX_HEADERS];
        let mut head = httparse::Response::new(&mut []);
        let parsed = httparse::ParserConfig::default().parse_response_with_uninit_headers(
            &mut head,
            &self.head,
            &mut headers,
        );
        let length = match parsed {
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) => return Ok(None),
            Err(error) => {
                return Err((Reason::Malformed, format!("the answer is not HTTP/1.1 ({error})").into()));
            }
        };
        let status = head.code.unwrap_or_default();
        let is_1_0 = head.version == Some(0);
        let framing = Framing::of(status, is_1_0, head.headers)?;
        match status {
            0..=99 => return Err(malformed("the answer's status is below 100")),
            101 => return Err(malformed("the server switches protocols, which was not asked for")),
            100..=199 => {
                self.interim += length;
                if self.interim > MAX_INTERIM {
                    return Err(malformed("the answer has over 16 KiB before its head"));
                }
                return Ok(Some(length));
            }
            _ => {}
        }
        self.kept_alive = !is_1_0 && !says_close(head.headers);
        let response = Response {
            status,
            headers: head.headers.iter().map(owned).collect(),
            body: Vec::with_capacity(framing.expected().min(ROOM) as usize),
            resent: false,
        };
        self.body = Some((framing, response));
        Ok(Some(length))
    }
}

fn says_close(headers: &[httparse::Header<'_>]) -> bool {
    let mut connection = headers.iter().filter(|header| header.name.eq_ignore_ascii_case("connection"));
    connection.any(|header| {
        header
            .value
            .split(|byte| *byte == b',')
            .any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"))
    })
}

fn owned(header: &httparse::Header<'_>) -> (String, String) {
    let value = &header.value[..header.value.len().min(MAX_VALUE)];
    // The lossy way alone would look at each character.
    let value = str::from_utf8(value).map_or_else(|_| String::from_utf8_lossy(value), Cow::Borrowed);
    (header.name.to_ascii_lowercase(), value.into_owned())
}

/// Reads an answer that comes in `pieces` from a server that then closes: the answer, how many bytes are its
/// own, and whether the connection may serve again; `None` where more would have to come. For the fuzzer.
#[doc(hidden)]
pub fn read_answer<'a>(
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Option<(Response, usize, bool)>, Reason> {
    let mut answer = Answer::default();
    let mut taken = 0;
    for piece in pieces {
        let here = answer.take(piece).map_err(|(reason, _)| reason)?;
        taken += here;
        if answer.is_complete() {
            let keeps_alive = answer.keeps_alive();
            return Ok(Some((answer.into_response(), taken, keeps_alive)));
        }
        assert_eq!(here, piece.len(), "bytes are left only behind the end");
    }
    Ok(answer.ends_by_close().then(|| (answer.into_response(), taken, false)))
}
