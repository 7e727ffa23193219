//! Reads the `NextGen-Signature` header.

use super::refused;
use crate::error::Error;
use crate::seek::seek;

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
    usual(header).map_or_else(|| any(header), Ok)
}

/// Reads what nearly all deliveries have, a time of ten digits and one signature, in less than half the time;
/// `None` leaves it to [`any`].
fn usual(header: &str) -> Option<Header<'_>> {
    let (time, rest) = header.strip_prefix("t=")?.split_at_checked(10)?;
    let first = decode(rest.strip_prefix(",v1=")?)?;
    Some(Header { timestamp: read_time(time)?, timestamp_text: time, first, others: Vec::new() })
}

fn any(header: &str) -> Result<Header<'_>, Error> {
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
        let (item, behind) = match seek(text.as_bytes(), b',') {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        rest = behind;
        let Some(equals) = item.bytes().position(|byte| byte == b'=') else { continue };
        let (key, value) = (&item[..equals], &item[equals + 1..]);
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
    if !(1..=12).contains(&text.len()) || text.starts_with('0') {
        return None;
    }
    text.bytes().try_fold(0, |time, byte| match byte {
        b'0'..=b'9' => Some(time * 10 + u64::from(byte - b'0')),
        _ => None,
    })
}

/// Decodes `[0-9a-f]{64}`, and nothing else.
fn decode(hex: &str) -> Option<[u8; 32]> {
    let mut digits: [u8; 64] = hex.as_bytes().try_into().ok()?;
    let mut wrong = 0;
    // Without a branch or a table, so that the compiler takes many digits at once.
    for digit in &mut digits {
        let (number, letter) = (digit.wrapping_sub(b'0'), digit.wrapping_sub(b'a'));
        let letter = if letter < 6 { letter + 10 } else { 255 };
        *digit = if number < 10 { number } else { letter };
        wrong |= *digit;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair[0] << 4 | pair[1] & 15;
    }
    // Digits are below 16, so any other bit is that of a byte which is none.
    (wrong < 16).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_1_to_12_digits_that_do_not_begin_with_0() {
        assert_eq!(read_time("1"), Some(1));
        assert_eq!(read_time("999999999999"), Some(999_999_999_999));
        for text in ["", "0", "01", "1000000000000", "1a", "+1", "-1", "1 ", "１", "1/", "1:"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }

    #[test]
    fn the_usual_form_is_read_as_any_other_is() {
        let good = format!("t=1763900000,v1={}", "0123456789abcdef".repeat(4));
        assert!(usual(&good).is_some());
        for at in 0..good.len() {
            for byte in 0..128_u8 {
                let mut header = good.clone().into_bytes();
                header[at] = byte;
                let header = String::from_utf8(header).unwrap();
                let Some(usual) = usual(&header) else { continue };
                let any = any(&header).unwrap();
                assert_eq!((usual.timestamp, usual.timestamp_text), (any.timestamp, any.timestamp_text));
                assert!(usual.signatures().eq(any.signatures()), "{header}");
            }
        }
        for other in [&good[1..], &good[..good.len() - 1], &format!("{good},v1=0"), "t=é", ""] {
            assert!(usual(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_signature_is_64_lower_case_hex_digits_and_nothing_else() {
        let good = "0123456789abcdef".repeat(4);
        let bytes = decode(&good).unwrap();
        assert_eq!(bytes[..8], [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
        assert_eq!(bytes[..8], bytes[24..]);
        assert_eq!(decode(&good[1..]), None);
        assert_eq!(decode(&format!("{good}0")), None);
        for at in 0..64 {
            for byte in (0..128).filter(|byte| !b"0123456789abcdef".contains(byte)) {
                let mut bad = good.clone().into_bytes();
                bad[at] = byte;
                assert_eq!(decode(std::str::from_utf8(&bad).unwrap()), None, "{byte} at {at}");
            }
        }
        assert_eq!(decode(&"é".repeat(32)), None);
    }
}
