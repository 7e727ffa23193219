//! The objects of the API, as answers and events bring them.
//!
//! Every field may be missing in an answer and every set of texts is open: what a model does not
//! know is kept in `extra`, or in an enum's `Other`; an integer beyond 64 bits reads as a float there,
//! and is whole in the text that [`request`](crate::Client::request) brings. Amounts are integers in the currency's smallest
//! unit, times are unix seconds.

mod charge;
mod customer;
mod describe;
mod event;
mod fields;
mod list;
mod object;
mod refund;
mod webhook_endpoint;

use std::collections::BTreeMap;

pub use charge::{Card, Charge, ChargeStatus, Funding, Outcome};
pub use customer::{Customer, Deleted};
pub use describe::{Choice, Field, Holds, Model, SHOWN, is_secret, shown};
pub use event::{Event, EventData, EventRequest, EventType};
pub use list::{Expandable, Identified, List, Named};
pub use object::Object;
pub use refund::{Refund, RefundReason, RefundStatus};
pub use webhook_endpoint::WebhookEndpoint;

/// Texts of one's own by name, as objects carry them.
pub type Metadata = BTreeMap<String, String>;

/// Anything that JSON can say.
pub type Json = serde_json::Value;

/// Every model, in the order of the reference.
pub const MODELS: &[&Model] = &[
    &Charge::MODEL,
    &Card::MODEL,
    &Outcome::MODEL,
    &Customer::MODEL,
    &Deleted::MODEL,
    &Refund::MODEL,
    &Event::MODEL,
    &EventData::MODEL,
    &EventRequest::MODEL,
    &WebhookEndpoint::MODEL,
];

/// Every open set of texts.
pub const CHOICES: &[&Choice] = &[
    &ChargeStatus::CHOICE,
    &Funding::CHOICE,
    &RefundReason::CHOICE,
    &RefundStatus::CHOICE,
    &EventType::CHOICE,
];

#[cfg(test)]
mod tests;
