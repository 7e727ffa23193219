#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod answer;
pub mod api;
pub mod bridge;
mod client;
mod document;
mod error;
mod form;
pub mod model;
pub mod observer;
mod page;
mod params;
mod retry;
mod secret;
mod seek;
mod trail;
pub mod transport;
mod value;
pub mod webhook;

pub use answer::{Answer, LastResponse, RawAnswer};
pub use api::{
    CaptureCharge, CreateCharge, CreateCustomer, CreateRefund, CreateWebhookEndpoint, ListCharges,
    ListCustomers, ListEvents, ListRefunds, ListWebhookEndpoints, UpdateCharge, UpdateCustomer, UpdateRefund,
    UpdateWebhookEndpoint,
};
pub use client::{
    AppInfo, Builder, Client, DEFAULT_BASE_URL, DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_RETRIES,
    DEFAULT_TIMEOUT, MAX_RETRIES, RequestOptions,
};
pub use error::{Error, ErrorKind};
pub use form::MAX_INTEGER;
pub use model::{
    Card, Charge, ChargeStatus, Customer, Deleted, Event, EventType, Expandable, List, Object, Refund,
    RefundReason, RefundStatus, WebhookEndpoint,
};
pub use observer::Observer;
pub use page::{AutoPaging, Listing};
pub use params::Params;
pub use transport::{Method, Stop, Transport};
pub use value::{MAX_DEPTH, Range, Value};
pub use webhook::{Verifier, Webhook};

/// The version of this crate, and of every package made from it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
