//! Bodies of successes, and those of webhooks: whole, strict JSON objects are read, all else is refused, and
//! nothing is misread.

use nextgen::bridge::{self, Document, Item, Scalar, Verification};
use nextgen::{Charge, ErrorKind, Event, List, ListCharges, Method, Params};
use serde_json::Value;

use crate::canned::Canned;
use crate::rows;

/// What nests deeper than this is near the limit, where the oracle's own limit is another.
const DEEP: usize = 100;

const SECRET: &str = "whsec_fuzz";

pub(crate) fn run(data: &[u8]) {
    let canned = Canned::new(200, Vec::new(), data);
    let client = canned.client();
    let whole = client.request(Method::Get, "/charges/ch_1", Params::new());
    if let Err(error) = &whole {
        assert_eq!(error.kind(), ErrorKind::Api, "{data:?}");
    }
    let deep = data.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > DEEP;
    let known: Option<Value> = serde_json::from_slice(data).ok();
    if let (Some(known), false) = (&known, deep) {
        assert_eq!(whole.is_ok(), known.is_object(), "{:?}", String::from_utf8_lossy(data));
    }
    if known.is_none() && whole.is_ok() && !deep {
        panic!("taken and no JSON: {:?}", String::from_utf8_lossy(data));
    }
    if let Ok(answer) = &whole {
        assert_eq!(answer.body, data, "the body came out as it came");
    }
    let document = Document::parse(data.to_vec());
    if let Ok(document) = &document {
        assert_eq!(document.text().as_bytes(), data);
        assert!(count(document.root()) > 0);
    }
    if let (Ok(document), Some(known)) = (&document, &known) {
        assert!(holds(document.root(), known), "{:?}", String::from_utf8_lossy(data));
    }
    // The text is read through in one way and the document made in another: they must agree, at any depth.
    let object = document.as_ref().is_ok_and(|document| document.root().is_object());
    assert_eq!(whole.is_ok(), object, "{:?}", String::from_utf8_lossy(data));
    match client.charges().retrieve("ch_1") {
        Ok(charge) => {
            assert!(whole.is_ok(), "{:?}", String::from_utf8_lossy(data));
            if let Some(amount) = known.as_ref().and_then(|known| known.get("amount")).and_then(Value::as_i64)
            {
                assert_eq!(charge.amount, amount);
            }
            // A model is what serde alone makes of the text; a name that comes twice it refuses.
            let plain: Option<Charge> = serde_json::from_slice(data).ok();
            assert!(plain.is_none_or(|plain| *charge == plain), "{:?}", String::from_utf8_lossy(data));
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::Api, "{data:?}"),
    }
    if let Ok(page) = client.charges().list(ListCharges::new()).page() {
        let plain: Option<List<Charge>> = serde_json::from_slice(data).ok();
        assert!(plain.is_none_or(|plain| *page == plain), "{:?}", String::from_utf8_lossy(data));
    }
    if let Ok(event) = client.events().retrieve("evt_1") {
        let plain: Option<Event> = serde_json::from_slice(data).ok();
        assert!(plain.is_none_or(|plain| *event == plain), "{:?}", String::from_utf8_lossy(data));
    }
    rows::check(&canned);
    if !deep {
        check_parts(&widened(data));
    }
}

/// Checks that an event's large parts, read by themselves and put back in their places, make the event.
fn check_parts(payload: &[u8]) {
    let header = bridge::sign(payload, SECRET, None).expect("the secret is one");
    let parts = bridge::check_event(payload, &header, &Verification::new(SECRET));
    let whole = serde_json::from_slice(payload).ok().filter(Value::is_object);
    assert_eq!(parts.is_ok(), whole.is_some(), "{:?}", String::from_utf8_lossy(payload));
    let (Ok(parts), Some(whole)) = (parts, whole) else { return };
    let mut rest = payload.to_vec();
    for part in parts.iter().rev() {
        rest.splice(part.value.clone(), *b"null");
    }
    let mut folded: Value = serde_json::from_slice(&rest).expect("null stands where a value stood");
    for part in parts {
        let name = str::from_utf8(&payload[part.name]).expect("a name is a text");
        let value = serde_json::from_slice(&payload[part.value]).expect("a part is a value");
        assert_eq!(std::mem::replace(&mut folded["data"]["object"][name], value), Value::Null);
    }
    assert_eq!(folded, whole, "{:?}", String::from_utf8_lossy(payload));
}

/// Makes a text with some tabs in it large enough to have large parts.
fn widened(data: &[u8]) -> Vec<u8> {
    let mut tabs = 0;
    let wide = data.iter().flat_map(|byte| {
        tabs += usize::from(*byte == b'\t');
        let times = if *byte == b'\t' && tabs <= 4 { 4096 } else { 1 };
        std::iter::repeat_n(*byte, times)
    });
    wide.collect()
}

/// Tells whether an item is what serde_json has read.
fn holds(item: Item<'_>, known: &Value) -> bool {
    match (item.scalar(), known) {
        (Scalar::Null, Value::Null) => true,
        (Scalar::Boolean(truth), Value::Bool(known)) => truth == *known,
        (Scalar::Integer(number), Value::Number(known)) => known.as_i64() == Some(number),
        (Scalar::Large(number), Value::Number(known)) => known.as_u64() == Some(number),
        (Scalar::Float(number), Value::Number(known)) => {
            known.is_f64() && known.as_f64().map(f64::to_bits) == Some(number.to_bits())
        }
        (Scalar::Digits(digits), Value::Number(known)) => {
            known.is_f64() && known.as_f64() == digits.parse().ok()
        }
        (Scalar::Text(text), Value::String(known)) => text == known,
        (Scalar::List(length), Value::Array(known)) => {
            length == known.len() && item.items().zip(known).all(|(item, known)| holds(item, known))
        }
        (Scalar::Map(length), Value::Object(known)) => {
            // Of several members of one name, serde_json keeps the last.
            length >= known.len()
                && item.members().all(|(name, _)| known.contains_key(name))
                && known.iter().all(|(name, known)| item.get(name).is_some_and(|item| holds(item, known)))
        }
        _ => false,
    }
}

/// Reads everything in a document, and counts it.
fn count(item: Item<'_>) -> usize {
    let inside: usize = match item.scalar() {
        Scalar::List(_) => item.items().map(count).sum(),
        _ if item.is_object() => item.members().map(|(name, item)| name.len().min(1) + count(item)).sum(),
        _ => item.text().map_or(0, str::len).min(1),
    };
    1 + inside
}
