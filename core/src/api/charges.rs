//! The operations on charges.

use super::resource::resource;

resource! {
    /// Charges: money taken from a card or another payment source.
    Charges "charges"

    /// Creates a charge: takes an amount from a payment source.
    ///
    /// Give `source`, `customer`, or both. A declined payment is a card error whose `charge` is the
    /// id of the failed charge. With a test key no money moves.
    create(CreateCharge) Post "/charges" => Object Charge "charge" {
        required {
            /// How much to take, in the currency's smallest unit (2000 is 20.00 usd), from 1 to 99,999,999.
            amount: integer,
            /// The three-letter ISO 4217 code of the currency, in lower case.
            currency: text,
        }
        optional {
            /// The payment source to charge: a token such as `tok_visa`, or the id of a card of `customer`.
            source: text,
            /// The id of the customer to charge, by its default source unless `source` is given.
            customer: text,
            /// A text for your own use, shown beside the charge.
            description: text,
            /// Whether to take the money at once (the default), or only to reserve it for `capture`.
            capture: boolean,
            /// The address that the receipt goes to.
            receipt_email: text,
            /// What the payer's statement shows, at most 22 characters.
            statement_descriptor: text,
            /// Texts of your own by name; at most 50.
            metadata: metadata,
            /// The fields to answer with whole objects in place of ids, such as `customer`.
            expand: texts,
        }
    }

    /// Retrieves the charge of that id.
    retrieve[id](RetrieveCharge) Get "/charges/{id}" => Object Charge "charge" {
        optional {
            /// The fields to answer with whole objects in place of ids, such as `customer`.
            expand: texts,
        }
    }

    /// Updates a charge; parameters left out stay as they are, an empty text unsets.
    update[id](UpdateCharge) Post "/charges/{id}" => Object Charge "charge" {
        optional {
            /// A text for your own use, shown beside the charge.
            description: text,
            /// Texts of your own by name; those given are merged in, an empty text removes its name.
            metadata: metadata,
            /// The address that the receipt goes to.
            receipt_email: text,
            /// The fields to answer with whole objects in place of ids, such as `customer`.
            expand: texts,
        }
    }

    /// Captures a charge that was created with `capture` false: takes the money reserved.
    capture[id](CaptureCharge) Post "/charges/{id}/capture" => Object Charge "charge" {
        optional {
            /// How much to take, in the currency's smallest unit; what remains is released. All by default.
            amount: integer,
            /// The fields to answer with whole objects in place of ids, such as `customer`.
            expand: texts,
        }
    }

    /// Lists charges, newest first.
    list(ListCharges) Get "/charges" => List Charge "charge" {
        optional {
            /// How many objects a page holds, 1 to 100; 10 by default.
            limit: integer,
            /// The id after which the page begins; for going forward.
            starting_after: text,
            /// The id before which the page ends; for going backward.
            ending_before: text,
            /// Only objects created at that time, or within that range, in unix seconds.
            created: range,
            /// Only charges of the customer of that id.
            customer: text,
            /// The fields to answer with whole objects in place of ids, such as `data.customer`.
            expand: texts,
        }
    }
}
