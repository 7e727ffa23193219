//! Parameters become a form and come back out of it as they were: the core's encoder against the
//! sandbox's decoder, with a flattening of its own between them.

use nextgen::{ErrorKind, Method, bridge};
use nextgen_sandbox::probe::decode_form;
use serde_json::{Map, Value};

use crate::canned::Canned;
use crate::feed::Feed;

/// One value by its path.
type Leaf = (Vec<String>, String);

pub(crate) fn run(data: &[u8]) {
    let mut feed = Feed(data);
    let params = object(&mut feed, 0);
    let canned = Canned::new(200, Vec::new(), b"{}");
    let text = Value::Object(params.clone()).to_string();
    let sent = bridge::params_from_json(text.as_bytes())
        .and_then(|read| canned.client().request(Method::Post, "/charges", read));
    let mut leaves = Vec::new();
    let sendable = flatten(&params, &mut Vec::new(), &mut leaves);
    match sent {
        Ok(_) => {
            assert!(sendable, "{text} was sent");
            let body = canned.seen()[0].body.clone().unwrap_or_default();
            // The sandbox takes eight levels and a thousand fields; more is its own refusal.
            let small = leaves.len() < 1000 && leaves.iter().all(|(path, _)| path.len() <= 8);
            let decoded = decode_form(body.as_bytes());
            if small {
                let mut decoded = decoded.unwrap_or_else(|| panic!("{body:?} of {text} is refused"));
                decoded.sort();
                leaves.sort();
                assert_eq!(decoded, leaves, "{body}");
            }
        }
        Err(error) => {
            assert!(!sendable, "{text} was refused: {error}");
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            assert!(canned.seen().is_empty(), "{text} was refused and sent");
        }
    }
}

/// Puts every value by its path; false where a name cannot be sent.
fn flatten(object: &Map<String, Value>, path: &mut Vec<String>, leaves: &mut Vec<Leaf>) -> bool {
    let odd = |name: &str| name.is_empty() || name.chars().any(|c| c == '[' || c == ']' || c.is_control());
    object.iter().all(|(name, value)| {
        path.push(name.clone());
        let fine = !odd(name) && one(value, path, leaves);
        path.pop();
        fine
    })
}

fn one(value: &Value, path: &mut Vec<String>, leaves: &mut Vec<Leaf>) -> bool {
    let text = match value {
        Value::Null => return true,
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let given = items.iter().filter(|item| !item.is_null()).enumerate();
            return given.fold(true, |fine, (index, item)| {
                path.push(index.to_string());
                let fine = one(item, path, leaves) && fine;
                path.pop();
                fine
            });
        }
        Value::Object(inner) => return flatten(inner, path, leaves),
    };
    leaves.push((path.clone(), text));
    true
}

fn object(feed: &mut Feed<'_>, level: usize) -> Map<String, Value> {
    let count = feed.byte() % 5;
    (0..count).map(|_| (text(feed), value(feed, level + 1))).collect()
}

fn value(feed: &mut Feed<'_>, level: usize) -> Value {
    match feed.byte() % 8 {
        0 => Value::Null,
        1 => Value::Bool(feed.byte().is_multiple_of(2)),
        2 => Value::from(i64::from(feed.byte()) << (feed.byte() % 45)),
        3 if level < 7 => Value::Object(object(feed, level)),
        4 if level < 7 => (0..feed.byte() % 4).map(|_| value(feed, level + 1)).collect(),
        _ => Value::String(text(feed)),
    }
}

fn text(feed: &mut Feed<'_>) -> String {
    String::from_utf8_lossy(feed.some(12)).into_owned()
}
