//! Webhooks: the public verifier where its types allow, and the door beside it, which must agree.

use base64::Engine;
use nextgen::bridge::{self, Verification};
use nextgen::{Verifier, Webhook};
use serde_json::{Value, json};

use crate::{Refused, answer, reads};

/// Does what a message about webhooks asks for.
pub(crate) fn handle(op: &str, message: &Value) -> Result<Value, Refused> {
    let payload = payload(message)?;
    if op == "webhook.sign" {
        let secret = message["secret"].as_str().ok_or(Refused::Unsupported("a secret is a text"))?;
        return Ok(
            json!({"ok": Webhook::generate_test_header(&payload, secret, message["timestamp"].as_u64())?}),
        );
    }
    let header = message["header"].as_str().ok_or(Refused::Unsupported("a header is a text"))?;
    let secrets = secrets(message)?;
    let verification = verification(message, secrets.clone())?;
    let by_door = if op == "webhook.verify_header" {
        bridge::verify(&payload, header, &verification).map(|()| None)
    } else {
        bridge::event(payload.clone(), header, &verification).map(Some)
    };
    if let Some(verifier) = verifier(&verification, secrets) {
        let public = if op == "webhook.verify_header" {
            verifier.verify_header(&payload, header)
        } else {
            verifier.construct_event(&payload, header).map(|_| ())
        };
        agree(public.as_ref().err(), by_door.as_ref().err())?;
    }
    let Some(document) = by_door?.filter(|_| message["quiet"] != json!(true)) else {
        return Ok(json!({"ok": null}));
    };
    let ok = answer::plain(document.text().as_bytes()).map_err(Refused::Crash)?;
    let mut done = json!({"ok": ok});
    if let Some(paths) = message.get("read") {
        done["read"] = reads::read(document.text().as_bytes(), paths)?;
    }
    Ok(done)
}

/// The public verifier and the door must come to the same end.
fn agree(public: Option<&nextgen::Error>, door: Option<&nextgen::Error>) -> Result<(), Refused> {
    let told = |error: Option<&nextgen::Error>| error.map(|error| (error.kind(), error.message().to_owned()));
    let (public, door) = (told(public), told(door));
    if public == door {
        return Ok(());
    }
    Err(Refused::Crash(format!("the public verifier says {public:?}, the door says {door:?}")))
}

fn payload(message: &Value) -> Result<Vec<u8>, Refused> {
    if let Some(text) = message["payload_text"].as_str() {
        return Ok(text.as_bytes().to_vec());
    }
    let text = message["payload_base64"].as_str().unwrap_or_default();
    base64::engine::general_purpose::STANDARD.decode(text).map_err(|error| Refused::Crash(error.to_string()))
}

fn secrets(message: &Value) -> Result<Vec<String>, Refused> {
    match &message["secret"] {
        Value::String(secret) => Ok(vec![secret.clone()]),
        Value::Array(secrets) => Ok(secrets.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        _ => Err(Refused::Unsupported("a secret is a text")),
    }
}

fn verification(message: &Value, secrets: Vec<String>) -> Result<Verification<'static>, Refused> {
    let mut verification = match message["secret"].as_str() {
        Some(secret) => Verification::new(secret.to_owned()),
        None => Verification::of_several(secrets),
    };
    match &message["tolerance"] {
        Value::Null => verification.tolerance = None,
        Value::Number(seconds) => verification.tolerance = seconds.as_i64().map(i128::from),
        Value::String(word) if word == "default" => {}
        _ => return Err(Refused::Unsupported("a tolerance is an integer")),
    }
    verification.now = message["now"].as_i64().map(i128::from);
    Ok(verification)
}

/// Returns the public verifier, if its types can say what is asked for.
fn verifier(verification: &Verification<'_>, secrets: Vec<String>) -> Option<Verifier> {
    let tolerance = verification.tolerance.map(u64::try_from).transpose().ok()?;
    let verifier = Verifier::new(secrets).tolerance(tolerance);
    match verification.now {
        Some(now) => Some(verifier.now(u64::try_from(now).ok()?)),
        None => Some(verifier),
    }
}
