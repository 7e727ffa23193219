//! Refunds.

use super::describe::{choice, model};
use super::{Charge, Expandable, Metadata};

model! {
    /// A refund: money given back, to the source that was charged.
    Refund "refund" {
        /// The unique id, `re_…`.
        id: String,
        /// Always `refund`.
        object: String,
        /// How much is given back, in the currency's smallest unit.
        amount: i64,
        /// The charge that is refunded.
        charge: Expandable<Charge>,
        /// When the refund was created, in unix seconds.
        created: i64,
        /// The three-letter ISO 4217 code of the currency, in lower case.
        currency: String,
        /// Texts of your own by name.
        metadata: Metadata,
        /// Why the money is given back.
        reason: Option<RefundReason>,
        /// The number on the receipt that was sent for the refund.
        receipt_number: Option<String>,
        /// How the refund stands.
        status: RefundStatus,
    }
}

choice! {
    /// Why money is given back.
    RefundReason {
        /// The charge was made twice.
        Duplicate = "duplicate",
        /// The charge was a fraud.
        Fraudulent = "fraudulent",
        /// The customer asked for it.
        RequestedByCustomer = "requested_by_customer",
    }
}

choice! {
    /// How a refund stands.
    RefundStatus {
        /// The money is on its way back.
        Succeeded = "succeeded",
        /// The refund is not through yet.
        Pending = "pending",
        /// The money could not be given back.
        Failed = "failed",
        /// The refund was called off.
        Canceled = "canceled",
    }
}
