//! Writes JSON text in PHP's form without an index, for texts that the core has found to be strict JSON.
//!
//! What is rare (floats, integers beyond 64 bits, maps whose first name is `0`) is left to the writer of
//! documents, which writes all else in the very same bytes.

use super::room::Room;

/// Writes the value that a text is; `None`, with part of it written, where the other writer is needed.
pub(super) fn value(out: &mut Vec<u8>, text: &[u8]) -> Option<()> {
    let mut writer = Writer { text, at: 0, out: Room::new(out) };
    let first = writer.next()?;
    writer.value(first)?;
    writer.next().is_none().then_some(())
}

/// A place in a text, and what was written of it.
struct Writer<'t> {
    text: &'t [u8],
    at: usize,
    out: Room<'t>,
}

impl Writer<'_> {
    /// Writes a value whose first byte was read already.
    fn value(&mut self, first: u8) -> Option<()> {
        match first {
            b'"' => self.string(),
            b'{' => self.map(),
            b'[' => self.list(),
            b't' => self.word(4, b"b:1;"),
            b'f' => self.word(5, b"b:0;"),
            b'n' => self.word(4, b"N;"),
            _ => self.number(),
        }
    }

    fn map(&mut self) -> Option<()> {
        let mut first = self.next()?;
        if first == b'}' {
            self.out.put(b"O:8:\"stdClass\":0000000000:{}");
            return Some(());
        }
        // It may look like a list; an escape may spell the name too.
        if self.text[self.at..].starts_with(b"0\"") || self.text[self.at..].starts_with(b"\\") {
            return None;
        }
        let at = self.out.open();
        let mut length = 0;
        loop {
            if first != b'"' {
                return None;
            }
            self.string()?;
            self.next().filter(|byte| *byte == b':')?;
            first = self.next()?;
            self.value(first)?;
            length += 1;
            match self.next()? {
                b',' => first = self.next()?,
                _ => break,
            }
        }
        self.out.close(at, length);
        Some(())
    }

    fn list(&mut self) -> Option<()> {
        let at = self.out.open();
        let mut first = self.next()?;
        let mut length = 0;
        while first != b']' {
            self.out.integer(length);
            self.value(first)?;
            length += 1;
            first = self.next()?;
            if first == b',' {
                first = self.next()?;
            }
        }
        self.out.close(at, length);
        Some(())
    }

    /// Writes a string whose quotation mark was read already.
    #[inline]
    fn string(&mut self) -> Option<()> {
        let from = self.at;
        let mut at = from;
        while let Some(eight) = self.text.get(at..)?.first_chunk() {
            let eight = u64::from_le_bytes(*eight);
            let special = special(eight);
            if special == 0 {
                at += 8;
                continue;
            }
            let before = special.trailing_zeros() & !7;
            at += before as usize / 8;
            if (eight >> before) as u8 != b'"' {
                break;
            }
            self.at = at + 1;
            self.out.text(self.text, from, at - from);
            return Some(());
        }
        self.rare_string()
    }

    /// Writes a string that has escapes, or ends with the text.
    #[inline(never)]
    fn rare_string(&mut self) -> Option<()> {
        let from = self.at;
        loop {
            match self.text.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        let read: String = serde_json::from_slice(&self.text[from - 1..self.at]).ok()?;
        self.out.text(read.as_bytes(), 0, read.len());
        Some(())
    }

    /// Writes a number whose first byte was read already: an integer of at most 18 digits.
    fn number(&mut self) -> Option<()> {
        let from = self.at - 1;
        let digits = |byte: &u8| byte.is_ascii_digit();
        let length = 1 + self.text[self.at..].iter().take_while(|byte| digits(byte)).count();
        let begins = self.text[from] == b'-' || digits(&self.text[from]);
        let goes_on = matches!(self.text.get(from + length), Some(b'.' | b'e' | b'E' | b'+' | b'-'));
        let number = &self.text[from..from + length];
        if !begins || goes_on || length > 18 || matches!(number, b"-" | b"-0") {
            return None;
        }
        self.out.number(self.text, from, length);
        self.at = from + length;
        Some(())
    }

    /// Writes what a word of so many letters stands for, whose first was read already.
    fn word(&mut self, letters: usize, written: &[u8]) -> Option<()> {
        self.at += letters - 1;
        self.out.put(written);
        Some(())
    }

    /// Returns the next byte that is no blank.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.get(self.at)?;
            self.at += 1;
            if byte > b' ' {
                return Some(byte);
            }
        }
    }
}

/// Sets the top bit of the first byte that is a quotation mark or a backslash, and of none before it. Of control
/// characters, which strict JSON has outside of strings only, it makes one too.
#[inline]
fn special(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    // With one bit turned, a quotation mark comes right behind the control characters.
    let turned = eight ^ (ONES * 2);
    let escape = eight ^ (ONES * u64::from(b'\\'));
    (turned.wrapping_sub(ONES * 33) | escape.wrapping_sub(ONES)) & !eight & (ONES << 7)
}
