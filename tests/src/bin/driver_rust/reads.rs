//! Reads a body by its typed model, and holds the model against the body it came from.

use nextgen::model::Object;
use nextgen::{Deleted, Event, List};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Refused;

/// Returns the values at `paths` in the typed model of `body`.
pub(crate) fn read(body: &[u8], paths: &Value) -> Result<Value, Refused> {
    let mut raw: Value = serde_json::from_slice(body).map_err(|error| Refused::Crash(error.to_string()))?;
    // An event's request may be its bare id, which every SDK reads as a request with that id.
    if raw["request"].is_string() {
        raw["request"] = json!({"id": raw["request"]});
    }
    let model = match raw["object"].as_str() {
        Some("event") => through::<Event>(&raw)?,
        Some("list") => through::<List<Event>>(&raw)?,
        _ if raw["deleted"] == json!(true) => through::<Deleted>(&raw)?,
        _ => through::<Object>(&raw)?,
    };
    let paths: Vec<Vec<String>> = serde_json::from_value(paths.clone()).unwrap_or_default();
    paths.iter().map(|path| typed(&raw, &model, path)).collect()
}

/// Returns the value at `path` in the model; a field that is there by its type only cannot be compared.
fn typed(raw: &Value, model: &Value, path: &[String]) -> Result<Value, Refused> {
    let (raw, model) = (follow(raw, path), follow(model, path));
    if raw.is_null() && !model.is_null() {
        return Err(Refused::Unsupported("a missing field reads as the default of its Rust type"));
    }
    Ok(model)
}

/// Reads a model and writes it again: nothing of the body may be lost on the way.
fn through<T: Serialize + DeserializeOwned>(raw: &Value) -> Result<Value, Refused> {
    let model: T = serde_json::from_value(raw.clone()).map_err(|error| Refused::Crash(error.to_string()))?;
    let written = serde_json::to_value(&model).map_err(|error| Refused::Crash(error.to_string()))?;
    match lost(raw, &written, "") {
        Some(path) => Err(Refused::Crash(format!("the model lost or changed {path}"))),
        None => Ok(written),
    }
}

/// Returns the path of the first member of `raw` that `written` has not, or has otherwise. A null
/// that became the default of its type is the model's way to read a missing value.
fn lost(raw: &Value, written: &Value, path: &str) -> Option<String> {
    match (raw, written) {
        (Value::Object(raw), Value::Object(written)) => raw.iter().find_map(|(name, value)| {
            let path = format!("{path}.{name}");
            match written.get(name) {
                Some(written) => lost(value, written, &path),
                None => Some(path),
            }
        }),
        (Value::Array(raw), Value::Array(written)) if raw.len() == written.len() => raw
            .iter()
            .zip(written)
            .enumerate()
            .find_map(|(at, (raw, written))| lost(raw, written, &format!("{path}.{at}"))),
        (Value::Null, _) => None,
        _ if raw == written => None,
        _ => Some(path.to_owned()),
    }
}

fn follow(value: &Value, path: &[String]) -> Value {
    let Some((segment, rest)) = path.split_first() else { return value.clone() };
    if segment == "$class" {
        return class(value);
    }
    let key = segment.strip_prefix('[').and_then(|key| key.strip_suffix(']'));
    let inner = match (key, segment.parse::<usize>()) {
        (Some(key), _) => value.get(key),
        (None, Ok(index)) => value.get(index),
        (None, Err(_)) => value.get(segment),
    };
    inner.map_or(Value::Null, |inner| follow(inner, rest))
}

/// Returns the class of the model that a part is read into.
fn class(value: &Value) -> Value {
    let object = serde_json::from_value::<Object>(value.clone());
    match object {
        Ok(Object::Charge(_)) => json!("Charge"),
        Ok(Object::Card(_)) => json!("Card"),
        Ok(Object::Customer(_)) => json!("Customer"),
        Ok(Object::Refund(_)) => json!("Refund"),
        Ok(Object::WebhookEndpoint(_)) => json!("WebhookEndpoint"),
        _ if value["object"] == json!("event") => json!("Event"),
        _ => Value::Null,
    }
}
