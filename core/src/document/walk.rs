//! Reads a JSON text through by the scan, and hands each value over as it comes: who writes it in a form of their
//! own need not read it a second time.
//!
//! As the scan, it says yes or nothing. What it says nothing to may have been handed over in part.

use std::mem;

use super::Document;
use super::parts::Span;
use super::scan::{self, Scan};
use super::strict::Head;

/// Takes the values of a text, in the order in which they stand in it. `None` ends the reading.
///
/// Strings and numbers are given by their bytes' place in the text, strings without their quotes; one that is
/// `escaped` has escapes, which are good ones.
pub trait Sink {
    /// Takes the begin of a list or map; what it returns is given back at the end.
    fn open(&mut self) -> usize;

    /// Takes the end of a list that has so many items.
    fn list(&mut self, opened: usize, length: usize) -> Option<()>;

    /// Takes the end of a map that has so many members, those of one name counted each.
    fn map(&mut self, opened: usize, length: usize) -> Option<()>;

    /// Takes the number, from 0, of the item of a list that comes next.
    fn item(&mut self, index: usize);

    /// Takes the name of a map's member, whose number from 0 is given too.
    fn name(&mut self, index: usize, place: Span, escaped: bool) -> Option<()>;

    /// Takes a string.
    fn text(&mut self, place: Span, escaped: bool) -> Option<()>;

    /// Takes a number.
    fn number(&mut self, place: Span) -> Option<()>;

    /// Takes `true` or `false`; `None` is `null`.
    fn word(&mut self, truth: Option<bool>);
}

/// A form in which a binding writes texts for its host.
pub trait Form {
    /// What writes it.
    type Sink<'t>: Sink
    where
        Self: 't;

    /// Begins to write a text.
    fn sink<'t>(&'t mut self, text: &'t [u8]) -> Self::Sink<'t>;

    /// Writes a document in place of the text that was begun, as its sink could not take all of it, or the text is
    /// not as servers usually write.
    fn document(&mut self, document: &Document);
}

/// Reads a text through that is one object.
pub(super) fn object<'t>(text: &'t str, sink: &mut impl Sink) -> Option<Head<'t>> {
    let mut scan = Scan::new(text);
    if scan.next()? != b'{' {
        return None;
    }
    let (opened, mut length, mut head) = (sink.open(), 0, Head::default());
    scan.map(0, &mut |scan, name, first| {
        let escaped = mem::take(&mut scan.escaped);
        sink.name(length, name.clone(), escaped)?;
        length += 1;
        let from = scan.place() - 1;
        value(scan, sink, first, 1)?;
        scan::take(&mut head, &text[name], &text[from..scan.place()], escaped)
    })?;
    sink.map(opened, length)?;
    scan.end()?;
    Some(head)
}

/// Reads a text through.
pub(super) fn read(text: &str, sink: &mut impl Sink) -> Option<()> {
    let mut scan = Scan::new(text);
    let first = scan.next()?;
    value(&mut scan, sink, first, 0)?;
    scan.end()
}

/// Reads a value whose first byte was read already, inside of so many lists and maps.
fn value(scan: &mut Scan<'_>, sink: &mut impl Sink, first: u8, open: u32) -> Option<()> {
    match first {
        b'"' => {
            let place = scan.quoted()?;
            sink.text(place, mem::take(&mut scan.escaped))
        }
        b'{' => {
            let (opened, mut length) = (sink.open(), 0);
            scan.map(open, &mut |scan, name, first| {
                sink.name(length, name, mem::take(&mut scan.escaped))?;
                length += 1;
                value(scan, sink, first, open + 1)
            })?;
            sink.map(opened, length)
        }
        b'[' => {
            let (opened, mut length) = (sink.open(), 0);
            scan.list(open, &mut |scan, first| {
                sink.item(length);
                length += 1;
                value(scan, sink, first, open + 1)
            })?;
            sink.list(opened, length)
        }
        _ => {
            let place = scan.span(first, open)?;
            match first {
                b't' | b'f' => sink.word(Some(first == b't')),
                b'n' => sink.word(None),
                _ => sink.number(place)?,
            }
            Some(())
        }
    }
}
