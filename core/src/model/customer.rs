//! Customers, and the notice that something was deleted.

use super::describe::model;
use super::{Card, Expandable, List, Metadata};

model! {
    /// A customer: a person or firm who pays more than once.
    Customer "customer" {
        /// The unique id, `cus_…`.
        id: String,
        /// Always `customer`.
        object: String,
        /// What the customer owes (above zero) or has in credit (below), in the currency's smallest unit.
        balance: i64,
        /// When the customer was created, in unix seconds.
        created: i64,
        /// The currency the customer is billed in, once there is one.
        currency: Option<String>,
        /// The payment source charged unless another is named.
        default_source: Option<Expandable<Card>>,
        /// Whether the last payment of a bill failed.
        delinquent: bool,
        /// A text for your own use.
        description: Option<String>,
        /// The address for mail.
        email: Option<String>,
        /// Whether the customer exists with a live key, or in test mode.
        livemode: bool,
        /// Texts of your own by name.
        metadata: Metadata,
        /// The full name.
        name: Option<String>,
        /// The telephone number.
        phone: Option<String>,
        /// The payment sources.
        sources: Option<List<Card>>,
        /// True once the customer was deleted; the other fields are then missing.
        deleted: Option<bool>,
    }
}

model! {
    /// The notice that an object was deleted.
    Deleted "" {
        /// The id that the object had.
        id: String,
        /// The kind of object that it was.
        object: String,
        /// Always true.
        deleted: bool,
    }
}
