# Written by `make surface` from the core's tables; do not edit.
"""Types for annotations; nothing here is needed to run."""

from typing import Literal, Union

from ._models import ChargeEvent, CustomerEvent, OtherEvent, RefundEvent

ChargeStatus = Union[
    Literal[
        "succeeded",
        "pending",
        "failed",
    ],
    str,
]
"""How a charge stands."""

Funding = Union[
    Literal[
        "credit",
        "debit",
        "prepaid",
        "unknown",
    ],
    str,
]
"""Where a card's money comes from."""

RefundReason = Union[
    Literal[
        "duplicate",
        "fraudulent",
        "requested_by_customer",
    ],
    str,
]
"""Why money is given back."""

RefundStatus = Union[
    Literal[
        "succeeded",
        "pending",
        "failed",
        "canceled",
    ],
    str,
]
"""How a refund stands."""

EventType = Union[
    Literal[
        "charge.succeeded",
        "charge.failed",
        "charge.pending",
        "charge.captured",
        "charge.refunded",
        "charge.updated",
        "charge.dispute.created",
        "refund.created",
        "refund.updated",
        "customer.created",
        "customer.updated",
        "customer.deleted",
        "invoice.payment_succeeded",
        "invoice.payment_failed",
    ],
    str,
]
"""What happened. An unknown type is an event like any other."""

ChargeEventType = Literal[
    "charge.succeeded",
    "charge.failed",
    "charge.pending",
    "charge.captured",
    "charge.refunded",
    "charge.updated",
]
"""What happens to a charge."""

CustomerEventType = Literal[
    "customer.created",
    "customer.updated",
    "customer.deleted",
]
"""What happens to a customer."""

RefundEventType = Literal[
    "refund.created",
    "refund.updated",
]
"""What happens to a refund."""

OtherEventType = Literal[
    "charge.dispute.created",
    "invoice.payment_succeeded",
    "invoice.payment_failed",
]
"""What else happens, as far as this version knows."""

AnyEvent = Union[ChargeEvent, CustomerEvent, RefundEvent, OtherEvent]
"""An event, told apart by its `type` or by its class. More types may come: one that this version does not
know is an `OtherEvent`; it is read as `event["type"]`."""
