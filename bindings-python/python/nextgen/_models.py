# Written by `make surface` from the core's tables; do not edit.
# mypy: disable-error-code="empty-body"
"""The classes of answers. `model` makes every property read its field from the answer."""

from __future__ import annotations

from ._base import APIObject, model
from ._pages import ListObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Union

    from ._types import (
        ChargeEventType,
        ChargeStatus,
        CustomerEventType,
        EventType,
        Funding,
        OtherEventType,
        RefundEventType,
        RefundReason,
        RefundStatus,
    )

__all__ = [
    "Card",
    "Charge",
    "ChargeEvent",
    "ChargeEventData",
    "Customer",
    "CustomerEvent",
    "CustomerEventData",
    "Deleted",
    "Event",
    "EventData",
    "EventRequest",
    "OtherEvent",
    "Outcome",
    "Refund",
    "RefundEvent",
    "RefundEventData",
    "WebhookEndpoint",
]


@model("charge", parts={"outcome": "Outcome"}, plain={"metadata"})
class Charge(APIObject):
    """A charge: money taken, or to be taken, from a payment source."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> str:
        """The unique id, `ch_…`."""
        ...

    @property
    def object(self) -> str:
        """Always `charge`."""
        ...

    @property
    def amount(self) -> int:
        """How much was to be taken, in the currency's smallest unit."""
        ...

    @property
    def amount_captured(self) -> int:
        """How much was taken, in the currency's smallest unit; less after a partial capture."""
        ...

    @property
    def amount_refunded(self) -> int:
        """How much was given back, in the currency's smallest unit."""
        ...

    @property
    def captured(self) -> bool:
        """Whether the money was taken, or only reserved."""
        ...

    @property
    def created(self) -> int:
        """When the charge was created, in unix seconds."""
        ...

    @property
    def currency(self) -> str:
        """The three-letter ISO 4217 code of the currency, in lower case."""
        ...

    @property
    def customer(self) -> Optional[Union[str, Customer]]:
        """The customer charged, if there is one."""
        ...

    @property
    def description(self) -> Optional[str]:
        """A text for your own use."""
        ...

    @property
    def disputed(self) -> bool:
        """Whether the payer disputes the charge."""
        ...

    @property
    def dispute(self) -> Optional[str]:
        """The id of the dispute, if there is one."""
        ...

    @property
    def failure_code(self) -> Optional[str]:
        """The code of the error that the charge failed with."""
        ...

    @property
    def failure_message(self) -> Optional[str]:
        """Why the charge failed, in words."""
        ...

    @property
    def livemode(self) -> bool:
        """Whether real money moved: true with a live key, false in test mode."""
        ...

    @property
    def metadata(self) -> Dict[str, str]:
        """Texts of your own by name."""
        ...

    @property
    def outcome(self) -> Optional[Outcome]:
        """What the card network and the risk rules made of the charge."""
        ...

    @property
    def paid(self) -> bool:
        """Whether the charge succeeded, or was reserved for capture."""
        ...

    @property
    def receipt_email(self) -> Optional[str]:
        """The address that the receipt goes to."""
        ...

    @property
    def refunded(self) -> bool:
        """Whether the whole charge was given back."""
        ...

    @property
    def refunds(self) -> Optional[ListObject[Refund]]:
        """The refunds of the charge, newest first."""
        ...

    @property
    def source(self) -> Optional[Card]:
        """The card that was charged."""
        ...

    @property
    def statement_descriptor(self) -> Optional[str]:
        """What the payer's statement shows."""
        ...

    @property
    def status(self) -> ChargeStatus:
        """How the charge stands."""
        ...


@model("card", plain={"metadata"})
class Card(APIObject):
    """A card: a payment source of a charge or a customer."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> str:
        """The unique id, `card_…`."""
        ...

    @property
    def object(self) -> str:
        """Always `card`."""
        ...

    @property
    def brand(self) -> str:
        """The brand, such as `Visa`."""
        ...

    @property
    def country(self) -> str:
        """The two-letter code of the country that issued the card."""
        ...

    @property
    def customer(self) -> Optional[Union[str, Customer]]:
        """The customer that the card belongs to, if it is kept."""
        ...

    @property
    def cvc_check(self) -> Optional[str]:
        """What the check of the security code brought: `pass`, `fail`, `unavailable`, `unchecked`."""
        ...

    @property
    def exp_month(self) -> int:
        """The month in which the card expires, 1 to 12."""
        ...

    @property
    def exp_year(self) -> int:
        """The year in which the card expires, four digits."""
        ...

    @property
    def fingerprint(self) -> str:
        """The same text for every card of the same number."""
        ...

    @property
    def funding(self) -> Funding:
        """Where the card's money comes from."""
        ...

    @property
    def last4(self) -> str:
        """The last four digits of the number."""
        ...

    @property
    def metadata(self) -> Dict[str, str]:
        """Texts of your own by name."""
        ...

    @property
    def name(self) -> Optional[str]:
        """The holder's name."""
        ...


@model()
class Outcome(APIObject):
    """What the card network and the risk rules made of a charge."""

    __slots__ = ()

    @property
    def network_status(self) -> str:
        """What the card network said, such as `approved_by_network`."""
        ...

    @property
    def reason(self) -> Optional[str]:
        """Why, where there is more to say."""
        ...

    @property
    def risk_level(self) -> str:
        """How risky the charge is: `normal`, `elevated`, `highest`."""
        ...

    @property
    def risk_score(self) -> int:
        """How risky the charge is, 0 to 100."""
        ...

    @property
    def seller_message(self) -> str:
        """What happened, in words for you, not for the payer."""
        ...

    @property
    def type(self) -> str:
        """What came of it: `authorized`, `issuer_declined`, `blocked`, `invalid`."""
        ...


@model("customer", plain={"metadata"})
class Customer(APIObject):
    """A customer: a person or firm who pays more than once."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> str:
        """The unique id, `cus_…`."""
        ...

    @property
    def object(self) -> str:
        """Always `customer`."""
        ...

    @property
    def balance(self) -> int:
        """What the customer owes (above zero) or has in credit (below), in the currency's smallest unit."""
        ...

    @property
    def created(self) -> int:
        """When the customer was created, in unix seconds."""
        ...

    @property
    def currency(self) -> Optional[str]:
        """The currency the customer is billed in, once there is one."""
        ...

    @property
    def default_source(self) -> Optional[Union[str, Card]]:
        """The payment source charged unless another is named."""
        ...

    @property
    def delinquent(self) -> bool:
        """Whether the last payment of a bill failed."""
        ...

    @property
    def description(self) -> Optional[str]:
        """A text for your own use."""
        ...

    @property
    def email(self) -> Optional[str]:
        """The address for mail."""
        ...

    @property
    def livemode(self) -> bool:
        """Whether the customer exists with a live key, or in test mode."""
        ...

    @property
    def metadata(self) -> Dict[str, str]:
        """Texts of your own by name."""
        ...

    @property
    def name(self) -> Optional[str]:
        """The full name."""
        ...

    @property
    def phone(self) -> Optional[str]:
        """The telephone number."""
        ...

    @property
    def sources(self) -> Optional[ListObject[Card]]:
        """The payment sources."""
        ...

    @property
    def deleted(self) -> Optional[bool]:
        """True once the customer was deleted; the other fields are then missing."""
        ...


@model()
class Deleted(APIObject):
    """The notice that an object was deleted."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> str:
        """The id that the object had."""
        ...

    @property
    def object(self) -> str:
        """The kind of object that it was."""
        ...

    @property
    def deleted(self) -> bool:
        """Always true."""
        ...


@model("refund", plain={"metadata"})
class Refund(APIObject):
    """A refund: money given back, to the source that was charged."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> str:
        """The unique id, `re_…`."""
        ...

    @property
    def object(self) -> str:
        """Always `refund`."""
        ...

    @property
    def amount(self) -> int:
        """How much is given back, in the currency's smallest unit."""
        ...

    @property
    def charge(self) -> Union[str, Charge]:
        """The charge that is refunded."""
        ...

    @property
    def created(self) -> int:
        """When the refund was created, in unix seconds."""
        ...

    @property
    def currency(self) -> str:
        """The three-letter ISO 4217 code of the currency, in lower case."""
        ...

    @property
    def metadata(self) -> Dict[str, str]:
        """Texts of your own by name."""
        ...

    @property
    def reason(self) -> Optional[RefundReason]:
        """Why the money is given back."""
        ...

    @property
    def receipt_number(self) -> Optional[str]:
        """The number on the receipt that was sent for the refund."""
        ...

    @property
    def status(self) -> RefundStatus:
        """How the refund stands."""
        ...


@model("event", parts={"data": "EventData", "request": "EventRequest"})
class Event(APIObject):
    """An event: something that happened in the account."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> str:
        """The unique id, `evt_…`."""
        ...

    @property
    def object(self) -> str:
        """Always `event`."""
        ...

    @property
    def api_version(self) -> Optional[str]:
        """The version of the API that wrote `data`."""
        ...

    @property
    def created(self) -> int:
        """When it happened, in unix seconds."""
        ...

    @property
    def data(self) -> EventData:
        """What it happened to."""
        ...

    @property
    def livemode(self) -> bool:
        """Whether it happened with a live key, or in test mode."""
        ...

    @property
    def pending_webhooks(self) -> int:
        """How many webhook endpoints have not yet taken the event."""
        ...

    @property
    def request(self) -> Optional[EventRequest]:
        """The request that caused it, if a request did."""
        ...

    @property
    def type(self) -> EventType:
        """What happened."""
        ...


@model(plain={"previous_attributes"})
class EventData(APIObject):
    """What an event happened to."""

    __slots__ = ()

    @property
    def object(self) -> Any:
        """The object as it was just after the event."""
        ...

    @property
    def previous_attributes(self) -> Any:
        """The values that the event changed, as they were before it."""
        ...


@model()
class EventRequest(APIObject):
    """The request that caused an event."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> Optional[str]:
        """The id of the request, `req_…`."""
        ...

    @property
    def idempotency_key(self) -> Optional[str]:
        """The idempotency key that the request carried."""
        ...


@model("webhook_endpoint", plain={"metadata"})
class WebhookEndpoint(APIObject):
    """A webhook endpoint: a URL of yours that events are sent to."""

    __slots__ = ()
    __match_args__ = ("id",)

    @property
    def id(self) -> str:
        """The unique id, `we_…`."""
        ...

    @property
    def object(self) -> str:
        """Always `webhook_endpoint`."""
        ...

    @property
    def created(self) -> int:
        """When the endpoint was created, in unix seconds."""
        ...

    @property
    def enabled_events(self) -> List[str]:
        """The types of event that are sent."""
        ...

    @property
    def livemode(self) -> bool:
        """Whether it takes events with a live key, or in test mode."""
        ...

    @property
    def metadata(self) -> Dict[str, str]:
        """Texts of your own by name."""
        ...

    @property
    def secret(self) -> Optional[str]:
        """The secret that signs what is sent, `whsec_…`; only in the answer to `create`."""
        ...

    @property
    def status(self) -> str:
        """Whether events are sent: `enabled` or `disabled`."""
        ...

    @property
    def url(self) -> str:
        """The URL that events are sent to."""
        ...


@model(plain={"previous_attributes"})
class ChargeEventData(EventData):
    """What an event on a charge happened to."""

    __slots__ = ()

    @property
    def object(self) -> Charge:
        """The charge as it was just after the event."""
        ...


@model("event charge", parts={"data": "ChargeEventData", "request": "EventRequest"})
class ChargeEvent(Event):
    """An event on a charge."""

    __slots__ = ()

    @property
    def data(self) -> ChargeEventData:
        """What it happened to."""
        ...

    @property
    def type(self) -> ChargeEventType:
        """What happened."""
        ...


@model(plain={"previous_attributes"})
class CustomerEventData(EventData):
    """What an event on a customer happened to."""

    __slots__ = ()

    @property
    def object(self) -> Customer:
        """The customer as it was just after the event."""
        ...


@model("event customer", parts={"data": "CustomerEventData", "request": "EventRequest"})
class CustomerEvent(Event):
    """An event on a customer."""

    __slots__ = ()

    @property
    def data(self) -> CustomerEventData:
        """What it happened to."""
        ...

    @property
    def type(self) -> CustomerEventType:
        """What happened."""
        ...


@model(plain={"previous_attributes"})
class RefundEventData(EventData):
    """What an event on a refund happened to."""

    __slots__ = ()

    @property
    def object(self) -> Refund:
        """The refund as it was just after the event."""
        ...


@model("event refund", parts={"data": "RefundEventData", "request": "EventRequest"})
class RefundEvent(Event):
    """An event on a refund."""

    __slots__ = ()

    @property
    def data(self) -> RefundEventData:
        """What it happened to."""
        ...

    @property
    def type(self) -> RefundEventType:
        """What happened."""
        ...


@model("event ", parts={"data": "EventData", "request": "EventRequest"})
class OtherEvent(Event):
    """An event of which this version knows no more than every event has."""

    __slots__ = ()

    @property
    def type(self) -> OtherEventType:
        """What happened."""
        ...
