//! What the examples of the reference do, told once for all languages.

/// One call of an example.
#[derive(Debug)]
pub(super) struct Step {
    /// The variable that takes the answer.
    pub(super) keeps: &'static str,
    /// The operation: `charges.create`.
    pub(super) operation: &'static str,
    /// The id in the path.
    pub(super) id: Option<Value>,
    /// The parameters, required ones first, in the order of the core's table.
    pub(super) params: &'static [(&'static str, Value)],
}

/// A value of an example.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    /// A whole number.
    Integer(u64),
    /// `true` or `false`.
    Boolean(bool),
    /// A text.
    Text(&'static str),
    /// A list of texts.
    Texts(&'static [&'static str]),
    /// Texts by name.
    Metadata(&'static [(&'static str, &'static str)]),
    /// The id of the object in that variable.
    Id(&'static str),
    /// The id of the first object of the page in that variable.
    FirstId(&'static str),
}

use Value::{Boolean, FirstId, Id, Integer, Metadata, Text, Texts};

/// Returns the calls of an operation's example. On a page, later examples know the variables of the
/// earlier ones.
pub(super) fn of(operation: &str) -> &'static [Step] {
    let found = EXAMPLES.iter().find(|steps| steps.last().is_some_and(|step| step.operation == operation));
    found.unwrap_or_else(|| panic!("{operation} has an example in surface/src/reference/examples.rs"))
}

const fn step(
    keeps: &'static str,
    operation: &'static str,
    id: Option<Value>,
    params: &'static [(&'static str, Value)],
) -> Step {
    Step { keeps, operation, id, params }
}

/// An example each, found by its last call.
const EXAMPLES: &[&[Step]] = &[
    &[step(
        "charge",
        "charges.create",
        None,
        &[
            ("amount", Integer(2000)),
            ("currency", Text("usd")),
            ("source", Text("tok_visa")),
            ("metadata", Metadata(&[("order", "42")])),
        ],
    )],
    &[step("retrieved", "charges.retrieve", Some(Id("charge")), &[])],
    &[step("updated", "charges.update", Some(Id("charge")), &[("description", Text("Order 42"))])],
    &[
        step(
            "reserved",
            "charges.create",
            None,
            &[
                ("amount", Integer(5000)),
                ("currency", Text("usd")),
                ("source", Text("tok_visa")),
                ("capture", Boolean(false)),
            ],
        ),
        step("captured", "charges.capture", Some(Id("reserved")), &[("amount", Integer(4000))]),
    ],
    &[step("page", "charges.list", None, &[("limit", Integer(3))])],
    &[step(
        "customer",
        "customers.create",
        None,
        &[("email", Text("ada@example.com")), ("source", Text("tok_visa")), ("name", Text("Ada"))],
    )],
    &[step("retrieved", "customers.retrieve", Some(Id("customer")), &[])],
    &[step("updated", "customers.update", Some(Id("customer")), &[("phone", Text("+1 555 0100"))])],
    &[step("deleted", "customers.delete", Some(Id("customer")), &[])],
    &[step("page", "customers.list", None, &[("limit", Integer(3))])],
    &[
        step(
            "charge",
            "charges.create",
            None,
            &[("amount", Integer(2000)), ("currency", Text("usd")), ("source", Text("tok_visa"))],
        ),
        step(
            "refund",
            "refunds.create",
            None,
            &[("charge", Id("charge")), ("amount", Integer(500)), ("reason", Text("requested_by_customer"))],
        ),
    ],
    &[step("retrieved", "refunds.retrieve", Some(Id("refund")), &[])],
    &[step("updated", "refunds.update", Some(Id("refund")), &[("metadata", Metadata(&[("order", "42")]))])],
    &[step("page", "refunds.list", None, &[("charge", Id("charge"))])],
    &[
        step("customer", "customers.create", None, &[("email", Text("ada@example.com"))]),
        step("latest", "events.list", None, &[("limit", Integer(1))]),
        step("event", "events.retrieve", Some(FirstId("latest")), &[]),
    ],
    &[step("page", "events.list", None, &[("type", Text("charge.*"))])],
    &[step(
        "endpoint",
        "webhook_endpoints.create",
        None,
        &[("url", Text("https://shop.example/webhooks")), ("enabled_events", Texts(&["charge.refunded"]))],
    )],
    &[step("retrieved", "webhook_endpoints.retrieve", Some(Id("endpoint")), &[])],
    &[step(
        "updated",
        "webhook_endpoints.update",
        Some(Id("endpoint")),
        &[("enabled_events", Texts(&["charge.*", "customer.deleted"]))],
    )],
    &[step("deleted", "webhook_endpoints.delete", Some(Id("endpoint")), &[])],
    &[step("page", "webhook_endpoints.list", None, &[("limit", Integer(3))])],
];
