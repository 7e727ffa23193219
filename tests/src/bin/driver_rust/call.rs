//! Makes calls.

use nextgen::bridge::{CallOptions, Target};
use nextgen::{Method, RawAnswer};
use serde_json::{Value, json};

use crate::clients::{Entry, request_options};
use crate::{Refused, answer, reads, typed, values};

/// Makes the call of one message: typed where it can be, by the door where it cannot, or where the
/// body is wanted as it came, to hold the models against.
pub(crate) fn make(entry: &Entry, op: &str, message: &Value) -> Result<Value, Refused> {
    let as_it_came = message.get("read").is_some();
    if let (Some(client), Some(options), false) =
        (&entry.public, request_options(&message["options"]), as_it_came)
    {
        let client = client.with(options);
        if let Some(resource) = op.strip_suffix(".list.all") {
            return typed::walk(&client, resource, message).unwrap_or_else(|| {
                Err(Refused::Crash(format!("the driver cannot type the parameters {}", message["params"])))
            });
        }
        if op == "request"
            && let Some(method) = method(&message["method"])
        {
            let params = values::params(&message["params"], &message["options"]["extra_params"])?;
            let RawAnswer { last_response, body } =
                client.request(method, message["path"].as_str().unwrap_or_default(), params)?;
            let ok = answer::plain(&body).map_err(Refused::Crash)?;
            return Ok(json!({"ok": ok, "response": answer::response(&last_response)}));
        }
        if let Some(done) = typed::call(&client, op, message) {
            return done;
        }
    }
    by_door(entry, op, message)
}

fn by_door(entry: &Entry, op: &str, message: &Value) -> Result<Value, Refused> {
    let mut options = Vec::new();
    for (name, value) in message["options"].as_object().into_iter().flatten() {
        if name != "extra_params" {
            options.push((name.clone(), values::door(value)?));
        }
    }
    let text = |name: &str| message[name].as_str();
    let target = match op {
        "request" => Target::Request {
            method: text("method").unwrap_or_default(),
            path: text("path").unwrap_or_default(),
        },
        name => Target::Operation { name, id: text("id") },
    };
    let params = values::params(&message["params"], &message["options"]["extra_params"])?;
    let reply = entry.door.call_text(&target, &params, CallOptions::new(options), None)?;
    let ok = answer::plain(&reply.body).map_err(Refused::Crash)?;
    let mut done = json!({"ok": ok, "response": answer::response(&reply.last_response)});
    if let Some(paths) = message.get("read") {
        done["read"] = reads::read(&reply.body, paths)?;
    }
    Ok(done)
}

fn method(name: &Value) -> Option<Method> {
    match name.as_str()? {
        "GET" => Some(Method::Get),
        "POST" => Some(Method::Post),
        "DELETE" => Some(Method::Delete),
        _ => None,
    }
}
