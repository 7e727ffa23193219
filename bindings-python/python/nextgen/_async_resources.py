# Written by `make surface` from the core's tables; do not edit.
# mypy: disable-error-code="empty-body"
"""The methods of an asyncio client. `operation` makes the call; the body says what it takes."""

from __future__ import annotations

from ._async_operation import AsyncListing, listing, operation
from ._client_base import ClientBase, Resource
from ._models import Charge, Customer, Deleted, Event, Refund, WebhookEndpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Mapping, Optional, Union

    from typing_extensions import Unpack

    from ._options import CallOptions, Range
    from ._types import AnyEvent, RefundReason

__all__ = [
    "AsyncCharges",
    "AsyncCustomers",
    "AsyncEvents",
    "AsyncRefunds",
    "AsyncWebhookEndpoints",
]


class AsyncCharges(Resource):
    """Charges: money taken from a card or another payment source."""

    __module__ = "nextgen"

    @operation("charges.create", Charge)
    async def create(
        self,
        *,
        amount: int,
        currency: str,
        source: Optional[str] = None,
        customer: Optional[str] = None,
        description: Optional[str] = None,
        capture: Optional[bool] = None,
        receipt_email: Optional[str] = None,
        statement_descriptor: Optional[str] = None,
        metadata: Optional[Mapping[str, str]] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Charge:
        """Creates a charge: takes an amount from a payment source.

        Give `source`, `customer`, or both. A declined payment is a card error whose `charge` is the
        id of the failed charge. With a test key no money moves.

        Args:
            amount: How much to take, in the currency's smallest unit (2000 is 20.00 usd), from 1 to 99,999,999.
            currency: The three-letter ISO 4217 code of the currency, in lower case.
            source: The payment source to charge: a token such as `tok_visa`, or the id of a card of `customer`.
            customer: The id of the customer to charge, by its default source unless `source` is given.
            description: A text for your own use, shown beside the charge.
            capture: Whether to take the money at once (the default), or only to reserve it for `capture`.
            receipt_email: The address that the receipt goes to.
            statement_descriptor: What the payer's statement shows, at most 22 characters.
            metadata: Texts of your own by name; at most 50.
            expand: The fields to answer with whole objects in place of ids, such as `customer`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("charges.retrieve", Charge, takes_id=True)
    async def retrieve(
        self,
        id: str,
        *,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Charge:
        """Retrieves the charge of that id.

        Args:
            id: The id of the object.
            expand: The fields to answer with whole objects in place of ids, such as `customer`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("charges.update", Charge, takes_id=True)
    async def update(
        self,
        id: str,
        *,
        description: Optional[str] = None,
        metadata: Optional[Mapping[str, str]] = None,
        receipt_email: Optional[str] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Charge:
        """Updates a charge; parameters left out stay as they are, an empty text unsets.

        Args:
            id: The id of the object.
            description: A text for your own use, shown beside the charge.
            metadata: Texts of your own by name; those given are merged in, an empty text removes its name.
            receipt_email: The address that the receipt goes to.
            expand: The fields to answer with whole objects in place of ids, such as `customer`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("charges.capture", Charge, takes_id=True)
    async def capture(
        self,
        id: str,
        *,
        amount: Optional[int] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Charge:
        """Captures a charge that was created with `capture` false: takes the money reserved.

        Args:
            id: The id of the object.
            amount: How much to take, in the currency's smallest unit; what remains is released. All by default.
            expand: The fields to answer with whole objects in place of ids, such as `customer`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @listing("charges.list")
    def list(
        self,
        *,
        limit: Optional[int] = None,
        starting_after: Optional[str] = None,
        ending_before: Optional[str] = None,
        created: Optional[Union[int, Range]] = None,
        customer: Optional[str] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[Charge]:
        """Lists charges, newest first.

        Args:
            limit: How many objects a page holds, 1 to 100; 10 by default.
            starting_after: The id after which the page begins; for going forward.
            ending_before: The id before which the page ends; for going backward.
            created: Only objects created at that time, or within that range, in unix seconds.
            customer: Only charges of the customer of that id.
            expand: The fields to answer with whole objects in place of ids, such as `data.customer`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...


class AsyncCustomers(Resource):
    """Customers: people or firms who pay more than once, with their payment sources."""

    __module__ = "nextgen"

    @operation("customers.create", Customer)
    async def create(
        self,
        *,
        email: Optional[str] = None,
        description: Optional[str] = None,
        source: Optional[str] = None,
        name: Optional[str] = None,
        phone: Optional[str] = None,
        metadata: Optional[Mapping[str, str]] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Creates a customer, with a payment source where one is given.

        Args:
            email: The customer's address for mail.
            description: A text for your own use, shown beside the customer.
            source: A token such as `tok_visa`; its card is attached and becomes the default source.
            name: The customer's full name.
            phone: The customer's telephone number.
            metadata: Texts of your own by name; at most 50.
            expand: The fields to answer with whole objects in place of ids, such as `default_source`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("customers.retrieve", Customer, takes_id=True)
    async def retrieve(
        self,
        id: str,
        *,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Retrieves the customer of that id; for a deleted one, a notice with `deleted` true.

        Args:
            id: The id of the object.
            expand: The fields to answer with whole objects in place of ids, such as `default_source`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("customers.update", Customer, takes_id=True)
    async def update(
        self,
        id: str,
        *,
        email: Optional[str] = None,
        description: Optional[str] = None,
        source: Optional[str] = None,
        name: Optional[str] = None,
        phone: Optional[str] = None,
        metadata: Optional[Mapping[str, str]] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Updates a customer; parameters left out stay as they are, an empty text unsets.

        Args:
            id: The id of the object.
            email: The customer's address for mail.
            description: A text for your own use, shown beside the customer.
            source: A token such as `tok_visa`; its card is attached and becomes the default source.
            name: The customer's full name.
            phone: The customer's telephone number.
            metadata: Texts of your own by name; those given are merged in, an empty text removes its name.
            expand: The fields to answer with whole objects in place of ids, such as `default_source`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("customers.delete", Deleted, takes_id=True)
    async def delete(
        self,
        id: str,
        **options: Unpack[CallOptions],
    ) -> Deleted:
        """Deletes a customer for good, with its payment sources; its charges stay.

        Args:
            id: The id of the object.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @listing("customers.list")
    def list(
        self,
        *,
        limit: Optional[int] = None,
        starting_after: Optional[str] = None,
        ending_before: Optional[str] = None,
        created: Optional[Union[int, Range]] = None,
        email: Optional[str] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[Customer]:
        """Lists customers, newest first.

        Args:
            limit: How many objects a page holds, 1 to 100; 10 by default.
            starting_after: The id after which the page begins; for going forward.
            ending_before: The id before which the page ends; for going backward.
            created: Only objects created at that time, or within that range, in unix seconds.
            email: Only customers with exactly that address.
            expand: The fields to answer with whole objects in place of ids, such as `data.default_source`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...


class AsyncRefunds(Resource):
    """Refunds: money given back, to the source that was charged."""

    __module__ = "nextgen"

    @operation("refunds.create", Refund)
    async def create(
        self,
        *,
        charge: str,
        amount: Optional[int] = None,
        reason: Optional[RefundReason] = None,
        metadata: Optional[Mapping[str, str]] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Refund:
        """Creates a refund: gives back all or a part of a charge.

        Args:
            charge: The id of the charge to refund.
            amount: How much to give back, in the currency's smallest unit; all that remains by default.
            reason: Why: `duplicate`, `fraudulent` or `requested_by_customer`.
            metadata: Texts of your own by name; at most 50.
            expand: The fields to answer with whole objects in place of ids, such as `charge`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("refunds.retrieve", Refund, takes_id=True)
    async def retrieve(
        self,
        id: str,
        *,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Refund:
        """Retrieves the refund of that id.

        Args:
            id: The id of the object.
            expand: The fields to answer with whole objects in place of ids, such as `charge`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("refunds.update", Refund, takes_id=True)
    async def update(
        self,
        id: str,
        *,
        metadata: Optional[Mapping[str, str]] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> Refund:
        """Updates a refund's metadata.

        Args:
            id: The id of the object.
            metadata: Texts of your own by name; those given are merged in, an empty text removes its name.
            expand: The fields to answer with whole objects in place of ids, such as `charge`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @listing("refunds.list")
    def list(
        self,
        *,
        limit: Optional[int] = None,
        starting_after: Optional[str] = None,
        ending_before: Optional[str] = None,
        created: Optional[Union[int, Range]] = None,
        charge: Optional[str] = None,
        expand: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[Refund]:
        """Lists refunds, newest first.

        Args:
            limit: How many objects a page holds, 1 to 100; 10 by default.
            starting_after: The id after which the page begins; for going forward.
            ending_before: The id before which the page ends; for going backward.
            created: Only objects created at that time, or within that range, in unix seconds.
            charge: Only refunds of the charge of that id.
            expand: The fields to answer with whole objects in place of ids, such as `data.charge`.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...


class AsyncEvents(Resource):
    """Events: what happened in the account, as webhooks report it."""

    __module__ = "nextgen"

    @operation("events.retrieve", Event, takes_id=True)
    async def retrieve(
        self,
        id: str,
        **options: Unpack[CallOptions],
    ) -> AnyEvent:
        """Retrieves the event of that id.

        Args:
            id: The id of the object.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @listing("events.list")
    def list(
        self,
        *,
        limit: Optional[int] = None,
        starting_after: Optional[str] = None,
        ending_before: Optional[str] = None,
        created: Optional[Union[int, Range]] = None,
        type: Optional[str] = None,
        types: Optional[List[str]] = None,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[AnyEvent]:
        """Lists events, newest first.

        Args:
            limit: How many objects a page holds, 1 to 100; 10 by default.
            starting_after: The id after which the page begins; for going forward.
            ending_before: The id before which the page ends; for going backward.
            created: Only objects created at that time, or within that range, in unix seconds.
            type: Only events of that type; `charge.*` takes all that begin so.
            types: Only events of any of these types.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...


class AsyncWebhookEndpoints(Resource):
    """Webhook endpoints: the URLs of yours that events are sent to."""

    __module__ = "nextgen"

    @operation("webhook_endpoints.create", WebhookEndpoint)
    async def create(
        self,
        *,
        url: str,
        enabled_events: List[str],
        metadata: Optional[Mapping[str, str]] = None,
        **options: Unpack[CallOptions],
    ) -> WebhookEndpoint:
        """Creates a webhook endpoint; only this answer holds its `secret`.

        Args:
            url: The URL that events are sent to.
            enabled_events: The types of event to send; `*` takes all, `charge.*` all that begin so.
            metadata: Texts of your own by name; at most 50.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("webhook_endpoints.retrieve", WebhookEndpoint, takes_id=True)
    async def retrieve(
        self,
        id: str,
        **options: Unpack[CallOptions],
    ) -> WebhookEndpoint:
        """Retrieves the webhook endpoint of that id, without its secret.

        Args:
            id: The id of the object.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("webhook_endpoints.update", WebhookEndpoint, takes_id=True)
    async def update(
        self,
        id: str,
        *,
        url: Optional[str] = None,
        enabled_events: Optional[List[str]] = None,
        metadata: Optional[Mapping[str, str]] = None,
        **options: Unpack[CallOptions],
    ) -> WebhookEndpoint:
        """Updates a webhook endpoint; parameters left out stay as they are.

        Args:
            id: The id of the object.
            url: The URL that events are sent to.
            enabled_events: The types of event to send; `*` takes all, `charge.*` all that begin so.
            metadata: Texts of your own by name; those given are merged in, an empty text removes its name.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @operation("webhook_endpoints.delete", Deleted, takes_id=True)
    async def delete(
        self,
        id: str,
        **options: Unpack[CallOptions],
    ) -> Deleted:
        """Deletes a webhook endpoint for good; nothing more is sent to it.

        Args:
            id: The id of the object.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...

    @listing("webhook_endpoints.list")
    def list(
        self,
        *,
        limit: Optional[int] = None,
        starting_after: Optional[str] = None,
        ending_before: Optional[str] = None,
        created: Optional[Union[int, Range]] = None,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[WebhookEndpoint]:
        """Lists webhook endpoints, newest first.

        Args:
            limit: How many objects a page holds, 1 to 100; 10 by default.
            starting_after: The id after which the page begins; for going forward.
            ending_before: The id before which the page ends; for going backward.
            created: Only objects created at that time, or within that range, in unix seconds.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        ...


class AsyncResources(ClientBase):
    """The resources of the API, as a client has them."""

    @property
    def charges(self) -> AsyncCharges:
        """Charges: money taken from a card or another payment source."""
        return self._resource(AsyncCharges)

    @property
    def customers(self) -> AsyncCustomers:
        """Customers: people or firms who pay more than once, with their payment sources."""
        return self._resource(AsyncCustomers)

    @property
    def refunds(self) -> AsyncRefunds:
        """Refunds: money given back, to the source that was charged."""
        return self._resource(AsyncRefunds)

    @property
    def events(self) -> AsyncEvents:
        """Events: what happened in the account, as webhooks report it."""
        return self._resource(AsyncEvents)

    @property
    def webhook_endpoints(self) -> AsyncWebhookEndpoints:
        """Webhook endpoints: the URLs of yours that events are sent to."""
        return self._resource(AsyncWebhookEndpoints)
