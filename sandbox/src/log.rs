//! The log of requests seen, for tests; it never holds a key or a card number.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::http::Request;

/// How many requests the log keeps.
const KEPT: usize = 10_000;
/// How much of a body it keeps.
const MOST_FORM: usize = 64 << 10;
/// How much of all bodies together it keeps: a load of large forms must not fill the memory.
const MOST_FORMS: usize = 8 << 20;

/// A request that the sandbox has answered, or left without an answer on purpose.
#[derive(Clone, Debug, Serialize)]
pub struct SeenRequest {
    /// The id in the answer's `Request-Id`.
    pub id: String,
    /// The verb: `POST`.
    pub method: String,
    /// The path without its query: `/v1/charges`.
    pub path: String,
    /// The query, as sent.
    pub query: String,
    /// The body, as sent; card numbers in it are put out, and bytes that are not UTF-8 replaced.
    pub form: String,
    /// The headers, names in lower case, without those that hold keys.
    pub headers: Vec<(String, String)>,
    /// The last four characters of the bearer key, which tell one key from another.
    pub key_ending: Option<String>,
    /// The value of `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// The status of the answer, whether or not a fault kept it from the client.
    pub status: u16,
}

impl SeenRequest {
    /// Returns the value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The latest requests, oldest first.
#[derive(Default)]
pub(crate) struct Log(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    requests: VecDeque<SeenRequest>,
    /// The length of their bodies together.
    forms: usize,
}

impl Log {
    pub(crate) fn push(&self, id: &str, request: &Request, status: u16) {
        let secret = |name: &str| matches!(name, "authorization" | "proxy-authorization" | "cookie");
        let headers = request.headers.iter().filter(|(name, _)| !secret(name));
        let form = &request.body[..request.body.len().min(MOST_FORM)];
        let seen = SeenRequest {
            id: id.to_owned(),
            method: request.method.clone(),
            path: without_secrets(&request.path),
            query: without_secrets(&request.query),
            form: without_secrets(&String::from_utf8_lossy(form)),
            headers: headers.map(|(name, value)| (name.clone(), without_keys(value))).collect(),
            key_ending: request.header("authorization").and_then(ending),
            idempotency_key: request.header("idempotency-key").map(without_keys),
            status,
        };
        let mut log = self.lock();
        log.forms += seen.form.len();
        log.requests.push_back(seen);
        while log.requests.len() > KEPT || log.forms > MOST_FORMS {
            log.forms -= log.requests.pop_front().map_or(log.forms, |oldest| oldest.form.len());
        }
    }

    pub(crate) fn all(&self) -> Vec<SeenRequest> {
        self.lock().requests.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        *self.lock() = Seen::default();
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ending(authorization: &str) -> Option<String> {
    let key = authorization.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))?.1;
    // Of a key this short, four characters would be too much.
    if key.len() < 12 { None } else { key.get(key.len() - 4..).map(str::to_owned) }
}

/// Puts out what must not be kept, where a request has it by mistake.
fn without_secrets(text: &str) -> String {
    without_card_numbers(&without_keys(text))
}

/// Puts `*` for what follows `sk_test_` and `sk_live_`.
pub(crate) fn without_keys(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = ["sk_test_", "sk_live_"].iter().filter_map(|prefix| rest.find(prefix)).min() {
        let (before, key) = rest.split_at(at + "sk_test_".len());
        out += before;
        let end = key.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(key.len());
        if end > 0 {
            out.push('*');
        }
        rest = &key[end..];
    }
    out + rest
}

/// Puts `*` for the digits of what could be a card number: 13 to 19 digits that pass the card checksum,
/// whatever separates them in a form.
fn without_card_numbers(text: &str) -> String {
    let mut out = text.as_bytes().to_vec();
    let mut at = 0;
    while at < out.len() {
        let places = digits_from(&out, at);
        let Some(last) = places.last().copied() else {
            at += 1;
            continue;
        };
        let number: Vec<u32> = places.iter().map(|place| u32::from(out[*place] - b'0')).collect();
        if (13..=19).contains(&number.len()) && (3..=6).contains(&number[0]) && checksum(&number) == 0 {
            for place in places {
                out[place] = b'*';
            }
        }
        at = last + 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Finds the places of the digits that run on from `at`, single separators between them passed over.
fn digits_from(text: &[u8], at: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let mut next = at;
    while next < text.len() {
        let separator = if text[next..].starts_with(b"%20") { 3 } else { 1 };
        if text[next].is_ascii_digit() {
            places.push(next);
            next += 1;
        } else if !places.is_empty()
            && (separator == 3 || matches!(text[next], b'+' | b'-' | b' '))
            && text.get(next + separator).is_some_and(u8::is_ascii_digit)
        {
            next += separator;
        } else {
            break;
        }
    }
    places
}

/// Computes the Luhn checksum, which is 0 for card numbers.
fn checksum(digits: &[u32]) -> u32 {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(i, d)| if i % 2 == 1 { doubled(*d) } else { *d }).sum();
    sum % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_keeps_the_latest_within_its_limits() {
        let log = Log::default();
        let request = |length: usize| Request {
            method: "POST".into(),
            path: "/v1/charges".into(),
            query: String::new(),
            headers: Vec::new(),
            body: vec![b'x'; length],
            last: false,
        };
        let (small, large) = (request(1), request(MOST_FORM + 1));
        (0..KEPT + 5).for_each(|number| log.push(&format!("req_{number}"), &small, 200));
        let kept = log.all();
        assert_eq!((kept.len(), kept[0].id.as_str()), (KEPT, "req_5"));
        (0..MOST_FORMS / MOST_FORM + 5).for_each(|number| log.push(&format!("req_{number}"), &large, 200));
        let kept = log.all();
        assert_eq!((kept.len(), kept[0].id.as_str()), (MOST_FORMS / MOST_FORM, "req_5"));
        log.clear();
        assert!(log.all().is_empty());
    }

    #[test]
    fn keys_are_put_out() {
        assert_eq!(
            without_secrets("a=sk_test_abc_1&b=sk_live_x%20sk_test_"),
            "a=sk_test_*&b=sk_live_*%20sk_test_"
        );
        assert_eq!(ending("Bearer sk_test_0123456789").as_deref(), Some("6789"));
        assert_eq!((ending("Bearer short"), ending("Basic c2tfdGVzdF9hYmNkZWY6")), (None, None));
    }

    #[test]
    fn card_numbers_are_put_out() {
        for (given, kept) in [
            ("source=4242424242424242&amount=5", "source=****************&amount=5"),
            ("a=4242+4242+4242+4242", "a=****+****+****+****"),
            ("a=4242%204242%204242%204242&b", "a=****%20****%20****%20****&b"),
            ("a=378282246310005", "a=***************"),
            ("amount=2000&created=1700000000", "amount=2000&created=1700000000"),
            ("n=4242424242424241", "n=4242424242424241"),
            ("n=9007199254740991", "n=9007199254740991"),
        ] {
            assert_eq!(without_card_numbers(given), kept);
        }
    }
}
