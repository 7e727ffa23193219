"""Runs one task as one contender and prints what an operation took: `python.py CONTENDER TASK SECONDS`."""

import asyncio
import hashlib
import hmac
import http.client
import json
import os
import ssl
import sys
import threading
import time
import urllib.parse

KEY = "sk_test_4eC39HqLyjWDarjtT1zdp7dc"
SECRET = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH"
FORM = {
    "amount": 2000,
    "currency": "usd",
    "source": "tok_visa",
    "description": "Order 42",
    "metadata": {"order": "42"},
}
URL = os.environ.get("BENCH_URL", "")
CA = os.environ.get("BENCH_CA", "")
THREADS, IN_FLIGHT = 8, 64


def payload(size):
    with open(f"{os.environ['BENCH_FILES']}/event-{size}.json", "rb") as file:
        body = file.read()
    now = int(time.time())
    digest = hmac.new(SECRET.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return body, f"t={now},v1={digest}"


class Ours:
    def __init__(self):
        import nextgen

        self.sdk = nextgen

    def webhook(self, body, header):
        event = self.sdk.Webhook.construct_event(body, header, SECRET)
        return event.type, event.data.object.id, event.data.object.amount

    def verify(self, body, header):
        self.sdk.Webhook.verify_header(body, header, SECRET)

    def client(self):
        return self.sdk.Client(KEY, base_url=f"{URL}/v1", ca_bundle=CA)

    def charge(self, client):
        return client.charges.create(**FORM).id

    def list(self, client):
        return sum(charge.amount for charge in client.charges.list(limit=100).data)

    def async_client(self):
        return self.sdk.AsyncClient(KEY, base_url=f"{URL}/v1", ca_bundle=CA)

    async def async_charge(self, client):
        return (await client.charges.create(**FORM)).id


class Stripe:
    def __init__(self):
        import stripe

        self.sdk = stripe
        stripe.ca_bundle_path = CA

    def webhook(self, body, header):
        event = self.sdk.Webhook.construct_event(body, header, SECRET)
        return event.type, event.data.object.id, event.data.object.amount

    def verify(self, body, header):
        self.sdk.WebhookSignature.verify_header(body.decode(), header, SECRET, 300)

    def client(self):
        return self.sdk.StripeClient(KEY, base_addresses={"api": URL}, http_client=self.sdk.RequestsClient())

    def charge(self, client):
        return client.v1.charges.create(params=FORM).id

    def list(self, client):
        return sum(charge.amount for charge in client.v1.charges.list(params={"limit": 100}).data)

    def async_client(self):
        return self.sdk.StripeClient(KEY, base_addresses={"api": URL}, http_client=self.sdk.HTTPXClient())

    async def async_charge(self, client):
        return (await client.v1.charges.create_async(params=FORM)).id


class ByHand:
    """What one would write with the standard library alone: no retries, no checks of the answer."""

    HEADERS = {
        "Authorization": f"Bearer {KEY}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Idempotency-Key": "0c2f7a1e-6f0b-4a53-9d0e-2b0f5c6d7e8f",
    }

    def verify(self, body, header):
        items = dict(item.split("=", 1) for item in header.split(","))
        expected = hmac.new(SECRET.encode(), items["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, items["v1"]) or abs(time.time() - int(items["t"])) > 300:
            raise ValueError("not genuine")

    def webhook(self, body, header):
        self.verify(body, header)
        event = json.loads(body)
        charge = event["data"]["object"]
        return event["type"], charge["id"], charge["amount"]

    def client(self):
        self.context = ssl.create_default_context(cafile=CA)
        return threading.local()

    def request(self, client, *request):
        if not hasattr(client, "connection"):
            host = urllib.parse.urlsplit(URL).netloc
            client.connection = http.client.HTTPSConnection(host, context=self.context)
        client.connection.request(*request, headers=self.HEADERS)
        return json.loads(client.connection.getresponse().read())

    def charge(self, client):
        form = {name: value for name, value in FORM.items() if name != "metadata"}
        body = urllib.parse.urlencode({**form, "metadata[order]": FORM["metadata"]["order"]})
        return self.request(client, "POST", "/v1/charges", body)["id"]

    def list(self, client):
        return sum(charge["amount"] for charge in self.request(client, "GET", "/v1/charges?limit=100", None)["data"])


def measure(operation, seconds, operations=1):
    """Repeats `operation`, which does that many operations at once; warms up for a fifth of the time."""
    batch = 0
    end = time.perf_counter() + seconds / 5
    while not batch or time.perf_counter() < end:
        operation()
        batch += 1
    batch = max(1, batch // 20)
    times, cpu, wall = 0, time.process_time(), time.perf_counter()
    while time.perf_counter() < wall + seconds:
        for _ in range(batch):
            operation()
        times += batch
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    done = times * operations
    print(json.dumps({"cpu": cpu * 1e6 / done, "wall": wall * 1e6 / done, "operations": done}))


def concurrent(contender, seconds):
    """Threads that share one client, as a threaded web server has it; each makes 25 charges a round."""
    client = contender.client()
    start, done = threading.Barrier(THREADS + 1), threading.Barrier(THREADS + 1)

    def work():
        while True:
            start.wait()
            for _ in range(25):
                contender.charge(client)
            done.wait()

    for _ in range(THREADS):
        threading.Thread(target=work, daemon=True).start()

    def round():
        start.wait()
        done.wait()

    measure(round, seconds, THREADS * 25)
    sys.stdout.flush()
    os._exit(0)


async def in_flight(contender, client):
    async def work():
        for _ in range(5):
            await contender.async_charge(client)

    await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))


def main():
    name, task, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    contender = {"ours": Ours, "stripe": Stripe, "by hand": ByHand}[name]()
    kind, _, size = task.partition("-")
    if kind in ("webhook", "verify"):
        body, header = payload(size)
        operation = getattr(contender, kind)
        measure(lambda: operation(body, header), seconds)
    elif kind in ("charge", "list"):
        client, operation = contender.client(), getattr(contender, kind)
        measure(lambda: operation(client), seconds)
    elif kind == "cold":
        measure(lambda: contender.charge(contender.client()), seconds)
    elif kind == "concurrent":
        concurrent(contender, seconds)
    elif kind == "asyncio":
        loop = asyncio.new_event_loop()
        client = contender.async_client()
        measure(lambda: loop.run_until_complete(in_flight(contender, client)), seconds, IN_FLIGHT * 5)


main()
