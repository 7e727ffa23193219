//! Reads the `NextGen-Signature` header.

use super::refused;
use crate::error::Error;

/// The longest header that is read: 8 KiB.
const MAX_HEADER: usize = 8 << 10;

/// The most items of a header that are read.
const MAX_ITEMS: usize = 64;

/// A header with what verification needs.
pub(super) struct Header<'h> {
    pub(super) timestamp: u64,
    /// The time as it was written, which is what was signed.
    pub(super) timestamp_text: &'h str,
    /// The signatures that can match at all, decoded; most headers have one, which needs no list.
    first: [u8; 32],
    others: Vec<[u8; 32]>,
}

impl Header<'_> {
    pub(super) fn signatures(&self) -> impl Iterator<Item = &[u8; 32]> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

/// Reads `t=…,v1=…[,v1=…]`; unknown schemes and items without `=` are passed over.
pub(super) fn parse(header: &str) -> Result<Header<'_>, Error> {
    if trimmed(header).is_empty() {
        return Err(refused("malformed_header", "The NextGen-Signature header is missing or empty."));
    }
    if header.len() > MAX_HEADER {
        let text = format!(
            "The NextGen-Signature header has {} bytes; at most {MAX_HEADER} are read.",
            header.len()
        );
        return Err(refused("malformed_header", &text));
    }
    let (mut time, mut times, mut schemes) = ("", 0, 0);
    let (mut first, mut others) = (None, Vec::new());
    let (mut rest, mut items) = (Some(header), 0);
    while let Some(text) = rest {
        items += 1;
        if items > MAX_ITEMS {
            let text = format!("The NextGen-Signature header has more than {MAX_ITEMS} items.");
            return Err(refused("malformed_header", &text));
        }
        let (item, behind) = split(text, b',').map_or((text, None), |(item, behind)| (item, Some(behind)));
        rest = behind;
        let Some((key, value)) = split(item, b'=') else { continue };
        match trimmed(key) {
            "t" => {
                time = trimmed(value);
                times += 1;
            }
            "v1" => {
                schemes += 1;
                match decode(trimmed(value)) {
                    Some(signature) if first.is_none() => first = Some(signature),
                    other => others.extend(other),
                }
            }
            _ => {}
        }
    }
    let timestamp_text = match times {
        1 => time,
        0 => return Err(refused("no_timestamp", "The NextGen-Signature header has no time (t=…).")),
        _ => {
            return Err(refused(
                "no_timestamp",
                "The NextGen-Signature header has more than one time (t=…).",
            ));
        }
    };
    let Some(timestamp) = read_time(timestamp_text) else {
        return Err(refused(
            "no_timestamp",
            "The time (t=…) in the NextGen-Signature header is not a number of unix seconds.",
        ));
    };
    if schemes == 0 {
        return Err(refused("no_valid_signature", "The NextGen-Signature header has no v1 signature."));
    }
    let Some(first) = first else {
        return Err(refused(
            "no_valid_signature",
            "No v1 signature in the NextGen-Signature header is 64 lower-case hex digits.",
        ));
    };
    Ok(Header { timestamp, timestamp_text, first, others })
}

/// Splits a text at the first such ASCII character; for texts as short as these, the standard search
/// takes longer to begin than to search.
fn split(text: &str, at: u8) -> Option<(&str, &str)> {
    let found = text.bytes().position(|byte| byte == at)?;
    Some((&text[..found], &text[found + 1..]))
}

/// Returns the text without the blanks around it, of which there are seldom any.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// Refuses a time that no header can carry.
pub(super) fn check_time(timestamp: u64) -> Result<(), Error> {
    if read_time(&timestamp.to_string()).is_some() {
        return Ok(());
    }
    let text = format!("timestamp must be unix seconds from 1 to 999999999999; got {timestamp}.");
    Err(Error::configuration("timestamp", text))
}

/// Reads `[1-9][0-9]{0,11}`, and nothing else.
fn read_time(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = digits && (1..=12).contains(&text.len()) && !text.starts_with('0');
    if fits { text.parse().ok() } else { None }
}

/// Decodes `[0-9a-f]{64}`, and nothing else.
fn decode(hex: &str) -> Option<[u8; 32]> {
    let hex = hex.as_bytes();
    if hex.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    let mut wrong = 0;
    for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
        let (high, low) = (DIGITS[usize::from(pair[0])], DIGITS[usize::from(pair[1])]);
        wrong |= high | low;
        *byte = high << 4 | low & 15;
    }
    // Digits are below 16, so any other bit is that of a byte which is none.
    (wrong < 16).then_some(bytes)
}

/// The value of each byte as a lower-case hex digit; 255 for a byte that is none.
const DIGITS: [u8; 256] = {
    let mut digits = [255; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value] as usize] = value as u8;
        value += 1;
    }
    digits
};
