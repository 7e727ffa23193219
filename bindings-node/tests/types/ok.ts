/** What users write, and what its types must be: every line must be taken. */

import NextGen, { NextGen as Named } from "nextgen-node";
import { constructEvent, constructEventAsync } from "nextgen-node/webhooks";
import { nextgenWebhook as expressWebhook } from "nextgen-node/express";
import fastifyWebhook from "nextgen-node/fastify";
import { nextgenWebhook as webWebhook } from "nextgen-node/web";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function same<A, B>(_: Same<A, B>): void {}

const nextgen = new NextGen("sk_test_...", { maxRetries: 3, timeout: 30_000 });
const other: Named = new NextGen(undefined, { appInfo: { name: "shop" }, observer: (notice) => notice.what });

export async function calls(): Promise<void> {
  const customer = await nextgen.customers.create({ email: "ada@example.com", source: "tok_visa" });
  const charge = await nextgen.charges.create(
    { amount: 2000, currency: "usd", customer: customer.id, metadata: { order: "42" } },
    { idempotencyKey: "order-42", signal: AbortSignal.timeout(5_000) },
  );
  same<typeof charge, NextGen.Answer<NextGen.Charge>>(true);
  same<typeof charge.amount, number>(true);
  same<typeof charge.customer, string | NextGen.Customer | null | undefined>(true);
  await nextgen.charges.create({ amount: 2000n, currency: "usd", expand: ["customer"] });
  const refund = await nextgen.refunds.create({ charge: charge.id, reason: "requested_by_customer" });
  await nextgen.refunds.create({ charge: charge.id, reason: "a reason of tomorrow", amount: null });
  const status: string = refund.status;
  if (refund.status === "pending") status.length;

  for await (const one of nextgen.charges.list({ limit: 100, created: { gte: 1_700_000_000 } }))
    same<typeof one, NextGen.Charge>(true);
  const page = await nextgen.charges.list({ limit: 3 });
  same<typeof page.data, NextGen.Charge[]>(true);
  same<typeof page.has_more, boolean>(true);
  for await (const one of page) one.amount;
  const [first] = await nextgen.charges.list().toArray({ limit: 1 });
  first?.refunds?.data[0]?.status;

  same<typeof charge.lastResponse.requestId, string | undefined>(true);
  const deleted = await nextgen.customers.delete(customer.id, { timeout: 1_000 });
  same<typeof deleted.deleted, boolean>(true);
  const endpoint = await nextgen.webhookEndpoints.create({ url: "https://example.com", enabled_events: ["*"] });
  same<typeof endpoint.secret, string | null | undefined>(true);
  const raw = await nextgen.request("GET", "/rockets/rk_1", { thrust: 9 });
  same<typeof raw.thrust, unknown>(true);
  const typed = await nextgen.request<{ thrust: number }>("POST", "/rockets");
  same<typeof typed.thrust, number>(true);
  await other.withOptions({ apiKey: "sk_test_..." }).events.retrieve("evt_1", { maxRetries: 0 });
}

export function errors(error: unknown): string | undefined {
  if (error instanceof NextGen.CardError) return error.declineCode ?? error.code ?? error.requestId;
  if (error instanceof NextGen.APITimeoutError) {
    const connection: NextGen.APIConnectionError = error;
    return connection.outcomeUnknown ? connection.idempotencyKey : undefined;
  }
  if (error instanceof NextGen.NextGenError) return error.headers?.["date"] ?? error.message;
  return new NextGen.RateLimitError({ message: "slow down", httpStatus: 429 }).name;
}

export async function webhooks(body: Buffer, header: string | undefined): Promise<void> {
  const event = NextGen.webhooks.constructEvent(body, header, ["whsec_new", "whsec_old"], { tolerance: null, now: 1 });
  switch (event.type) {
    case "charge.refunded":
      same<typeof event.data.object, NextGen.Charge>(true);
      event.data.object.amount_refunded;
      break;
    case "customer.deleted":
      same<typeof event.data.object, NextGen.Customer>(true);
      break;
    case "invoice.payment_failed":
      same<typeof event.data.object, NextGen.UnknownObject>(true);
      break;
    default:
      event.id;
  }
  if (event.type !== "charge.refunded" && event.data.object.object === "refund") event.data.object.id;
  const unknown: string = event.type;
  const any: NextGen.Event = constructEvent(body.toString(), header ?? "", unknown);
  same<Awaited<ReturnType<typeof constructEventAsync>>, typeof any>(true);
  NextGen.webhooks.verifyHeader(body, NextGen.webhooks.generateTestHeader(body, "whsec_...", { timestamp: 1 }), "whsec_...");

  expressWebhook("whsec_...", (received, request, response) => response.end(`${received.id} ${request.url}`));
  webWebhook(["whsec_..."], async (received, request) => new Response(received.id + request.url), { tolerance: 60 });
  fastifyWebhook({}, { secret: "whsec_...", handler: async (received) => void received.id });
}
