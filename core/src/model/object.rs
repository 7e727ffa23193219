//! An object of whichever kind, as events carry it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Card, Charge, Customer, Refund, WebhookEndpoint};
use crate::document::{self, Fill};

/// An object of the API, told apart by its field `object`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Object {
    /// A charge.
    Charge(Box<Charge>),
    /// A card.
    Card(Box<Card>),
    /// A customer.
    Customer(Box<Customer>),
    /// A refund.
    Refund(Box<Refund>),
    /// A webhook endpoint.
    WebhookEndpoint(Box<WebhookEndpoint>),
    /// A kind of object that this version does not know, as it came.
    Other(Value),
}

impl Default for Object {
    fn default() -> Self {
        Object::Other(Value::Null)
    }
}

impl Fill for Object {
    fn fill(&mut self, value: document::Value<'_, '_>) -> Option<()> {
        let text = value.raw()?;
        let name = document::head(text.as_bytes()).ok()?.name;
        *self = match name.as_deref() {
            Some("charge") => Object::Charge(document::model(text)?),
            Some("card") => Object::Card(document::model(text)?),
            Some("customer") => Object::Customer(document::model(text)?),
            Some("refund") => Object::Refund(document::model(text)?),
            Some("webhook_endpoint") => Object::WebhookEndpoint(document::model(text)?),
            _ => Object::Other(serde_json::from_str(text).ok()?),
        };
        Some(())
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        Ok(match json.get("object").and_then(Value::as_str) {
            Some("charge") => read(json, Object::Charge),
            Some("card") => read(json, Object::Card),
            Some("customer") => read(json, Object::Customer),
            Some("refund") => read(json, Object::Refund),
            Some("webhook_endpoint") => read(json, Object::WebhookEndpoint),
            _ => Object::Other(json),
        })
    }
}

/// Reads a model; what does not fit it is kept as it came, so that no event is lost for one odd field.
fn read<T: serde::de::DeserializeOwned>(json: Value, make: fn(Box<T>) -> Object) -> Object {
    match T::deserialize(&json) {
        Ok(model) => make(Box::new(model)),
        Err(_) => Object::Other(json),
    }
}
