//! Writes JSON text in PHP's form while the core reads it through.
//!
//! What is rare (floats, integers beyond 64 bits, maps whose first name is `0`, over 99,999 items) is left to the
//! writer of documents, which writes all else in the very same bytes.

use std::ops::Range;

use nextgen::bridge::Sink;

use super::NOTHING;
use super::room::Room;

/// A text, and what was written of it.
pub(crate) struct Writer<'t> {
    text: &'t [u8],
    out: Room<'t>,
}

impl<'t> Writer<'t> {
    /// Begins at the end of what was written before it.
    pub(super) fn new(out: &'t mut Vec<u8>, text: &'t [u8]) -> Writer<'t> {
        Writer { text, out: Room::new(out) }
    }
}

impl Sink for Writer<'_> {
    #[inline]
    fn open(&mut self) -> usize {
        self.out.open()
    }

    #[inline]
    fn list(&mut self, opened: usize, length: usize) -> Option<()> {
        self.out.close(opened, length)
    }

    #[inline]
    fn map(&mut self, opened: usize, length: usize) -> Option<()> {
        if length == 0 {
            self.out.undo(opened);
            self.out.put(NOTHING);
            return Some(());
        }
        self.out.close(opened, length)
    }

    #[inline]
    fn item(&mut self, index: usize) {
        self.out.integer(index);
    }

    #[inline]
    fn name(&mut self, index: usize, place: Range<usize>, escaped: bool) -> Option<()> {
        // It may look like a list; an escape may spell the name too.
        if index == 0 && (escaped || self.text[place.clone()] == *b"0") {
            return None;
        }
        self.string(place, escaped)
    }

    #[inline]
    fn text(&mut self, place: Range<usize>, escaped: bool) -> Option<()> {
        self.string(place, escaped)
    }

    #[inline]
    fn number(&mut self, place: Range<usize>) -> Option<()> {
        let number = &self.text[place.clone()];
        if number.len() > 18 || number.contains(&b'.') || number == b"-0" {
            return None;
        }
        self.out.number(self.text, place.start, place.len());
        Some(())
    }

    #[inline]
    fn word(&mut self, truth: Option<bool>) {
        self.out.put(match truth {
            None => b"N;",
            Some(true) => b"b:1;",
            Some(false) => b"b:0;",
        });
    }
}

impl Writer<'_> {
    #[inline]
    fn string(&mut self, place: Range<usize>, escaped: bool) -> Option<()> {
        if escaped {
            return self.decoded(place);
        }
        self.out.text(self.text, place.start, place.len());
        Some(())
    }

    /// Writes a string that has escapes; what each stands for is serde_json's to say.
    #[inline(never)]
    fn decoded(&mut self, place: Range<usize>) -> Option<()> {
        let read: String = serde_json::from_slice(&self.text[place.start - 1..=place.end]).ok()?;
        self.out.text(read.as_bytes(), 0, read.len());
        Some(())
    }
}
