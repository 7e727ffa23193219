//! Events: what webhooks bring.

use serde::Deserialize;

use super::describe::{Described, Holds, choice, model};
use super::{Expandable, Object};
use crate::document::{self, Fill};

model! {
    /// An event: something that happened in the account.
    Event "event" {
        /// The unique id, `evt_…`.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that wrote `data`.
        api_version: Option<String>,
        /// When it happened, in unix seconds.
        created: i64,
        /// What it happened to.
        data: EventData,
        /// Whether it happened with a live key, or in test mode.
        livemode: bool,
        /// How many webhook endpoints have not yet taken the event.
        pending_webhooks: i64,
        /// The request that caused it, if a request did.
        request: Option<EventRequest>,
        /// What happened.
        r#type: EventType,
    }
}

model! {
    /// What an event happened to.
    EventData "" {
        /// The object as it was just after the event.
        object: Object,
        /// The values that the event changed, as they were before it.
        previous_attributes: Option<super::Json>,
    }
}

choice! {
    /// What happened. An unknown type is an event like any other.
    EventType {
        /// A charge succeeded.
        ChargeSucceeded = "charge.succeeded",
        /// A charge was declined.
        ChargeFailed = "charge.failed",
        /// A charge is on its way.
        ChargePending = "charge.pending",
        /// A reserved charge was captured.
        ChargeCaptured = "charge.captured",
        /// A charge was refunded, wholly or in part.
        ChargeRefunded = "charge.refunded",
        /// A charge's description, metadata or receipt address was changed.
        ChargeUpdated = "charge.updated",
        /// A payer disputes a charge.
        ChargeDisputeCreated = "charge.dispute.created",
        /// A refund was created.
        RefundCreated = "refund.created",
        /// A refund was changed.
        RefundUpdated = "refund.updated",
        /// A customer was created.
        CustomerCreated = "customer.created",
        /// A customer was changed.
        CustomerUpdated = "customer.updated",
        /// A customer was deleted.
        CustomerDeleted = "customer.deleted",
        /// A billing cycle was paid.
        InvoicePaymentSucceeded = "invoice.payment_succeeded",
        /// A billing cycle could not be paid.
        InvoicePaymentFailed = "invoice.payment_failed",
    }
}

/// The request that caused an event. The API writes it as an object, or as the id alone.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct EventRequest {
    /// The id of the request, `req_…`.
    pub id: Option<String>,
    /// The idempotency key that the request carried.
    pub idempotency_key: Option<String>,
}

impl EventRequest {
    pub(crate) const MODEL: super::Model = super::Model {
        class: "EventRequest",
        object: "",
        doc: " The request that caused an event.\n",
        fields: &[
            super::Field {
                name: "id",
                holds: Holds::Optional(&Holds::Text),
                doc: " The id of the request, `req_…`.\n",
                is_secret: false,
            },
            super::Field {
                name: "idempotency_key",
                holds: Holds::Optional(&Holds::Text),
                doc: " The idempotency key that the request carried.\n",
                is_secret: false,
            },
        ],
    };
}

impl Described for EventRequest {
    const HOLDS: Holds = Holds::Model("EventRequest");
}

impl Fill for EventRequest {
    fn fill(&mut self, value: document::Value<'_, '_>) -> Option<()> {
        *self = value.any()?;
        Some(())
    }
}

impl<'de> Deserialize<'de> for EventRequest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Form {
            id: Option<String>,
            idempotency_key: Option<String>,
        }
        Ok(match Expandable::<Form>::deserialize(deserializer)? {
            Expandable::Id(id) => EventRequest { id: Some(id), idempotency_key: None },
            Expandable::Object(form) => EventRequest { id: form.id, idempotency_key: form.idempotency_key },
        })
    }
}
