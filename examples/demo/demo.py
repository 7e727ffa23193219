"""Moves money in test mode and tells what happened: a customer, a charge, a decline, a refund, and
the webhook that reports it. `make demo` starts the sandbox and runs it."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import List

import nextgen


class Receiver(BaseHTTPRequestHandler):
    """Takes one delivery and verifies it, over the raw body."""

    secret = ""
    events: List[nextgen.Event] = []

    def do_POST(self) -> None:
        payload = self.rfile.read(int(self.headers["Content-Length"]))
        signature = self.headers["NextGen-Signature"]
        self.events.append(nextgen.Webhook.construct_event(payload, signature, self.secret))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the account below free of access lines."""


def main() -> None:
    client = nextgen.Client()
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    endpoint = client.webhook_endpoints.create(
        url=f"http://127.0.0.1:{server.server_port}/webhooks", enabled_events=["charge.refunded"]
    )
    Receiver.secret = endpoint.secret or ""

    customer = client.customers.create(email="ada@example.com", source="tok_visa")
    print(f"customer  {customer.id}  {customer.email}")

    charge = client.charges.create(amount=2000, currency="usd", customer=customer.id, metadata={"order": "42"})
    print(f"charge    {charge.id}  {charge.amount} {charge.currency}  {charge.status}")

    try:
        client.charges.create(amount=2000, currency="usd", source="tok_chargeDeclinedInsufficientFunds")
    except nextgen.CardError as error:
        print(f"declined  {error.charge}  {error.decline_code}: {error.message}")

    refund = client.refunds.create(charge=charge.id, amount=500, reason="requested_by_customer")
    print(f"refund    {refund.id}  {refund.amount} {refund.currency}  {refund.status}")

    while not Receiver.events:
        server.handle_request()
    event = Receiver.events[0]
    refunded = event.data.object
    assert event.type == "charge.refunded" and refunded.id == charge.id
    print(f"webhook   {event.id}  {event.type}  amount_refunded {refunded.amount_refunded}  verified")


if __name__ == "__main__":
    main()
