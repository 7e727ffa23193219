"""What must pass `mypy --strict` and pyright, with the types that it says."""

import asyncio
import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Union

from typing_extensions import assert_type

import nextgen

client = nextgen.Client("sk_test_...", timeout=5, app_info={"name": "Shop"}, ca_bundle=Path("ca.pem"))
client = nextgen.Client(os.environ["KEY"], base_url=None, max_retries=0, deadline=2.5, proxy="env")

with client.with_options(max_retries=3) as other:
    assert_type(other, nextgen.Client)

customer = client.customers.create(email="ada@example.com", source="tok_visa")
charge = client.charges.create(
    amount=2000,
    currency="usd",
    customer=customer.id,
    metadata={"order": "42"},
    expand=["customer"],
    idempotency_key="order-42",
    timeout=1,
    extra_params={"tip": 5},
    extra_headers={"X-Mine": "1"},
)
assert_type(charge, nextgen.Charge)
assert_type(charge.amount, int)
assert_type(charge.paid, bool)
assert_type(charge.metadata, Dict[str, str])
assert_type(charge.description, Optional[str])
assert_type(charge.customer, Union[str, nextgen.Customer, None])
assert_type(charge.source, Optional[nextgen.Card])
assert_type(charge.outcome, Optional[nextgen.Outcome])
assert_type(charge.to_dict(), Dict[str, Any])
assert_type(charge["anything"], Any)
assert_type(charge.replace(amount=5), nextgen.Charge)
if charge.refunds is not None:
    assert_type(charge.refunds, nextgen.ListObject[nextgen.Refund])
if charge.last_response is not None:
    assert_type(charge.last_response.request_id, Optional[str])
    assert_type(charge.last_response.headers, Dict[str, str])
status: str = charge.status

refund = client.refunds.create(charge=charge.id, amount=500, reason="requested_by_customer")
refund = client.refunds.create(charge=charge.id, reason="a reason of tomorrow")
assert_type(client.customers.delete("cus_1"), nextgen.Deleted)
assert_type(client.request("GET", "/charges", {"limit": 1}, max_retries=0), nextgen.APIObject)

page = client.charges.list(limit=100, created={"gte": 1, "lt": 2})
page = client.charges.list(created=5)
assert_type(page, nextgen.ListObject[nextgen.Charge])
assert_type(page.data, List[nextgen.Charge])
for each in page:
    assert_type(each, nextgen.Charge)
for each in page.auto_paging_iter():
    assert_type(each, nextgen.Charge)
for event in client.events.list().auto_paging_iter():
    print(event.type)

try:
    client.charges.capture("ch_1", amount=5)
except nextgen.CardError as e:
    assert_type(e.decline_code, Optional[str])
    assert_type(e.http_status, Optional[int])
    assert_type(e.headers, Dict[str, str])
except (nextgen.APITimeoutError, nextgen.APIConnectionError) as e:
    assert_type(e.outcome_unknown, bool)
except nextgen.NextGenError as e:
    print(e.message, e.code, e.param, e.charge, e.request_id, e.should_retry)

event = nextgen.Webhook.construct_event(b"{}", "t=1,v1=00", ["whsec_old", "whsec_new"], tolerance=None, now=5)
if event.type == "charge.refunded":
    assert_type(event, nextgen.ChargeEvent)
    assert_type(event.data.object.amount_refunded, int)
if isinstance(event, nextgen.CustomerEvent):
    assert_type(event.data.object, nextgen.Customer)
elif isinstance(event, nextgen.RefundEvent):
    assert_type(event.data.object, nextgen.Refund)
assert_type(event["type"], Any)
header: str = nextgen.Webhook.generate_test_header("{}", "whsec_...", timestamp=5)
nextgen.Webhook.verify_header(bytearray(), header, "whsec_...")

options: nextgen.CallOptions = {"idempotency_key": "order-42"}
client.charges.create(amount=1, currency="usd", **options)


def handle(event: nextgen.Event) -> None:
    if event.type == "a.type.of.tomorrow":
        print(event.data.object.anything)


handle(event)


async def main() -> None:
    async with nextgen.AsyncClient("sk_test_...") as client:
        assert_type(await client.charges.create(amount=1, currency="usd"), nextgen.Charge)
        charges = await asyncio.gather(*(client.charges.retrieve(id) for id in ("ch_1", "ch_2")))
        assert_type(charges[0], nextgen.Charge)
        page = await client.charges.list(limit=5)
        assert_type(page, nextgen.AsyncListObject[nextgen.Charge])
        async for each in page.auto_paging_iter():
            assert_type(each, nextgen.Charge)
        async for each in client.charges.list().auto_paging_iter():
            assert_type(each, nextgen.Charge)
        assert_type(await client.request("GET", "/charges"), nextgen.APIObject)
