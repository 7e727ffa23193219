// A small shop in Express: takes an order, gives the money back, and learns from the webhook that it is done.
//
//     eval "$(nextgen-sandbox env)"; PORT=8000 node shop.mjs

import express from "express";
import NextGen from "nextgen-node";
import { nextgenWebhook } from "nextgen-node/express";

const nextgen = new NextGen();
const orders = new Map();
const app = express();

app.post("/webhooks", nextgenWebhook(process.env.NEXTGEN_WEBHOOK_SECRET, async (event) => {
  if (event.type === "charge.refunded") orders.set(event.data.object.id, "refunded");
}));

app.use(express.urlencoded());

app.post("/orders", async (request, response) => {
  const { email, amount, source } = request.body;
  const customer = await nextgen.customers.create({ email });
  try {
    const charge = await nextgen.charges.create({ amount: Number(amount), currency: "usd", customer: customer.id, source });
    orders.set(charge.id, "paid");
    response.status(201).json({ id: charge.id, status: "paid" });
  } catch (error) {
    if (!(error instanceof NextGen.CardError)) throw error;
    response.status(402).json({ error: error.message });
  }
});

app.post("/orders/:id/refund", async (request, response) => {
  const { id } = request.params;
  await nextgen.refunds.create({ charge: id, reason: "requested_by_customer" }, { idempotencyKey: `refund-${id}` });
  response.status(202).json({ id, status: orders.get(id) });
});

app.get("/orders/:id", (request, response) => {
  const { id } = request.params;
  response.json({ id, status: orders.get(id) });
});

app.listen(Number(process.env.PORT), "127.0.0.1");
