//! What each operation does: one handler an operation, by its name in the table.

pub(crate) mod capture;
pub(crate) mod charges;
pub(crate) mod customers;
pub(crate) mod events;
pub(crate) mod expand;
pub(crate) mod fields;
pub(crate) mod payment;
pub(crate) mod refunds;
pub(crate) mod settlements;
pub(crate) mod webhook_endpoints;

use crate::objects::EventRequest;
use crate::params::Params;
use crate::refusal::Refusal;
use crate::store::Tx;

/// One operation being carried out, within its transaction.
pub(crate) struct Call<'a> {
    pub(crate) tx: &'a Tx<'a>,
    pub(crate) params: &'a Params,
    /// The id in the path; empty where the path has none.
    pub(crate) id: &'a str,
    pub(crate) origin: &'a Origin<'a>,
}

/// Where a change came from, as its event will tell.
pub(crate) struct Origin<'a> {
    /// The version that the request pinned, or the sandbox's own.
    pub(crate) version: &'a str,
    /// The request; none for what happens by itself.
    pub(crate) request: Option<EventRequest>,
    /// The URLs that every event goes to.
    pub(crate) forward_to: &'a [String],
}

/// An answer of the API: its status and JSON text.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn ok(body: String) -> Self {
        Self { status: 200, body }
    }
}

/// Carries one operation out. A refusal rolls its transaction back; any answer commits it.
pub(crate) type Handler = fn(&Call<'_>) -> Result<Answer, Refusal>;

/// Returns the handler of the operation of that name.
pub(crate) fn handler(name: &str) -> Option<Handler> {
    Some(match name {
        "charges.create" => charges::create,
        "charges.retrieve" => charges::retrieve,
        "charges.update" => charges::update,
        "charges.capture" => capture::capture,
        "charges.list" => charges::list,
        "customers.create" => customers::create,
        "customers.retrieve" => customers::retrieve,
        "customers.update" => customers::update,
        "customers.delete" => customers::delete,
        "customers.list" => customers::list,
        "refunds.create" => refunds::create,
        "refunds.retrieve" => refunds::retrieve,
        "refunds.update" => refunds::update,
        "refunds.list" => refunds::list,
        "events.retrieve" => events::retrieve,
        "events.list" => events::list,
        "webhook_endpoints.create" => webhook_endpoints::create,
        "webhook_endpoints.retrieve" => webhook_endpoints::retrieve,
        "webhook_endpoints.update" => webhook_endpoints::update,
        "webhook_endpoints.delete" => webhook_endpoints::delete,
        "webhook_endpoints.list" => webhook_endpoints::list,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_operation_of_the_table_has_a_handler() {
        for operation in nextgen::api::operations() {
            assert!(super::handler(operation.name).is_some(), "{}", operation.name);
        }
    }
}
