"use strict";

/** AbortSignal: the promise ends at once, the connection is dropped, the thread is free again. */

const assert = require("node:assert/strict");
const { getEventListeners } = require("node:events");
const test = require("node:test");
const { NextGen, client, fault, visa } = require("./support/sandbox.js");
const { Relay } = require("./support/relay.js");
const { callThreads, collectAll, run, until } = require("./support/process.js");

/** Makes a POST that the server carries out and never answers; returns its promise, in an object, once it is carried out. */
async function hung(nextgen, options) {
  const other = await client();
  const newest = async () => (await other.charges.list({ limit: 1 })).data[0]?.id;
  const before = await newest();
  const asked = nextgen.charges.create(visa(), { ...fault("timeout"), ...options });
  asked.catch(() => {});
  while ((await newest()) === before);
  return { asked };
}

test("a call whose signal has been aborted is not made", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client();
  const reason = new Error("too late");
  const thrown = await nextgen.charges.create(visa(), { signal: AbortSignal.abort(reason) }).catch((error) => error);
  assert.equal(thrown, reason);
  assert.ok(!("idempotencyKey" in reason), "there is nothing to ask about");
  assert.equal(relay.opened, 0);
});

test("an abort rejects at once with the reason, drops the connection and frees the thread", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client({ maxConcurrency: 1 });
  const abort = new AbortController();
  const { asked } = await hung(nextgen, { signal: abort.signal });
  const reason = new Error("mine");
  let settled = false;
  const watched = asked.catch((error) => {
    settled = true;
    return error;
  });
  abort.abort(reason);
  // Not a turn of the event loop passes, only the promises that follow each other.
  for (let turn = 0; turn < 20; turn += 1) await undefined;
  assert.ok(settled, "rejected at once");
  assert.equal(await watched, reason);
  assert.equal(getEventListeners(abort.signal, "abort").length, 0);
  await until(() => relay.open === 0, "the connection was dropped");
  assert.equal((await nextgen.charges.create(visa())).amount, 2000, "the only thread is free");
});

test("the reason of an aborted POST tells the key, by which to learn what became of it", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client();
  const abort = new AbortController();
  const { asked } = await hung(nextgen, { signal: abort.signal });
  abort.abort();
  const { name, idempotencyKey, idempotencyKeys } = await asked.catch((error) => error);
  assert.equal(name, "AbortError");
  assert.deepEqual(idempotencyKeys, [idempotencyKey]);
  // The server has carried it out: the same key brings the same charge, and makes no other.
  const charge = await nextgen.charges.create(visa(), { idempotencyKey });
  assert.equal(charge.lastResponse.headers["idempotent-replayed"], "true");
});

test("a signal that ends several POSTs tells all their keys, and no single one", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client();
  const abort = new AbortController();
  const hanging = [];
  for (const idempotencyKey of ["first", "second"]) hanging.push(await hung(nextgen, { signal: abort.signal, idempotencyKey }));
  abort.abort();
  const reasons = await Promise.all(hanging.map(({ asked }) => asked.catch((error) => error)));
  assert.equal(reasons[0], reasons[1]);
  assert.deepEqual(reasons[0].idempotencyKeys, ["first", "second"]);
  assert.equal(reasons[0].idempotencyKey, undefined);
});

test("any reason will do, and a GET leaves no mark on it", async () => {
  const nextgen = await client();
  for (const reason of ["stop", 5, Symbol("s"), Object.freeze(new Error("frozen")), { own: 1 }, () => 1]) {
    for (const ask of [(options) => nextgen.charges.create(visa(), options), (options) => nextgen.charges.list({}, options)]) {
      const abort = new AbortController();
      const asked = ask({ signal: abort.signal, ...fault("timeout") });
      abort.abort(reason);
      await assert.rejects(asked, (error) => error === reason);
    }
  }
  const reason = new Error("read");
  await nextgen.charges.list({}, { signal: AbortSignal.abort(reason) }).catch(() => {});
  assert.ok(!("idempotencyKey" in reason) && !("idempotencyKeys" in reason));
});

test("a reason that tells of another call's key goes on telling it", async () => {
  const nextgen = await client();
  const error = await nextgen.charges
    .create({ ...visa(), source: "tok_chargeDeclined" }, { idempotencyKey: `declined-${process.pid}` })
    .catch((thrown) => thrown);
  const abort = new AbortController();
  const { asked } = await hung(nextgen, { signal: abort.signal, idempotencyKey: "another" });
  abort.abort(error);
  assert.equal(await asked.catch((reason) => reason), error);
  assert.equal(error.idempotencyKey, `declined-${process.pid}`);
  assert.deepEqual(error.idempotencyKeys, ["another"]);
});

test("a signal of an old polyfill, which gives no reason, ends a call by an AbortError", async () => {
  const nextgen = await client();
  const signal = Object.assign(new EventTarget(), { aborted: false });
  const asked = nextgen.charges.create(visa(), { signal, ...fault("timeout") });
  signal.aborted = true;
  signal.dispatchEvent(new Event("abort"));
  await assert.rejects(asked, (error) => error.name === "AbortError" && typeof error.idempotencyKey === "string");
});

test("AbortSignal.timeout ends a call by its TimeoutError", async () => {
  const nextgen = await client();
  const asked = nextgen.charges.create(visa(), { signal: AbortSignal.timeout(50), ...fault("timeout") });
  const error = await asked.catch((thrown) => thrown);
  assert.equal(error.name, "TimeoutError");
  assert.equal(typeof error.idempotencyKey, "string");
});

test("no listener stays on a signal, however its calls end", async () => {
  const nextgen = await client();
  const { signal } = new AbortController();
  await nextgen.charges.create(visa(), { signal });
  await assert.rejects(nextgen.charges.create({ ...visa(), source: "tok_chargeDeclined" }, { signal }), NextGen.CardError);
  await assert.rejects(nextgen.charges.create({ amount: "x" }, { signal }), NextGen.InvalidRequestError);
  await assert.rejects(nextgen.charges.retrieve(5, {}, { signal }), NextGen.InvalidRequestError);
  await assert.rejects(nextgen.charges.create(visa(), { signal, timeout: -1 }), NextGen.ConfigurationError);
  await assert.rejects(nextgen.charges.create(visa(), { signal, extraParams: 5 }), NextGen.InvalidRequestError);
  for await (const _ of nextgen.charges.list({ limit: 1 }, { signal })) break;
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

test("one signal serves many calls by one listener", async () => {
  const nextgen = await client();
  const abort = new AbortController();
  const warnings = [];
  const warned = (warning) => warnings.push(warning);
  process.on("warning", warned);
  const hanging = Array.from({ length: 20 }, () => nextgen.charges.list({}, { signal: abort.signal, ...fault("timeout") }));
  const answered = await nextgen.charges.list({}, { signal: abort.signal });
  assert.equal(answered.object, "list");
  const ends = Promise.allSettled(hanging);
  await new Promise(setImmediate);
  assert.equal(getEventListeners(abort.signal, "abort").length, 1);
  abort.abort("all");
  assert.ok((await ends).every(({ reason }) => reason === "all"));
  assert.equal(getEventListeners(abort.signal, "abort").length, 0);
  process.off("warning", warned);
  assert.deepEqual(warnings, []);
});

test("a list ends by its signal, between pages too", async () => {
  const nextgen = await client();
  for (let made = 0; made < 3; made += 1) await nextgen.charges.create(visa());
  const abort = new AbortController();
  const seen = [];
  const walking = (async () => {
    for await (const charge of nextgen.charges.list({ limit: 1 }, { signal: abort.signal })) {
      seen.push(charge.id);
      if (seen.length === 2) abort.abort(new Error("enough"));
    }
  })();
  await assert.rejects(walking, { message: "enough" });
  assert.equal(seen.length, 2);
});

test("a call that an abort found waiting its turn is never sent", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client({ maxConcurrency: 1 });
  const first = new AbortController();
  const { asked } = await hung(nextgen, { signal: first.signal });
  const second = new AbortController();
  const key = `waiting-${process.pid}`;
  const waiting = nextgen.charges.create(visa(), { signal: second.signal, idempotencyKey: key });
  second.abort(new Error("second"));
  await assert.rejects(waiting, { message: "second" });
  first.abort();
  await assert.rejects(asked, { name: "AbortError" });
  const charge = await nextgen.charges.create(visa(), { idempotencyKey: key });
  assert.equal(charge.lastResponse.headers["idempotent-replayed"], undefined);
});

test("a storm of aborts leaves no wrong answer, no connection and no thread behind", async () => {
  const relay = await Relay.start();
  await (async () => {
    const nextgen = await relay.client({ maxConcurrency: 16 });
    const reasons = new Set();
    const ends = await Promise.all(
      Array.from({ length: 1000 }, async (_, number) => {
        const abort = new AbortController();
        const reason = new Error(`abort ${number}`);
        setTimeout(() => abort.abort(reason), Math.random() * 1500);
        try {
          const charge = await nextgen.charges.create(visa(100 + number), { signal: abort.signal, ...fault("delay=5") });
          assert.equal(charge.amount, 100 + number);
          return "answered";
        } catch (error) {
          assert.equal(error, reason);
          reasons.add(error.idempotencyKey);
          return "aborted";
        }
      }),
    );
    const aborted = ends.filter((end) => end === "aborted").length;
    assert.ok(aborted > 0 && aborted === reasons.size, `${aborted} aborted`);
    for (let amount = 100; amount < 110; amount += 1) assert.equal((await nextgen.charges.create(visa(amount))).amount, amount);
    assert.ok(relay.open <= 16, `${relay.open} connections for 16 threads`);
  })();
  await until(() => {
    collectAll();
    return relay.open === 0 && callThreads() === 0;
  }, "no connection and no thread was left");
});

test("an abort in the last moment of a process does not hold it", async () => {
  const { status, stdout, stderr } = await run(
    `const nextgen = new (require("nextgen-node"))();
     const abort = new AbortController();
     nextgen.charges.create({ amount: 2000, currency: "usd", source: "tok_visa" }, { signal: abort.signal, extraHeaders: { "NextGen-Sandbox-Fault": "timeout" } })
       .catch((error) => console.log(error.name));
     setTimeout(() => abort.abort(), 300);`,
  );
  assert.deepEqual([status, stdout, stderr], [0, "AbortError\n", ""]);
});
