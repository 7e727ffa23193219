//! Reads JSON through as servers write it, in less than half the time that serde_json takes for it.
//!
//! It says yes or nothing. What is wrong, rare or hard is left to serde_json, which has the last word
//! on it and words the fault; it costs time alone. So all that must hold is that whatever is taken
//! here is taken there too, with the same [`Head`], and that each [`Part`] is what it is said to be:
//! the tests hold the two against each other.

use std::borrow::Cow;
use std::mem;

use super::MAX_DEPTH;
use super::parts::{Noted, Part, Span};
use super::strict::Head;

mod rows;

pub(super) use rows::page;

/// The longest number that is taken: without an exponent, a number of so many digits is within the
/// range of a float.
const LONGEST_NUMBER: usize = 300;

/// Reads a text through that is one object; `None` leaves it to serde_json.
pub(super) fn object(text: &str) -> Option<Head<'_>> {
    let mut scan = Scan::new(text);
    if scan.next()? != b'{' {
        return None;
    }
    let mut head = Head::default();
    scan.map(0, &mut |scan, name, first| {
        let value = scan.span(first, 1)?;
        let escaped = mem::take(&mut scan.escaped);
        take(&mut head, &text[name], &text[value], escaped)
    })?;
    scan.end()?;
    Some(head)
}

/// Reads a text through that is one object, as [`object`] does, and returns the lists and maps of at least
/// that many bytes among the members of its `data.object`.
pub(super) fn event(text: &str, least: usize) -> Option<Vec<Part>> {
    let mut scan = Scan::new(text);
    if scan.next()? != b'{' {
        return None;
    }
    let mut noted = Noted::new(text, least);
    scan.map(0, &mut |scan, name, first| {
        if !noted.leads_on(name, b"data") || first != b'{' {
            return scan.value(first, 1);
        }
        scan.map(1, &mut |scan, name, first| {
            if !noted.leads_on(name, b"object") || first != b'{' {
                return scan.value(first, 2);
            }
            scan.map(2, &mut |scan, name, first| {
                let value = scan.span(first, 3)?;
                noted.take(name, value);
                Some(())
            })
        })
    })?;
    scan.end()?;
    Some(noted.parts())
}

/// Takes what a member of the outermost object says, by its name and value as they stand in the text; `escaped`
/// if there may be an escape in the name.
pub(super) fn take<'t>(head: &mut Head<'t>, name: &str, value: &'t str, escaped: bool) -> Option<()> {
    match name {
        "object" => {
            head.name = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(Cow::Borrowed)
        }
        "data" => head.odd_data = !value.starts_with(['[', 'n']),
        // An escape may spell one of these names.
        _ => return (!escaped || !name.contains('\\')).then_some(()),
    }
    // The text of an escape is not what it stands for.
    (name != "object" || !value.contains('\\')).then_some(())
}

/// A place in a text.
pub(super) struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    /// Set by each escape.
    pub(super) escaped: bool,
}

impl<'t> Scan<'t> {
    /// Begins at the start of a text.
    pub(super) fn new(text: &'t str) -> Scan<'t> {
        Scan { text: text.as_bytes(), at: 0, escaped: false }
    }

    /// Returns where the next byte stands.
    #[inline]
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Reads a value through whose first byte was read already, inside of so many lists and maps.
    #[inline]
    fn value(&mut self, first: u8, open: u32) -> Option<()> {
        // Most are strings, which are read without a call.
        if first == b'"' { self.string() } else { self.other_value(first, open) }
    }

    /// Reads a value through that is no string.
    fn other_value(&mut self, first: u8, open: u32) -> Option<()> {
        match first {
            b'{' => self.map(open, &mut |scan, _, first| scan.value(first, open + 1)),
            b'[' => self.list(open, &mut |scan, first| scan.value(first, open + 1)),
            b'-' | b'0'..=b'9' => self.number(first),
            b't' => self.word(b"rue"),
            b'f' => self.word(b"alse"),
            b'n' => self.word(b"ull"),
            _ => None,
        }
    }

    /// Reads a value through as [`value`](Self::value) does, and returns where it stands.
    #[inline]
    pub(super) fn span(&mut self, first: u8, open: u32) -> Option<Span> {
        let from = self.at - 1;
        self.value(first, open)?;
        Some(from..self.at)
    }

    /// Reads the rest of a map through. `member` is given the place of each name and the first byte of its
    /// value, which it reads through.
    #[inline]
    pub(super) fn map(
        &mut self,
        open: u32,
        member: &mut impl FnMut(&mut Self, Span, u8) -> Option<()>,
    ) -> Option<()> {
        let mut first = self.opened(open)?;
        if first == b'}' {
            return Some(());
        }
        loop {
            if first != b'"' {
                return None;
            }
            let name = self.quoted()?;
            if self.next()? != b':' {
                return None;
            }
            first = self.next()?;
            member(self, name, first)?;
            match self.next()? {
                b',' => first = self.next()?,
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Reads the rest of a list through. `item` is given the first byte of each item, which it reads through.
    #[inline]
    pub(super) fn list(
        &mut self,
        open: u32,
        item: &mut impl FnMut(&mut Self, u8) -> Option<()>,
    ) -> Option<()> {
        let mut first = self.opened(open)?;
        if first == b']' {
            return Some(());
        }
        loop {
            item(self, first)?;
            match self.next()? {
                b',' => first = self.next()?,
                b']' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Opens a list or map inside of so many others, and returns the first byte in it.
    fn opened(&mut self, open: u32) -> Option<u8> {
        if open == MAX_DEPTH { None } else { self.next() }
    }

    /// Reads the rest of a string through, and returns where it stands between its quotes.
    #[inline]
    pub(super) fn quoted(&mut self) -> Option<Span> {
        let from = self.at;
        self.string()?;
        Some(from..self.at - 1)
    }

    /// Reads the rest of a string through.
    #[inline]
    fn string(&mut self) -> Option<()> {
        while let Some(eight) = self.text.get(self.at..)?.first_chunk() {
            let bytes = u64::from_le_bytes(*eight);
            let special = special(bytes);
            if special == 0 {
                self.at += 8;
                continue;
            }
            let before = special.trailing_zeros() & !7;
            self.at += before as usize / 8;
            if (bytes >> before) as u8 != b'"' {
                break;
            }
            self.at += 1;
            return Some(());
        }
        self.string_by_bytes()
    }

    /// Reads the rest of a string through that has escapes, or stands at the end of the text.
    #[inline(never)]
    fn string_by_bytes(&mut self) -> Option<()> {
        loop {
            match self.byte()? {
                b'"' => return Some(()),
                b'\\' => self.escape()?,
                ..b' ' => return None,
                _ => {}
            }
        }
    }

    /// Reads the rest of an escape through; half of a surrogate pair is none.
    fn escape(&mut self) -> Option<()> {
        self.escaped = true;
        match self.byte()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => match self.unit()? {
                0xD800..0xDC00 => {
                    self.word(b"\\u")?;
                    (0xDC00..0xE000).contains(&self.unit()?).then_some(())
                }
                0xDC00..0xE000 => None,
                _ => Some(()),
            },
            _ => None,
        }
    }

    /// Reads the four digits of an escape.
    fn unit(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |unit, _| Some(unit << 4 | char::from(self.byte()?).to_digit(16)?))
    }

    /// Reads a number through, but one with an exponent, which may be beyond the range of a float.
    fn number(&mut self, first: u8) -> Option<()> {
        let from = self.at;
        match if first == b'-' { self.byte()? } else { first } {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return None,
        }
        if self.text.get(self.at) == Some(&b'.') {
            self.at += 1;
            let point = self.at;
            self.digits();
            if self.at == point {
                return None;
            }
        }
        // Whatever is no part of a number, an exponent too, is met by whoever reads what comes next.
        (self.at - from < LONGEST_NUMBER).then_some(())
    }

    fn digits(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
    }

    /// Reads those very bytes.
    fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    /// Says whether there are blanks alone from here on.
    pub(super) fn end(&mut self) -> Option<()> {
        self.next().is_none().then_some(())
    }

    /// Returns the next byte that is no blank.
    #[inline]
    pub(super) fn next(&mut self) -> Option<u8> {
        loop {
            let byte = self.byte()?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
        }
    }

    #[inline]
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.text.get(self.at)?;
        self.at += 1;
        Some(byte)
    }
}

/// Marks the first of eight bytes that ends a string, begins an escape or is a control character, by
/// its top bit; what is marked behind it means nothing.
#[inline]
fn special(bytes: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    // With one bit turned, a quote comes right behind the control characters.
    let turned = bytes ^ (ONES * 2);
    let escape = bytes ^ (ONES * u64::from(b'\\'));
    // Taking n from each sets the top bit of the first that is below n, and of none before it.
    (turned.wrapping_sub(ONES * 33) | escape.wrapping_sub(ONES)) & !bytes & (ONES << 7)
}

#[cfg(test)]
pub(super) mod tests;
