//! The sandbox's own endpoints, under `/_sandbox`: a look inside, and faults to set.

use serde_json::json;

use crate::clock;
use crate::faults::Rule;
use crate::form::{self, Node};
use crate::http::Request;
use crate::objects::{Metadata, to_raw};
use crate::refusal::{Refusal, clip};
use crate::reply::Reply;
use crate::resources::{Origin, events, settlements};
use crate::service::{Service, VERSION};

/// Answers a request to an endpoint of the sandbox's own; `path` is what follows `/_sandbox`.
pub(crate) fn answer(service: &Service, request: &Request, path: &str) -> Result<Reply, Refusal> {
    let body = match (request.method.as_str(), path) {
        ("GET", "" | "/") => json!({
            "object": "sandbox",
            "version": env!("CARGO_PKG_VERSION"),
            "api_version": VERSION,
            "faults": service.faults.texts(),
        }),
        ("GET", "/requests") => json!({ "object": "list", "data": service.log.all() }),
        ("DELETE", "/requests") => {
            service.log.clear();
            json!({ "object": "list", "data": [] })
        }
        ("GET", "/deliveries") => {
            let event = parameter(&request.query, "event")?;
            let attempts = service.store.read(|tx| tx.attempts(event.as_deref()))?;
            json!({ "object": "list", "data": attempts })
        }
        ("GET", "/faults") => json!({ "object": "list", "data": service.faults.texts() }),
        ("POST", "/faults") => {
            let text = required(request, "rule")?;
            let rule = Rule::parse(&text).map_err(|why| {
                Refusal::invalid(format!("The fault rule '{}' cannot be read: {why}.", clip(&text)))
                    .param("rule")
            })?;
            let text = rule.text().to_owned();
            service.faults.add(rule);
            json!({ "object": "fault", "rule": text })
        }
        ("DELETE", "/faults") => {
            service.faults.clear();
            json!({ "object": "list", "data": [] })
        }
        ("POST", "/settle") => json!({ "object": "settlement", "settled": settle(service, i64::MAX)? }),
        ("POST", "/events") => {
            json!({ "object": "event", "type": trigger(service, &required(request, "type")?)? })
        }
        _ => {
            let message = format!("There is nothing at {} '{}'.", clip(&request.method), clip(&request.path));
            return Err(Refusal::invalid(message).code("resource_missing").status(404));
        }
    };
    Ok(Reply::json(200, body.to_string()))
}

/// Lets the pending charges that are due by `time` succeed.
pub(crate) fn settle(service: &Service, time: i64) -> Result<usize, Refusal> {
    let origin = Origin { version: VERSION, request: None, forward_to: &service.forward_to };
    let committed = service.store.write(|tx| settlements::settle(tx, &origin, time))?;
    if committed.woken {
        service.bell.ring();
    }
    Ok(committed.value)
}

/// Records an event of a kind that no operation here brings about: one of a billing cycle.
fn trigger(service: &Service, kind: &str) -> Result<String, Refusal> {
    let paid = match kind {
        "invoice.payment_succeeded" => true,
        "invoice.payment_failed" => false,
        _ => {
            let message = format!(
                "'{}' cannot be triggered; invoice.payment_succeeded and invoice.payment_failed can, and others come \
                 from operations.",
                clip(kind)
            );
            return Err(Refusal::invalid(message).param("type"));
        }
    };
    let invoice = json!({
        "id": crate::ids::new_id("in"),
        "object": "invoice",
        "amount_due": 2000,
        "amount_paid": if paid { 2000 } else { 0 },
        "created": clock::millis() / 1000,
        "currency": "usd",
        "livemode": false,
        "metadata": Metadata::new(),
        "paid": paid,
        "status": if paid { "paid" } else { "open" },
    });
    let origin = Origin { version: VERSION, request: None, forward_to: &service.forward_to };
    let committed =
        service.store.write(|tx| events::record(tx, &origin, kind, to_raw(&invoice).get(), None))?;
    if committed.woken {
        service.bell.ring();
    }
    Ok(kind.to_owned())
}

fn required(request: &Request, name: &str) -> Result<String, Refusal> {
    let found = parameter(&String::from_utf8_lossy(&request.body), name)?;
    found.ok_or_else(|| {
        Refusal::invalid(format!("The parameter '{name}' is missing.")).code("parameter_missing").param(name)
    })
}

fn parameter(form: &str, name: &str) -> Result<Option<String>, Refusal> {
    let found = form::decode(form.as_bytes())?.into_iter().find(|(known, _)| known == name);
    Ok(found.and_then(|(_, node)| match node {
        Node::Text(text) => Some(text),
        Node::Names(_) => None,
    }))
}
