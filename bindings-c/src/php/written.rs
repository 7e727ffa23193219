//! Writing a text in PHP's form while the core reads it.

use nextgen::Error;
use nextgen::bridge::{self, Document, Form, LastResponse, Verification};

use super::direct::Writer;
use super::slots::Slots;
use super::{hand, integer, open, text, value};

/// A text in PHP's form.
pub(crate) struct Written {
    pub(super) bytes: Vec<u8>,
    /// How many bytes, and values, stand before the text that is written from JSON.
    before: (usize, Slots),
}

impl Written {
    pub(super) fn begin(before: &[u8], slots: Slots) -> Written {
        let mut bytes = hand::room();
        bytes.extend_from_slice(before);
        Written { before: (bytes.len(), slots), bytes }
    }

    /// Begins an answer: a list of its body, and of how it came.
    pub(crate) fn answer() -> Written {
        Written::begin(b"a:2:{i:0;", Slots::inside(1))
    }

    /// Ends an answer with how it came: status, headers by name, request id, idempotency key and attempts.
    pub(crate) fn came(self, response: &LastResponse) -> Vec<u8> {
        let mut out = self.bytes;
        out.extend_from_slice(b"i:1;a:5:{i:0;");
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
        Writer::new(&mut self.bytes, text, self.before.1)
    }

    fn document(&mut self, document: &Document) {
        self.bytes.truncate(self.before.0);
        value(&mut self.bytes, document.root(), &mut self.before.1.clone());
    }
}

/// Verifies a webhook and writes its event.
pub(crate) fn event(payload: &[u8], header: &str, verification: &Verification<'_>) -> Result<Vec<u8>, Error> {
    let mut written = Written::begin(b"", Slots::default());
    bridge::write_event(payload, header, verification, &mut written)?;
    Ok(written.bytes)
}
