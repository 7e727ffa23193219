"""What must not pass: every line marked with `bad` is an error, and no other line is."""

import nextgen

client = nextgen.Client("sk_test_...")
charge = client.charges.create(amount=2000, currency="usd")
event = nextgen.Webhook.construct_event(b"{}", "t=1,v1=00", "whsec_...")

nextgen.Client(5)  # bad
nextgen.Client("sk_test_...", timout=5)  # bad
nextgen.Client("sk_test_...", timeout="5")  # bad
client.charges.create(currency="usd")  # bad
client.charges.create(amount="2000", currency="usd")  # bad
client.charges.create(amount=20.5, currency="usd")  # bad
client.charges.create(amount=2000, currency="usd", ammount=5)  # bad
client.charges.create(2000, "usd")  # bad
client.charges.create(amount=2000, currency="usd", metadata={"order": 42})  # bad
client.charges.create(amount=2000, currency="usd", idempotency_key=42)  # bad
client.charges.create(amount=2000, currency="usd", expand="customer")  # bad
client.charges.list(limit="5")  # bad
client.charges.list(created={"after": 5})  # bad
client.charges.retrieve()  # bad
client.charges.retrieve(5)  # bad
client.charge.list()  # bad
client.events.create()  # bad
client.request("GET", 5)  # bad
client.with_options(max_retires=5)  # bad
nextgen.Webhook.construct_event({"id": "evt_1"}, "t=1", "whsec_...")  # bad
nextgen.Webhook.construct_event(b"{}", "t=1", b"whsec_...")  # bad
nextgen.Webhook.construct_event(b"{}", "t=1", "whsec_...", tolerance="300")  # bad
charge.amount = 5  # bad
charge.amuont  # bad
charge.amount + "5"  # bad
charge.description.upper()  # bad
charge.source.last4  # bad
charge.customer.email  # bad
nextgen.Chrage  # bad
if event.type == "charge.refunded":
    event.data.object.amount_refundd  # bad
if isinstance(event, nextgen.CustomerEvent):
    event.data.object.amount  # bad
try:
    pass
except nextgen.CardError as e:
    e.declin_code  # bad


async def main() -> None:
    async with nextgen.AsyncClient() as client:
        (await client.charges.create(amount="5", currency="usd")).amount  # bad
        client.charges.create(amount=5, currency="usd").amount  # bad
        for each in client.charges.list():  # bad
            pass
