//! Writes JSON text in PHP's form without an index, for texts that the core has found to be strict JSON.
//!
//! What is rare (floats, integers beyond 64 bits, maps whose first name is `0`) is left to the writer of
//! documents, which writes all else in the very same bytes.

use super::{LENGTH_DIGITS, integer, open, set_length, text};

/// Writes the value that a text is; `None`, with part of it written, where the other writer is needed.
pub(super) fn value(out: &mut Vec<u8>, text: &str) -> Option<()> {
    let mut reader = Reader { text, at: 0 };
    let first = reader.next()?;
    reader.value(out, first)?;
    reader.next().is_none().then_some(())
}

/// A place in a text.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    /// Writes a value whose first byte was read already.
    fn value(&mut self, out: &mut Vec<u8>, first: u8) -> Option<()> {
        match first {
            b'"' => self.string(out)?,
            b'{' => self.map(out)?,
            b'[' => self.list(out)?,
            b't' => self.word(out, 4, b"b:1;"),
            b'f' => self.word(out, 5, b"b:0;"),
            b'n' => self.word(out, 4, b"N;"),
            _ => self.number(out)?,
        }
        Some(())
    }

    fn map(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let mut first = self.next()?;
        if first == b'}' {
            open(out, b"O:8:\"stdClass\"", 0);
            out.push(b'}');
            return Some(());
        }
        // It may look like a list; an escape may spell the name too.
        if self.text[self.at..].starts_with("0\"") || self.text[self.at..].starts_with('\\') {
            return None;
        }
        let at = out.len();
        open(out, b"a", 0);
        let mut length = 0;
        loop {
            if first != b'"' {
                return None;
            }
            self.string(out)?;
            self.next().filter(|byte| *byte == b':')?;
            first = self.next()?;
            self.value(out, first)?;
            length += 1;
            match self.next()? {
                b',' => first = self.next()?,
                _ => break,
            }
        }
        close(out, at, length)
    }

    fn list(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let at = out.len();
        open(out, b"a", 0);
        let mut first = self.next()?;
        let mut length = 0;
        while first != b']' {
            integer(out, length);
            self.value(out, first)?;
            length += 1;
            first = self.next()?;
            if first == b',' {
                first = self.next()?;
            }
        }
        close(out, at, length)
    }

    /// Writes a string whose quotation mark was read already.
    fn string(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let from = self.at;
        let mut has_escapes = false;
        loop {
            self.at += special(self.text.as_bytes().get(self.at..)?)?;
            if self.text.as_bytes()[self.at] == b'"' {
                break;
            }
            has_escapes = true;
            self.at += 2;
        }
        let inside = self.text.get(from..self.at)?;
        self.at += 1;
        if has_escapes {
            let quoted = self.text.get(from - 1..self.at)?;
            text(out, &serde_json::from_str::<String>(quoted).ok()?);
        } else {
            text(out, inside);
        }
        Some(())
    }

    /// Writes a number whose first byte was read already: an integer of at most 18 digits.
    fn number(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let number = self.text.get(self.at - 1..)?.as_bytes();
        let inside = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = number.iter().position(|byte| !inside(byte)).unwrap_or(number.len());
        let number = self.text.get(self.at - 1..self.at - 1 + length)?;
        if !(1..=18).contains(&length) || number == "-0" || number.contains(['.', 'e', 'E']) {
            return None;
        }
        out.extend_from_slice(b"i:");
        out.extend_from_slice(number.as_bytes());
        out.push(b';');
        self.at += length - 1;
        Some(())
    }

    /// Writes what a word of so many letters stands for, whose first was read already.
    fn word(&mut self, out: &mut Vec<u8>, letters: usize, written: &[u8]) {
        self.at += letters - 1;
        out.extend_from_slice(written);
    }

    /// Returns the next byte that is no blank.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            self.at += 1;
            if !byte.is_ascii_whitespace() {
                return Some(byte);
            }
        }
    }
}

/// Closes the list or map that was opened at that place, and writes there how much it holds.
fn close(out: &mut Vec<u8>, at: usize, length: i64) -> Option<()> {
    out.push(b'}');
    set_length(out, at + b"a:".len() + LENGTH_DIGITS, usize::try_from(length).ok()?);
    Some(())
}

/// Returns how many bytes come before the first quotation mark or backslash.
#[inline]
fn special(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let (eights, rest) = bytes.as_chunks();
    for (place, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        // The top bit of the first byte that is one of the two is set, and of none before it.
        let is = |wanted: u8| {
            let differing = eight ^ (ONES * u64::from(wanted));
            differing.wrapping_sub(ONES) & !differing & (ONES << 7)
        };
        let found = is(b'"') | is(b'\\');
        if found != 0 {
            return Some(place * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let place = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    Some(eights.len() * 8 + place)
}
