//! Events: recorded with each change, retrieved, listed.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Answer, Call, Origin};
use crate::ids::new_id;
use crate::objects::{Event, EventData, WebhookEndpoint, to_raw};
use crate::refusal::Refusal;
use crate::store::Tx;

/// The types of event that the sandbox records.
pub(crate) const TYPES: &[&str] = &[
    "charge.succeeded",
    "charge.failed",
    "charge.pending",
    "charge.captured",
    "charge.refunded",
    "charge.updated",
    "charge.dispute.created",
    "refund.created",
    "refund.updated",
    "customer.created",
    "customer.updated",
    "customer.deleted",
    "invoice.payment_succeeded",
    "invoice.payment_failed",
];

pub(crate) fn retrieve(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.retrieved::<Event>()
}

pub(crate) fn list(call: &Call<'_>) -> Result<Answer, Refusal> {
    let patterns: Vec<&str> = match (call.params.text("type"), call.params.texts("types")) {
        (Some(_), Some(_)) => {
            let message = "'type' and 'types' are both given; give one of the two.";
            return Err(Refusal::invalid(message).param("types"));
        }
        (Some(pattern), None) => vec![pattern],
        (None, Some(patterns)) => patterns.iter().map(String::as_str).collect(),
        (None, None) => return call.listed::<Event>(None),
    };
    if patterns.contains(&"*") {
        return call.listed::<Event>(None);
    }
    let asked = |kind: &&str| patterns.iter().any(|pattern| matches(pattern, kind));
    call.listed::<Event>(Some(&TYPES.iter().copied().filter(asked).collect::<Vec<_>>()))
}

/// Says whether a type of event fits a pattern: the type itself, `charge.*`, or `*`.
pub(crate) fn matches(pattern: &str, kind: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => kind.starts_with(prefix),
        None => pattern == kind,
    }
}

/// Records an event, and queues it for everyone who wants it.
pub(crate) fn record(
    tx: &Tx<'_>,
    origin: &Origin<'_>,
    kind: &str,
    object: &str,
    previous: Option<Box<RawValue>>,
) -> Result<(), Refusal> {
    let mut destinations: Vec<String> = origin.forward_to.to_vec();
    for endpoint in tx.all::<WebhookEndpoint>()? {
        if endpoint.enabled_events.iter().any(|pattern| matches(pattern, kind)) {
            destinations.push(endpoint.id);
        }
    }
    let event = Event {
        id: new_id("evt"),
        object: "event".to_owned(),
        api_version: Some(origin.version.to_owned()),
        created: tx.now,
        data: EventData { object: RawValue::from_string(object.to_owned())?, previous_attributes: previous },
        livemode: false,
        pending_webhooks: destinations.len() as i64,
        request: origin.request.clone(),
        kind: kind.to_owned(),
    };
    tx.insert(&event)?;
    for destination in destinations {
        tx.queue(&event.id, &destination)?;
    }
    Ok(())
}

/// Records a change with what the changed fields were before; none where nothing changed.
pub(crate) fn record_change(call: &Call<'_>, kind: &str, before: &str, after: &str) -> Result<(), Refusal> {
    let previous = changes(&serde_json::from_str(before)?, &serde_json::from_str(after)?);
    if previous.is_empty() {
        return Ok(());
    }
    record(call.tx, call.origin, kind, after, Some(to_raw(&previous)))
}

/// Returns the fields that differ, with their values before.
///
/// Of metadata only the names that differ are given, as their meaning is the user's own.
fn changes(before: &Map<String, Value>, after: &Map<String, Value>) -> Map<String, Value> {
    let mut changed = Map::new();
    for (name, was) in before {
        let is = after.get(name).unwrap_or(&Value::Null);
        match (was, is) {
            _ if was == is => {}
            (Value::Object(was), Value::Object(is)) if name == "metadata" => {
                let mut inner = changes(was, is);
                for added in is.keys().filter(|added| !was.contains_key(*added)) {
                    inner.insert(added.clone(), Value::Null);
                }
                changed.insert(name.clone(), Value::Object(inner));
            }
            // The refunds of a charge are told by `refund.created`.
            _ if name == "refunds" => {}
            _ => {
                changed.insert(name.clone(), was.clone());
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_types_or_prefixes() {
        assert!(matches("charge.refunded", "charge.refunded"));
        assert!(matches("charge.*", "charge.dispute.created") && matches("*", "anything"));
        assert!(!matches("charge", "charge.refunded") && !matches("charge.*", "chargeback"));
    }

    #[test]
    fn changes_tell_what_was() {
        let map = |json: &str| serde_json::from_str::<Map<String, Value>>(json).unwrap();
        let before = map(r#"{"a":1,"b":null,"metadata":{"x":"1","y":"2"},"same":[1]}"#);
        let after = map(r#"{"a":2,"b":"new","metadata":{"y":"3","z":"4"},"same":[1]}"#);
        let expected = r#"{"a":1,"b":null,"metadata":{"x":"1","y":"2","z":null}}"#;
        assert_eq!(serde_json::to_string(&changes(&before, &after)).unwrap(), expected);
        assert!(changes(&before, &before).is_empty());
    }
}
