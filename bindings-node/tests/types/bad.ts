/** Mistakes that the types must catch: every marked line must be refused, or the mark itself is. */

import NextGen from "nextgen-node";

const nextgen = new NextGen("sk_test_...");

// @ts-expect-error: a key is a text
new NextGen(42);
// @ts-expect-error: there is no such option
new NextGen("sk_test_...", { maxRetry: 3 });
// @ts-expect-error: times are numbers of milliseconds
new NextGen("sk_test_...", { timeout: "30s" });

// @ts-expect-error: an amount is needed
nextgen.charges.create({ currency: "usd" });
// @ts-expect-error: an amount is a number
nextgen.charges.create({ amount: "2000", currency: "usd" });
// @ts-expect-error: an amount cannot be null
nextgen.charges.create({ amount: null, currency: "usd" });
// @ts-expect-error: misspelt
nextgen.charges.create({ amount: 2000, currency: "usd", sauce: "tok_visa" });
// @ts-expect-error: metadata holds texts
nextgen.charges.create({ amount: 2000, currency: "usd", metadata: { order: 42 } });
// @ts-expect-error: a customer is given by its id
nextgen.charges.create({ amount: 2000, currency: "usd", customer: { id: "cus_1" } });
// @ts-expect-error: an id is needed
nextgen.charges.retrieve();
// @ts-expect-error: an id is a text
nextgen.charges.retrieve(42);
// @ts-expect-error: charges cannot be deleted
nextgen.charges.delete("ch_1");
// @ts-expect-error: there is no such resource
nextgen.rockets.list();
// @ts-expect-error: there is no such option of a call
nextgen.charges.retrieve("ch_1", {}, { idempotency_key: "k" });
// @ts-expect-error: a signal is an AbortSignal
nextgen.charges.retrieve("ch_1", {}, { signal: true });
// @ts-expect-error: a range has no such bound
nextgen.charges.list({ created: { after: 1 } });
// @ts-expect-error: a list is no array
nextgen.charges.list().map((charge) => charge.id);
// @ts-expect-error: a list is gone through by for await
for (const charge of nextgen.charges.list()) charge;
// @ts-expect-error: there is no such verb
nextgen.request("PATCH", "/charges");
// @ts-expect-error: a key that makes one call unique is not for all calls
nextgen.withOptions({ idempotencyKey: "k" });

export async function answers(): Promise<void> {
  const charge = await nextgen.charges.retrieve("ch_1");
  // @ts-expect-error: a charge has no such field
  charge.amuont;
  // @ts-expect-error: names on the wire stay as they are
  charge.amountRefunded;
  // @ts-expect-error: it may be an id, or missing
  charge.customer.email;
  // @ts-expect-error: how it came cannot be changed
  charge.lastResponse = undefined;
  // @ts-expect-error: it must be awaited
  nextgen.charges.retrieve("ch_1").amount;
}

export function errors(error: unknown): void {
  // @ts-expect-error: an error is told by its class first
  error.code;
  if (error instanceof NextGen.CardError) {
    // @ts-expect-error: attributes are written the way of JavaScript
    error.decline_code;
    // @ts-expect-error: a declined card is no timeout
    const timeout: NextGen.APITimeoutError = error;
    timeout;
  }
}

export function webhooks(body: { id: string }, raw: Buffer): void {
  // @ts-expect-error: a parsed body cannot be verified
  NextGen.webhooks.constructEvent(body, "t=1", "whsec_...");
  // @ts-expect-error: the options are an object
  NextGen.webhooks.constructEvent(raw, "t=1", "whsec_...", 300);
  // @ts-expect-error: a secret is needed
  NextGen.webhooks.constructEvent(raw, "t=1");
  const event = NextGen.webhooks.constructEvent(raw, "t=1", "whsec_...");
  // @ts-expect-error: nothing is known of the object before its type is
  event.data.object.amount_refunded;
  if (event.type === "customer.created") {
    // @ts-expect-error: a customer has no amount
    event.data.object.amount;
  }
}
