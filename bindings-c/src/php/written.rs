//! Writing a text in PHP's form while the core reads it.

use nextgen::Error;
use nextgen::bridge::{self, Document, Form, LastResponse, Verification};

use super::direct::Writer;
use super::{hand, integer, open, text, value};

/// A list in PHP's form: the empty map, then what is written from JSON, then what is known beside.
pub(crate) struct Written {
    pub(super) bytes: Vec<u8>,
    /// How many bytes stand before what is written from JSON.
    before: usize,
}

impl Written {
    /// Begins a list of so many values.
    pub(super) fn begin(length: u8) -> Written {
        let mut bytes = hand::room();
        bytes.extend_from_slice(b"a:");
        bytes.push(b'0' + length);
        bytes.extend_from_slice(b":{i:0;O:8:\"stdClass\":0:{}i:1;");
        Written { before: bytes.len(), bytes }
    }

    /// Begins a list of an answer, and of how it came.
    pub(crate) fn answer() -> Written {
        Written::begin(3)
    }

    /// Ends an answer with how it came: status, headers by name, request id, idempotency key and attempts.
    pub(crate) fn came(self, response: &LastResponse) -> Vec<u8> {
        let mut out = self.bytes;
        out.extend_from_slice(b"i:2;a:5:{i:0;");
        integer(&mut out, i64::from(response.status));
        out.extend_from_slice(b"i:1;");
        open(&mut out, b"a", response.headers.len());
        for (name, header) in &response.headers {
            text(&mut out, name);
            text(&mut out, header);
        }
        out.push(b'}');
        for (place, known) in [(2, response.request_id()), (3, response.idempotency_key.as_deref())] {
            integer(&mut out, place);
            match known {
                Some(known) => text(&mut out, known),
                None => out.extend_from_slice(b"N;"),
            }
        }
        out.extend_from_slice(b"i:4;");
        integer(&mut out, i64::from(response.attempts));
        out.extend_from_slice(b"}}");
        out
    }
}

impl Form for Written {
    type Sink<'t> = Writer<'t>;

    fn sink<'t>(&'t mut self, text: &'t [u8]) -> Writer<'t> {
        self.bytes.reserve(text.len() * 2 + 1024);
        Writer::new(&mut self.bytes, text)
    }

    fn document(&mut self, document: &Document) {
        self.bytes.truncate(self.before);
        value(&mut self.bytes, document.root());
    }
}

/// Verifies a webhook and writes a list of its event.
pub(crate) fn event(payload: &[u8], header: &str, verification: &Verification<'_>) -> Result<Vec<u8>, Error> {
    let mut written = Written::begin(2);
    bridge::write_event(payload, header, verification, &mut written)?;
    written.bytes.push(b'}');
    Ok(written.bytes)
}
