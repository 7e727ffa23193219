//! Looks at a JSON text at a glance, for hosts whose own reader is strict in all but a few things.
//!
//! Such a reader knows JSON's grammar; it takes texts nested too deep, halves of surrogate pairs and
//! numbers out of range. Where a text can hold none of these the host's reader is as strict as ours, and
//! ours need not read the text too. The looks are at bytes, not at what they mean: a text that they
//! cannot clear is read by ours.

use super::MAX_DEPTH;

/// A number of fewer digits is within the range of a float, with an exponent of two digits too.
const MANY_DIGITS: usize = 200;

/// Says whether a reader that knows JSON's grammar takes the text, if it takes it at all, for an object
/// that is as strict as [`head`](super::head) wants it. The text must be UTF-8.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
        && !holds_escapes_or_depth(text)
        && !holds_exponents(text)
        && !holds_digits(text, MANY_DIGITS)
}

/// Says whether so many digits stand in a row anywhere. Of such a row one digit falls on every so many
/// bytes, so only those are looked at first.
pub fn holds_digits(text: &[u8], many: usize) -> bool {
    let mut at = many - 1;
    while at < text.len() {
        if text[at].is_ascii_digit() {
            let before = text[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let behind = text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if before + behind >= many {
                return true;
            }
            at += behind;
        }
        at += many;
    }
    false
}

/// Says whether there is a backslash, or so many brackets that they could lie too deep in each other.
fn holds_escapes_or_depth(text: &[u8]) -> bool {
    let behind = text.get(1..).unwrap_or_default();
    let (mut escapes, mut opening) = (0_u8, 1_u32);
    // So few at a time that a byte counts them, and many are looked at together.
    for (some, next) in text.chunks(255).zip(behind.chunks(255)) {
        let mut opened = 0_u8;
        for (byte, next) in some.iter().zip(next) {
            escapes |= u8::from(*byte == b'\\');
            // The brackets of lists differ from those of maps in one bit. What is empty holds nothing deeper.
            opened += u8::from(byte | 0x20 == b'{') & u8::from(next | 0x20 != b'}');
        }
        opening += u32::from(opened);
        if escapes > 0 || opening > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// Says whether anything looks like an exponent of three digits, as one beyond the range of a float has.
fn holds_exponents(text: &[u8]) -> bool {
    let length = text.len().saturating_sub(4);
    let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|from| text.get(from..from + length).unwrap_or_default());
    let mut found = 0;
    // Without a way out of the loop, so that many are looked at together.
    for (((a, b), c), (d, e)) in a.iter().zip(b).zip(c).zip(d.iter().zip(e)) {
        let sign = u8::from(*c == b'+') | u8::from(c.is_ascii_digit());
        let digits =
            u8::from(a.is_ascii_digit()) & u8::from(d.is_ascii_digit()) & u8::from(e.is_ascii_digit());
        found |= u8::from(b | 0x20 == b'e') & sign & digits;
    }
    found > 0
}

#[cfg(test)]
mod tests;
