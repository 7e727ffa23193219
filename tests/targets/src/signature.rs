//! Signature headers, held against an oracle of their own that says the rules once more, plainly.

use hmac::{Hmac, KeyInit, Mac};
use nextgen::{ErrorKind, Verifier};
use sha2::Sha256;

use crate::feed::Feed;

const SECRET: &str = "whsec_oracle";
const NOW: u64 = 1_700_000_000;
const TOLERANCE: u64 = 300;

/// Bytes of the input that stand for a right signature and for a right time in the header.
const SIGNATURE: char = '\u{1}';
const TIME: char = '\u{2}';

/// The header is the text of the input, right parts put where it asks for them; the payload is first.
pub(crate) fn run(data: &[u8]) {
    let mut feed = Feed(data);
    let payload = feed.some(64);
    let offset = u64::from(feed.byte()) * 3;
    let time = (NOW + offset).saturating_sub(380).to_string();
    let Ok(header) = std::str::from_utf8(feed.rest()) else { return };
    let header = header.replace(SIGNATURE, &hex(&mac(payload, &time))).replace(TIME, &time);
    let verifier = Verifier::new(SECRET).tolerance(Some(TOLERANCE)).now(NOW);
    let got = verifier.verify_header(payload, &header);
    let wanted = oracle(payload, &header);
    match (&got, wanted) {
        (Ok(()), None) => {}
        (Err(error), Some(code)) => {
            assert_eq!(error.kind(), ErrorKind::SignatureVerification, "{header:?}");
            assert_eq!(error.code(), Some(code), "{header:?}");
            assert!(!format!("{error} {error:?}").contains(SECRET), "{header:?}");
        }
        _ => panic!("{header:?}: got {got:?}, wanted {wanted:?}"),
    }
    // An event is read only behind a good signature, and never fails by anything but its payload.
    match verifier.construct_event(payload, &header) {
        Ok(_) => assert!(wanted.is_none()),
        Err(error) if wanted.is_none() => assert_eq!(error.kind(), ErrorKind::InvalidPayload),
        Err(error) => assert_eq!(error.code(), wanted),
    }
}

/// Returns the code of the refusal; `None` where the header proves the payload's origin.
fn oracle(payload: &[u8], header: &str) -> Option<&'static str> {
    let items: Vec<&str> = header.split(',').collect();
    if header.trim().is_empty() || header.len() > 8192 || items.len() > 64 {
        return Some("malformed_header");
    }
    let pairs: Vec<(&str, &str)> = items.iter().filter_map(|item| item.split_once('=')).collect();
    let of = |name: &str| -> Vec<&str> {
        pairs.iter().filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim()).collect()
    };
    let times = of("t");
    let [time] = times.as_slice() else { return Some("no_timestamp") };
    let is_time = !time.is_empty()
        && time.len() <= 12
        && !time.starts_with('0')
        && time.chars().all(|digit| digit.is_ascii_digit());
    if !is_time {
        return Some("no_timestamp");
    }
    let possible: Vec<&str> = of("v1")
        .into_iter()
        .filter(|value| value.len() == 64 && value.chars().all(|c| "0123456789abcdef".contains(c)))
        .collect();
    if possible.is_empty() {
        return Some("no_valid_signature");
    }
    if !possible.contains(&hex(&mac(payload, time)).as_str()) {
        return Some("mismatch");
    }
    let seconds: u64 = time.parse().expect("twelve digits fit");
    if seconds + TOLERANCE < NOW {
        Some("too_old")
    } else if seconds > NOW + TOLERANCE {
        Some("in_future")
    } else {
        None
    }
}

fn mac(payload: &[u8], time: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(&[time.as_bytes(), b".", payload].concat());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
