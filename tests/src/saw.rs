//! Compares what the servers saw with what a case says they must have seen.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::evil::{Record, Seen};
use crate::matcher::{compare, short};
use crate::run::LATE;
use crate::stage::Stage;

/// Adds a line to `wrong` for each thing that was seen and should not have been, or the reverse.
pub fn check(saw: &Value, stage: &Stage, wrong: &mut Vec<String>) {
    let record = stage.evil.as_ref().map(|evil| evil.record()).unwrap_or_default();
    if record.surplus > 0 {
        wrong.push(format!("saw: {} requests came after the script had ended", record.surplus));
    }
    for (name, want) in saw.as_object().into_iter().flatten() {
        let path = format!("saw.{name}");
        match name.as_str() {
            "connections" => compare(want, &json!(record.connections), &path, wrong),
            "count" => compare(want, &json!(record.requests.len()), &path, wrong),
            "requests" => requests(want, &record, wrong),
            "one_key" => compare(&json!(1), &json!(keys(&record).len()), &path, wrong),
            "keys" => compare(want, &json!(keys(&record).len()), &path, wrong),
            "gaps" => gaps(want, &record, wrong),
            "elsewhere" => compare(want, &json!(stage.elsewhere.connections()), &path, wrong),
            "proxied" | "connect" | "connect_lacks" => proxied(name, want, stage, wrong),
            _ => wrong.push(format!("{path}: the suite knows no such check")),
        }
    }
}

fn keys(record: &Record) -> BTreeSet<&str> {
    record.requests.iter().map(|seen| seen.header("idempotency-key").unwrap_or("(none)")).collect()
}

fn proxied(name: &str, want: &Value, stage: &Stage, wrong: &mut Vec<String>) {
    let heads = stage.proxy.as_ref().map(|proxy| proxy.heads()).unwrap_or_default();
    match name {
        "proxied" => compare(want, &json!(heads.len()), "saw.proxied", wrong),
        "connect" => compare(want, &json!(heads.concat()), "saw.connect", wrong),
        _ => compare(&json!({"$lacks": want}), &json!(heads.concat()), "saw.connect_lacks", wrong),
    }
}

/// Compares the seconds between one request and the next with their bounds.
fn gaps(want: &Value, record: &Record, wrong: &mut Vec<String>) {
    let times = record.requests.iter().map(|seen| seen.at);
    let gaps: Vec<f64> = times.clone().zip(times.skip(1)).map(|(a, b)| (b - a).as_secs_f64()).collect();
    let bounds: Vec<(f64, f64)> = serde_json::from_value(want.clone()).unwrap_or_default();
    let fits = |(gap, (least, most)): (&f64, &(f64, f64))| (least..=most).contains(&gap);
    if gaps.len() != bounds.len() || !gaps.iter().zip(&bounds).all(fits) {
        wrong.push(format!("{LATE}expected {bounds:?} seconds between requests, got {gaps:.3?}"));
    }
}

fn requests(want: &Value, record: &Record, wrong: &mut Vec<String>) {
    let wanted = want.as_array().map(Vec::as_slice).unwrap_or_default();
    if wanted.len() != record.requests.len() {
        let lines: Vec<&str> = record.requests.iter().map(|seen| seen.line.as_str()).collect();
        let lines = short(&json!(lines));
        wrong.push(format!(
            "saw.requests: expected {}, got {}: {lines}",
            wanted.len(),
            record.requests.len()
        ));
    }
    for (index, (want, seen)) in wanted.iter().zip(&record.requests).enumerate() {
        request(want, seen, &format!("saw.requests.{index}"), wrong);
    }
}

fn request(want: &Value, seen: &Seen, path: &str, wrong: &mut Vec<String>) {
    let body = String::from_utf8_lossy(&seen.body);
    let target = seen.line.split(' ').nth(1).unwrap_or_default();
    let query = target.split_once('?').map_or("", |(_, query)| query);
    for (name, want) in want.as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        match name.as_str() {
            "line" => line(want, &seen.line, &path, wrong),
            "body" => compare(
                &json!(sorted(want.as_str().unwrap_or_default())),
                &json!(sorted(&body)),
                &path,
                wrong,
            ),
            "form" => compare(&pairs_of(want), &json!(decode(&body)), &path, wrong),
            "query" => compare(&pairs_of(want), &json!(decode(query)), &path, wrong),
            "form_has" => {
                let got = json!(decode(&body));
                for pair in want.as_array().into_iter().flatten() {
                    if !got.as_array().is_some_and(|pairs| pairs.contains(pair)) {
                        wrong.push(format!("{path}: expected {pair} in {}", short(&got)));
                    }
                }
            }
            "headers" => {
                for (header, want) in want.as_object().into_iter().flatten() {
                    compare(want, &json!(seen.header(header)), &format!("{path}.{header}"), wrong);
                }
            }
            "without" => {
                for header in want.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    compare(&Value::Null, &json!(seen.header(header)), &format!("{path}.{header}"), wrong);
                }
            }
            _ => wrong.push(format!("{path}: the suite knows no such check")),
        }
    }
}

/// Compares a request line; the order of the query's parameters is free.
fn line(want: &Value, got: &str, path: &str, wrong: &mut Vec<String>) {
    compare(&json!(sorted_line(want.as_str().unwrap_or_default())), &json!(sorted_line(got)), path, wrong);
}

fn sorted_line(line: &str) -> String {
    match line.split_once('?').and_then(|(path, rest)| Some((path, rest.split_once(' ')?))) {
        Some((path, (query, version))) => format!("{path}?{} {version}", sorted(query)),
        None => line.to_owned(),
    }
}

fn sorted(form: &str) -> String {
    let mut parts: Vec<&str> = form.split('&').collect();
    parts.sort_unstable();
    parts.join("&")
}

fn pairs_of(want: &Value) -> Value {
    let mut pairs: Vec<Value> = want.as_array().cloned().unwrap_or_default();
    pairs.sort_by_key(Value::to_string);
    Value::Array(pairs)
}

/// Decodes a form into sorted pairs, with code that the SDK does not share.
fn decode(form: &str) -> Vec<[String; 2]> {
    let mut pairs: Vec<[String; 2]> = form
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(name, value)| [unescape(name), unescape(value)])
        .collect();
    pairs.sort_by_key(|pair| json!(pair).to_string());
    pairs
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = hex.filter(|_| first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(if first == b'+' { b' ' } else { first }));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_decoded() {
        let pairs = decode("b=%26%C3%A9+x&a[0]=1");
        assert_eq!(pairs, [["a[0]".to_owned(), "1".to_owned()], ["b".to_owned(), "&é x".to_owned()]]);
    }

    #[test]
    fn the_order_of_a_query_is_free() {
        let mut wrong = Vec::new();
        line(&json!("GET /v1/x?b=1&a=2 HTTP/1.1"), "GET /v1/x?a=2&b=1 HTTP/1.1", "", &mut wrong);
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
