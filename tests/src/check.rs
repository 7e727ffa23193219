//! Compares one reply with one `want`.

use base64::Engine;
use serde_json::{Value, json};

use crate::matcher::{compare, short};

/// Every class an error may have, by its canonical name.
const CLASSES: [&str; 13] = [
    "APIError",
    "AuthenticationError",
    "PermissionError",
    "InvalidRequestError",
    "CardError",
    "IdempotencyError",
    "RateLimitError",
    "APIConnectionError",
    "APITimeoutError",
    "SignatureVerificationError",
    "InvalidPayloadError",
    "ConfigurationError",
    "NextGenError",
];

/// Adds a line to `wrong` for each place where `reply` is not what `want` says.
pub fn reply(want: &Value, reply: &Value, path: &str, wrong: &mut Vec<String>) {
    if let Some(crash) = reply.get("crash") {
        wrong.push(format!("{path}: the driver met an error that is not the SDK's: {}", short(crash)));
        return;
    }
    if let Some(error) = reply.get("error") {
        sound(error, path, wrong);
    }
    let (wants_error, got_error) = (want.get("error").is_some(), reply.get("error").is_some());
    if wants_error != got_error {
        let want = want.get("error").or(want.get("ok")).unwrap_or(&Value::Null);
        let kind = if wants_error { "an error" } else { "a result" };
        wrong.push(format!(
            "{path}: expected {kind} like {}, got {}",
            short(want),
            short(&without_seq(reply))
        ));
        return;
    }
    for part in ["ok", "error", "response", "read", "so_far"] {
        if let Some(want) = want.get(part) {
            compare(want, reply.get(part).unwrap_or(&Value::Null), &format!("{path}.{part}"), wrong);
        }
    }
}

/// Returns `bytes` in base64.
pub fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Checks what holds for every error: a class of the tree, a message, a printed form, and for a
/// parameter that was refused before sending, its name.
fn sound(error: &Value, path: &str, wrong: &mut Vec<String>) {
    let text = |name: &str| error[name].as_str().unwrap_or_default();
    if !CLASSES.contains(&text("class")) {
        wrong.push(format!("{path}: there is no error class {}", error["class"]));
    }
    for name in ["message", "shown"] {
        if text(name).is_empty() {
            wrong.push(format!("{path}: the error has no {name}"));
        }
    }
    if text("class") == "InvalidRequestError" && error["http_status"].is_null() && text("param").is_empty() {
        wrong.push(format!("{path}: the refusal names no param: {}", error["message"]));
    }
}

fn without_seq(reply: &Value) -> Value {
    let mut reply = reply.clone();
    if let Some(map) = reply.as_object_mut() {
        map.remove("seq");
        if let Some(error) = map.get_mut("error").and_then(Value::as_object_mut) {
            error.insert("shown".to_owned(), json!("…"));
        }
    }
    reply
}
