//! The operations of the API: one table, from which requests are checked and surfaces are written.
//!
//! Each resource has a file that declares its operations once, by the `resource!` macro: verb, path,
//! parameters with their kinds and docs, and answer. The macro makes of each the entry in
//! [`operations`], the typed parameters ([`CreateCharge`]) and the method ([`Charges::create`]). The
//! bindings' methods and the sandbox's checks come from the same table.

mod charges;
mod customers;
mod events;
mod refunds;
mod resource;
mod webhook_endpoints;

pub use resource::Ask;
pub(crate) use resource::wire_name;

pub use charges::{CaptureCharge, Charges, CreateCharge, ListCharges, RetrieveCharge, UpdateCharge};
pub use customers::{
    CreateCustomer, Customers, DeleteCustomer, ListCustomers, RetrieveCustomer, UpdateCustomer,
};
pub use events::{Events, ListEvents, RetrieveEvent};
pub use refunds::{CreateRefund, ListRefunds, Refunds, RetrieveRefund, UpdateRefund};
pub use webhook_endpoints::{
    CreateWebhookEndpoint, DeleteWebhookEndpoint, ListWebhookEndpoints, RetrieveWebhookEndpoint,
    UpdateWebhookEndpoint, WebhookEndpoints,
};

use crate::transport::Method;

/// Every resource of the API, in the order of the reference.
pub const RESOURCES: &[&Resource] = &[
    &charges::RESOURCE,
    &customers::RESOURCE,
    &refunds::RESOURCE,
    &events::RESOURCE,
    &webhook_endpoints::RESOURCE,
];

/// Returns every operation of the API.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    RESOURCES.iter().flat_map(|resource| resource.operations.iter().copied())
}

/// Returns the operation of that name (`charges.create`), if there is one.
pub fn operation(name: &str) -> Option<&'static Operation> {
    operations().find(|operation| operation.name == name)
}

/// A resource: a group of operations on one kind of object.
#[derive(Debug)]
pub struct Resource {
    /// The name in code and in paths: `charges`.
    pub name: &'static str,
    /// What the resource is for, as whole sentences.
    pub doc: &'static str,
    /// Its operations.
    pub operations: &'static [&'static Operation],
}

/// One operation: what is sent where, and what comes back.
#[derive(Debug)]
pub struct Operation {
    /// The resource and the action: `charges.create`.
    pub name: &'static str,
    /// The verb.
    pub method: Method,
    /// The path below the API base; `{id}` stands for the object's id: `/charges/{id}/capture`.
    pub path: &'static str,
    /// The parameters, required ones first.
    pub params: &'static [Param],
    /// What a success brings.
    pub answer: Answer,
    /// What the operation does, as whole sentences.
    pub doc: &'static str,
}

impl Operation {
    /// Returns the part of the name behind the dot: `create`.
    pub fn action(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(_, action)| action)
    }

    /// Says whether the path holds the id of an object.
    pub fn has_id(&self) -> bool {
        self.path.contains("{id}")
    }

    /// Returns the parameter of that name, if the operation has one.
    pub fn param(&self, name: &str) -> Option<&'static Param> {
        self.params.iter().find(|param| param.name == name)
    }
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Param {
    /// The name on the wire.
    pub name: &'static str,
    /// Which values it takes.
    pub kind: Kind,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it means, as whole sentences.
    pub doc: &'static str,
}

/// Which values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An integer from 0 to 2^53 − 1.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// Text.
    Text,
    /// A list of texts.
    Texts,
    /// Names with texts: at most 50, names of 40 characters, values of 500.
    Metadata,
    /// A time in unix seconds, or any of `gt`, `gte`, `lt`, `lte` with one.
    Range,
    /// One of these texts; others are passed on, for the server to judge.
    Choice(&'static [&'static str]),
}

/// What the answer to an operation holds, by the object's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One object of that name: `charge`.
    Object(&'static str),
    /// A page of objects of that name.
    List(&'static str),
    /// A notice that the object of that name was deleted.
    Deleted(&'static str),
}

impl Answer {
    /// Returns the value of the answer's field `object`.
    pub fn object_name(self) -> &'static str {
        match self {
            Answer::Object(name) | Answer::Deleted(name) => name,
            Answer::List(_) => "list",
        }
    }
}
