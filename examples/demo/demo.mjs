// Moves money in test mode and tells what happened: a customer, a charge, a decline, a refund, and
// the webhook that reports it. `make demo` starts the sandbox and runs it.

import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import NextGen from "nextgen-node";

const nextgen = new NextGen();
const server = http.createServer().listen(0, "127.0.0.1");
await once(server, "listening");
const endpoint = await nextgen.webhookEndpoints.create({
  url: `http://127.0.0.1:${server.address().port}/webhooks`,
  enabled_events: ["charge.refunded"],
});
const delivered = nextEvent(server, endpoint.secret);

const customer = await nextgen.customers.create({ email: "ada@example.com", source: "tok_visa" });
console.log(`customer  ${customer.id}  ${customer.email}`);

const charge = await nextgen.charges.create({
  amount: 2000,
  currency: "usd",
  customer: customer.id,
  metadata: { order: "42" },
});
console.log(`charge    ${charge.id}  ${charge.amount} ${charge.currency}  ${charge.status}`);

try {
  await nextgen.charges.create({ amount: 2000, currency: "usd", source: "tok_chargeDeclinedInsufficientFunds" });
} catch (error) {
  if (!(error instanceof NextGen.CardError)) throw error;
  console.log(`declined  ${error.charge}  ${error.declineCode}: ${error.message}`);
}

const refund = await nextgen.refunds.create({ charge: charge.id, amount: 500, reason: "requested_by_customer" });
console.log(`refund    ${refund.id}  ${refund.amount} ${refund.currency}  ${refund.status}`);

const event = await delivered;
assert(event.type === "charge.refunded" && event.data.object.id === charge.id);
console.log(`webhook   ${event.id}  ${event.type}  amount_refunded ${event.data.object.amount_refunded}  verified`);
server.close();

/** Waits for a delivery, verifies it over the raw body and thanks for it. */
async function nextEvent(server, secret) {
  const [request, response] = await once(server, "request");
  const parts = [];
  for await (const part of request) parts.push(part);
  const event = NextGen.webhooks.constructEvent(Buffer.concat(parts), request.headers["nextgen-signature"], secret);
  response.writeHead(200, { Connection: "close" }).end();
  return event;
}
