//! The typed surface: one line an operation, from the protocol's parameters to builders.

use nextgen::{
    Answer, CaptureCharge, Client, CreateCharge, CreateCustomer, CreateRefund, CreateWebhookEndpoint, Error,
    ListCharges, ListCustomers, ListEvents, ListRefunds, ListWebhookEndpoints, Listing, Range, UpdateCharge,
    UpdateCustomer, UpdateRefund, UpdateWebhookEndpoint,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{Refused, answer, values};

type Done = Result<Value, Refused>;

/// Builds typed parameters, or gives up by `None` where a value has not the type of its parameter.
macro_rules! build {
    ($Params:ident [$($need:ident: $need_kind:ident),*] [$($may:ident: $kind:ident),*] $message:expr) => {{
        let params = &$message["params"];
        let known: &[&str] = &[$(name(stringify!($need)),)* $(name(stringify!($may)),)*];
        if params.as_object().into_iter().flatten().any(|(name, _)| !known.contains(&name.as_str())) {
            return None;
        }
        let mut ask = $Params::new($($need_kind(&params[name(stringify!($need))])?),*);
        $( if let Some(value) = params.get(name(stringify!($may))) { ask = ask.$may($kind(value)?); } )*
        for (name, value) in $message["options"]["extra_params"].as_object().into_iter().flatten() {
            ask = ask.extra(name, values::door(value).ok()?);
        }
        ask
    }};
}

/// Makes the call `op`; `None` where it cannot be typed.
pub(crate) fn call(client: &Client, op: &str, m: &Value) -> Option<Done> {
    let id = m["id"].as_str();
    let bare = m["params"].as_object().is_none_or(|params| params.is_empty());
    Some(match op {
        "charges.create" => object(client.charges().create(create_charge(m)?)),
        "charges.retrieve" if bare => object(client.charges().retrieve(id?)),
        "charges.update" => object(client.charges().update(id?, update_charge(m)?)),
        "charges.capture" => object(client.charges().capture(id?, capture_charge(m)?)),
        "charges.list" => object(client.charges().list(list_charges(m)?).page()),
        "customers.create" => object(client.customers().create(create_customer(m)?)),
        "customers.retrieve" if bare => object(client.customers().retrieve(id?)),
        "customers.update" => object(client.customers().update(id?, update_customer(m)?)),
        "customers.delete" if bare => object(client.customers().delete(id?)),
        "customers.list" => object(client.customers().list(list_customers(m)?).page()),
        "refunds.create" => object(client.refunds().create(create_refund(m)?)),
        "refunds.retrieve" if bare => object(client.refunds().retrieve(id?)),
        "refunds.update" => object(client.refunds().update(id?, update_refund(m)?)),
        "refunds.list" => object(client.refunds().list(list_refunds(m)?).page()),
        "events.retrieve" if bare => object(client.events().retrieve(id?)),
        "events.list" => object(client.events().list(list_events(m)?).page()),
        "webhook_endpoints.create" => object(client.webhook_endpoints().create(create_endpoint(m)?)),
        "webhook_endpoints.retrieve" if bare => object(client.webhook_endpoints().retrieve(id?)),
        "webhook_endpoints.update" => object(client.webhook_endpoints().update(id?, update_endpoint(m)?)),
        "webhook_endpoints.delete" if bare => object(client.webhook_endpoints().delete(id?)),
        "webhook_endpoints.list" => object(client.webhook_endpoints().list(list_endpoints(m)?).page()),
        _ => return None,
    })
}

/// Walks through all pages of `resource`; `None` where the parameters cannot be typed.
pub(crate) fn walk(client: &Client, resource: &str, m: &Value) -> Option<Done> {
    let most = m["most"].as_u64().and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
    Some(match resource {
        "charges" => ids(client.charges().list(list_charges(m)?), most),
        "customers" => ids(client.customers().list(list_customers(m)?), most),
        "refunds" => ids(client.refunds().list(list_refunds(m)?), most),
        "events" => ids(client.events().list(list_events(m)?), most),
        "webhook_endpoints" => ids(client.webhook_endpoints().list(list_endpoints(m)?), most),
        _ => return None,
    })
}

fn create_charge(m: &Value) -> Option<CreateCharge> {
    Some(
        build!(CreateCharge [amount: integer, currency: text] [source: text, customer: text, description: text,
        capture: boolean, receipt_email: text, statement_descriptor: text, metadata: metadata, expand: texts] m),
    )
}

fn update_charge(m: &Value) -> Option<UpdateCharge> {
    Some(
        build!(UpdateCharge [] [description: text, metadata: metadata, receipt_email: text, expand: texts] m),
    )
}

fn capture_charge(m: &Value) -> Option<CaptureCharge> {
    Some(build!(CaptureCharge [] [amount: integer, expand: texts] m))
}

fn list_charges(m: &Value) -> Option<ListCharges> {
    Some(build!(ListCharges [] [limit: integer, starting_after: text, ending_before: text, created: range,
        customer: text, expand: texts] m))
}

fn create_customer(m: &Value) -> Option<CreateCustomer> {
    Some(build!(CreateCustomer [] [email: text, description: text, source: text, name: text, phone: text,
        metadata: metadata, expand: texts] m))
}

fn update_customer(m: &Value) -> Option<UpdateCustomer> {
    Some(build!(UpdateCustomer [] [email: text, description: text, source: text, name: text, phone: text,
        metadata: metadata, expand: texts] m))
}

fn list_customers(m: &Value) -> Option<ListCustomers> {
    Some(build!(ListCustomers [] [limit: integer, starting_after: text, ending_before: text, created: range,
        email: text] m))
}

fn create_refund(m: &Value) -> Option<CreateRefund> {
    Some(
        build!(CreateRefund [charge: text] [amount: integer, reason: text, metadata: metadata, expand: texts] m),
    )
}

fn update_refund(m: &Value) -> Option<UpdateRefund> {
    Some(build!(UpdateRefund [] [metadata: metadata, expand: texts] m))
}

fn list_refunds(m: &Value) -> Option<ListRefunds> {
    Some(build!(ListRefunds [] [limit: integer, starting_after: text, ending_before: text, created: range,
        charge: text] m))
}

fn list_events(m: &Value) -> Option<ListEvents> {
    Some(build!(ListEvents [] [limit: integer, starting_after: text, ending_before: text, created: range,
        r#type: text, types: texts] m))
}

fn create_endpoint(m: &Value) -> Option<CreateWebhookEndpoint> {
    Some(build!(CreateWebhookEndpoint [url: text, enabled_events: texts] [] m))
}

fn update_endpoint(m: &Value) -> Option<UpdateWebhookEndpoint> {
    Some(build!(UpdateWebhookEndpoint [] [url: text, enabled_events: texts] m))
}

fn list_endpoints(m: &Value) -> Option<ListWebhookEndpoints> {
    Some(build!(ListWebhookEndpoints [] [limit: integer, starting_after: text, ending_before: text] m))
}

fn object<T: Serialize>(result: Result<Answer<T>, Error>) -> Done {
    let answer = result?;
    let text = serde_json::to_vec(&*answer).map_err(|error| Refused::Crash(error.to_string()))?;
    let ok = answer::plain(&text).map_err(Refused::Crash)?;
    if holds_wide_integer(&ok) {
        return Err(Refused::Unsupported("a model's unknown integers have 64 bits"));
    }
    Ok(json!({"ok": ok, "response": answer::response(answer.last_response())}))
}

fn ids<T: DeserializeOwned + nextgen::model::Identified>(listing: Listing<T>, most: usize) -> Done {
    let mut ids = Vec::new();
    for object in listing.auto_paging().take(most) {
        match object {
            Ok(object) => ids.push(object.id().to_owned()),
            Err(error) => return Err(Refused::Error(Box::new(error), ids)),
        }
    }
    Ok(json!({"ok": ids}))
}

/// Returns the name on the wire: `r#type` is `type`.
fn name(name: &'static str) -> &'static str {
    name.trim_start_matches("r#")
}

fn integer(value: &Value) -> Option<u64> {
    value.as_u64()
}

fn boolean(value: &Value) -> Option<bool> {
    value.as_bool()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(text).collect()
}

fn metadata(value: &Value) -> Option<Vec<(String, String)>> {
    value.as_object()?.iter().map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}

fn range(value: &Value) -> Option<Range> {
    if let Some(at) = value.as_i64() {
        return Some(Range::from(at));
    }
    let bound = |range: Range, name: &str, set: fn(Range, i64) -> Range| match value.get(name) {
        Some(at) => Some(set(range, at.as_i64()?)),
        None => Some(range),
    };
    let range = bound(Range::new(), "gt", Range::gt)?;
    let range = bound(range, "gte", Range::gte)?;
    let range = bound(range, "lt", Range::lt)?;
    bound(range, "lte", Range::lte)
}

/// Says whether a number is in there that an integer beyond 64 bits is read as.
fn holds_wide_integer(json: &Value) -> bool {
    match json {
        Value::Number(number) => {
            number.is_f64() && number.as_f64().is_some_and(|float| float.abs() >= 2f64.powi(63))
        }
        Value::Array(items) => items.iter().any(holds_wide_integer),
        Value::Object(members) => members.values().any(holds_wide_integer),
        _ => false,
    }
}
