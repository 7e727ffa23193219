//! The objects of the API, their fields in the order in which answers give them.
//!
//! The store keeps each object as the very JSON text that these structs give, so that a retrieved
//! object goes out as it lies; fields that may be absent are `null` in it, never left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Texts of the user's own, by name.
pub(crate) type Metadata = BTreeMap<String, String>;

/// An id, or where it was asked to be expanded, the whole object as JSON text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Field {
    Id(String),
    #[serde(skip_deserializing)]
    Whole(Box<RawValue>),
}

impl Field {
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id),
            Self::Whole(_) => None,
        }
    }
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Charge {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) amount: i64,
    pub(crate) amount_captured: i64,
    pub(crate) amount_refunded: i64,
    pub(crate) captured: bool,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) customer: Option<Field>,
    pub(crate) description: Option<String>,
    pub(crate) disputed: bool,
    pub(crate) dispute: Option<Field>,
    pub(crate) failure_code: Option<String>,
    pub(crate) failure_message: Option<String>,
    pub(crate) livemode: bool,
    pub(crate) metadata: Metadata,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) paid: bool,
    pub(crate) receipt_email: Option<String>,
    pub(crate) refunded: bool,
    pub(crate) refunds: List<Refund>,
    pub(crate) source: Option<Card>,
    pub(crate) statement_descriptor: Option<String>,
    pub(crate) status: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Outcome {
    pub(crate) network_status: String,
    pub(crate) reason: Option<String>,
    pub(crate) risk_level: String,
    pub(crate) risk_score: i64,
    pub(crate) seller_message: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) brand: String,
    pub(crate) country: String,
    pub(crate) customer: Option<String>,
    pub(crate) cvc_check: Option<String>,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) fingerprint: String,
    pub(crate) funding: String,
    pub(crate) last4: String,
    pub(crate) metadata: Metadata,
    pub(crate) name: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Customer {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) balance: i64,
    pub(crate) created: i64,
    pub(crate) currency: Option<String>,
    pub(crate) default_source: Option<Field>,
    pub(crate) delinquent: bool,
    pub(crate) description: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) livemode: bool,
    pub(crate) metadata: Metadata,
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) sources: List<Card>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Refund {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) amount: i64,
    pub(crate) charge: Field,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) metadata: Metadata,
    pub(crate) reason: Option<String>,
    pub(crate) receipt_number: Option<String>,
    pub(crate) status: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Dispute {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) amount: i64,
    pub(crate) charge: String,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) livemode: bool,
    pub(crate) metadata: Metadata,
    pub(crate) reason: String,
    pub(crate) status: String,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) api_version: Option<String>,
    pub(crate) created: i64,
    pub(crate) data: EventData,
    pub(crate) livemode: bool,
    pub(crate) pending_webhooks: i64,
    pub(crate) request: Option<EventRequest>,
    #[serde(rename = "type")]
    pub(crate) kind: String,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct EventData {
    pub(crate) object: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) previous_attributes: Option<Box<RawValue>>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct EventRequest {
    pub(crate) id: Option<String>,
    pub(crate) idempotency_key: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct WebhookEndpoint {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) created: i64,
    pub(crate) enabled_events: Vec<String>,
    pub(crate) livemode: bool,
    pub(crate) metadata: Metadata,
    /// Given in the answer to create alone; the stored text has `null` here.
    pub(crate) secret: Option<String>,
    pub(crate) status: String,
    pub(crate) url: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Deleted {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) deleted: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct List<T> {
    pub(crate) object: String,
    pub(crate) data: Vec<T>,
    pub(crate) has_more: bool,
    pub(crate) url: String,
}

impl<T> List<T> {
    pub(crate) fn new(data: Vec<T>, has_more: bool, url: impl Into<String>) -> Self {
        Self { object: "list".to_owned(), data, has_more, url: url.into() }
    }
}

/// Turns an object into the JSON text that is stored, sent and embedded.
pub(crate) fn to_raw(object: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(object).expect("the API's objects have text keys and serialise")
}
