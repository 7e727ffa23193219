//! The operations on refunds.

use super::resource::resource;

resource! {
    /// Refunds: money given back, to the source that was charged.
    Refunds "refunds"

    /// Creates a refund: gives back all or a part of a charge.
    create(CreateRefund) Post "/refunds" => Object Refund "refund" {
        required {
            /// The id of the charge to refund.
            charge: text,
        }
        optional {
            /// How much to give back, in the currency's smallest unit; all that remains by default.
            amount: integer,
            /// Why: `duplicate`, `fraudulent` or `requested_by_customer`.
            reason: choice(RefundReason),
            /// Texts of your own by name; at most 50.
            metadata: metadata,
            /// The fields to answer with whole objects in place of ids, such as `charge`.
            expand: texts,
        }
    }

    /// Retrieves the refund of that id.
    retrieve[id](RetrieveRefund) Get "/refunds/{id}" => Object Refund "refund" {
        optional {
            /// The fields to answer with whole objects in place of ids, such as `charge`.
            expand: texts,
        }
    }

    /// Updates a refund's metadata.
    update[id](UpdateRefund) Post "/refunds/{id}" => Object Refund "refund" {
        optional {
            /// Texts of your own by name; those given are merged in, an empty text removes its name.
            metadata: metadata,
            /// The fields to answer with whole objects in place of ids, such as `charge`.
            expand: texts,
        }
    }

    /// Lists refunds, newest first.
    list(ListRefunds) Get "/refunds" => List Refund "refund" {
        optional {
            /// How many objects a page holds, 1 to 100; 10 by default.
            limit: integer,
            /// The id after which the page begins; for going forward.
            starting_after: text,
            /// The id before which the page ends; for going backward.
            ending_before: text,
            /// Only objects created at that time, or within that range, in unix seconds.
            created: range,
            /// Only refunds of the charge of that id.
            charge: text,
            /// The fields to answer with whole objects in place of ids, such as `data.charge`.
            expand: texts,
        }
    }
}
