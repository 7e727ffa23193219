//! The operations on customers.

use super::resource::resource;

resource! {
    /// Customers: people or firms who pay more than once, with their payment sources.
    Customers "customers"

    /// Creates a customer, with a payment source where one is given.
    create(CreateCustomer) Post "/customers" => Object Customer "customer" {
        optional {
            /// The customer's address for mail.
            email: text,
            /// A text for your own use, shown beside the customer.
            description: text,
            /// A token such as `tok_visa`; its card is attached and becomes the default source.
            source: text,
            /// The customer's full name.
            name: text,
            /// The customer's telephone number.
            phone: text,
            /// Texts of your own by name; at most 50.
            metadata: metadata,
            /// The fields to answer with whole objects in place of ids, such as `default_source`.
            expand: texts,
        }
    }

    /// Retrieves the customer of that id; for a deleted one, a notice with `deleted` true.
    retrieve[id](RetrieveCustomer) Get "/customers/{id}" => Object Customer "customer" {
        optional {
            /// The fields to answer with whole objects in place of ids, such as `default_source`.
            expand: texts,
        }
    }

    /// Updates a customer; parameters left out stay as they are, an empty text unsets.
    update[id](UpdateCustomer) Post "/customers/{id}" => Object Customer "customer" {
        optional {
            /// The customer's address for mail.
            email: text,
            /// A text for your own use, shown beside the customer.
            description: text,
            /// A token such as `tok_visa`; its card is attached and becomes the default source.
            source: text,
            /// The customer's full name.
            name: text,
            /// The customer's telephone number.
            phone: text,
            /// Texts of your own by name; those given are merged in, an empty text removes its name.
            metadata: metadata,
            /// The fields to answer with whole objects in place of ids, such as `default_source`.
            expand: texts,
        }
    }

    /// Deletes a customer for good, with its payment sources; its charges stay.
    delete[id](DeleteCustomer) Delete "/customers/{id}" => Deleted Deleted "customer" {}

    /// Lists customers, newest first.
    list(ListCustomers) Get "/customers" => List Customer "customer" {
        optional {
            /// How many objects a page holds, 1 to 100; 10 by default.
            limit: integer,
            /// The id after which the page begins; for going forward.
            starting_after: text,
            /// The id before which the page ends; for going backward.
            ending_before: text,
            /// Only objects created at that time, or within that range, in unix seconds.
            created: range,
            /// Only customers with exactly that address.
            email: text,
            /// The fields to answer with whole objects in place of ids, such as `data.default_source`.
            expand: texts,
        }
    }
}
