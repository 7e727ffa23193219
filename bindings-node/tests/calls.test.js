"use strict";

/** Calls: what goes in, what comes out, and how errors tell. */

const assert = require("node:assert/strict");
const { AsyncLocalStorage } = require("node:async_hooks");
const test = require("node:test");
const util = require("node:util");
const { NextGen, client, fault, visa } = require("./support/sandbox.js");
const { Relay } = require("./support/relay.js");

test("an answer is the API's object, and how it came stands beside it", async () => {
  const nextgen = await client();
  const charge = await nextgen.charges.create(
    { ...visa(), metadata: { order: "42" } },
    { idempotencyKey: `answer-${process.pid}` },
  );
  assert.ok(!Object.keys(charge).includes("lastResponse"));
  assert.ok(!JSON.stringify(charge).includes("lastResponse"));
  assert.ok(!util.inspect(charge).includes("lastResponse"));
  assert.deepEqual(structuredClone(charge), JSON.parse(JSON.stringify(charge)));
  assert.equal({ ...charge }.lastResponse, undefined);
  const { status, headers, requestId, idempotencyKey, attempts } = charge.lastResponse;
  assert.deepEqual([status, idempotencyKey, attempts], [200, `answer-${process.pid}`, 1]);
  assert.match(requestId, /^req_/);
  assert.equal(headers["request-id"], requestId);
  assert.equal(charge.lastResponse, charge.lastResponse);
});

test("a call is tried again with one key, and says how often", async () => {
  const nextgen = await client();
  const charge = await nextgen.charges.create(visa(), fault("status=503; times=1; retry_after=0"));
  assert.equal(charge.lastResponse.attempts, 2);
  assert.match(charge.lastResponse.idempotencyKey, /^[0-9a-f-]{36}$/);
});

test("a declined card is a CardError with all that the API says", async () => {
  const nextgen = await client();
  const asked = nextgen.charges.create({ ...visa(), source: "tok_chargeDeclined" });
  const error = await asked.catch((thrown) => thrown);
  assert.ok(error instanceof NextGen.CardError && error instanceof NextGen.NextGenError && error instanceof Error);
  assert.deepEqual(
    [error.name, error.code, error.declineCode, error.httpStatus],
    ["CardError", "card_declined", "generic_decline", 402],
  );
  assert.match(error.charge, /^ch_/);
  assert.match(error.requestId, /^req_/);
  assert.equal(error.headers["request-id"], error.requestId);
  assert.equal(JSON.parse(error.body).error.code, "card_declined");
  assert.ok(error.stack.includes(__filename), "the stack names who made the call");
  const { name, message, requestId } = JSON.parse(JSON.stringify(error));
  assert.deepEqual([name, message, requestId], ["CardError", error.message, error.requestId]);
  for (const text of [JSON.stringify(error), util.inspect(error)]) assert.ok(!/"?(?:headers|body)"?:/.test(text), text);
});

test("amounts are taken as integers only", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client();
  class Amount extends Number {}
  for (const amount of [2000n, new Amount(2000), Object(2000n)]) {
    assert.equal((await nextgen.charges.create({ ...visa(), amount })).amount, 2000);
  }
  const sent = relay.received;
  const bad = [
    10.5,
    "100",
    true,
    null,
    NaN,
    Infinity,
    -1,
    -0,
    2 ** 53,
    2n ** 64n,
    10n ** 30n,
    new Date(),
    [100],
    {},
    () => 1,
    Symbol("x"),
  ];
  for (const amount of bad) {
    const error = await nextgen.charges.create({ ...visa(), amount }).catch((thrown) => thrown);
    assert.ok(error instanceof NextGen.InvalidRequestError, `${util.inspect(amount)}: ${util.inspect(error)}`);
    assert.equal(error.param, "amount");
    assert.equal(error.attempts, 0);
  }
  assert.equal(relay.received, sent, "nothing was sent");
});

test("parameters that are no plain data are refused by what they are", async () => {
  const nextgen = await client();
  const cycle = {};
  cycle.self = cycle;
  const said = {
    "a Date": new Date(),
    "was an await forgotten": nextgen.charges.retrieve("ch_0").catch(() => {}),
    "class Map": new Map(),
    "class Uint8Array": Buffer.from("x"),
    "holding itself": cycle,
    "lone surrogate": "\ud800",
    "a function": () => 1,
    "a symbol": Symbol("x"),
  };
  for (const [text, value] of Object.entries(said)) {
    const refused = { name: "InvalidRequestError", attempts: 0, message: new RegExp(text) };
    if (value !== cycle) await assert.rejects(nextgen.charges.create({ ...visa(), description: value }), refused);
    await assert.rejects(nextgen.charges.create({ ...visa(), metadata: { order: value } }), refused);
  }
  for (const params of ["amount=5", 5, [1], true, new Date()]) {
    await assert.rejects(nextgen.charges.create(params), { name: "InvalidRequestError", attempts: 0 }, util.inspect(params));
  }
  const trap = {
    ...visa(),
    get description() {
      throw new RangeError("mine");
    },
  };
  await assert.rejects(nextgen.charges.create(trap), { name: "RangeError", message: "mine" });
});

test("ids and options of a call are checked before anything is sent, by a rejection", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client();
  for (const id of [
    undefined,
    null,
    42,
    {},
    ["ch_1"],
    Symbol("x"),
    "",
    " ",
    "..",
    "a/b",
    "a%2Fb",
    "../customers",
    "a?x",
    "ch_1\n",
  ]) {
    await assert.rejects(nextgen.charges.retrieve(id), { name: "InvalidRequestError", param: "id" }, util.inspect(id));
  }
  const refused = ["ConfigurationError", "InvalidRequestError"];
  const faults = [
    { idempotencyKey: "" },
    { idempotencyKey: "a b" },
    { idempotencyKey: "x".repeat(256) },
    { idempotencyKey: 5 },
    { idempotencyKey: "a\r\nb" },
    { timeout: 0 },
    { timeout: "1" },
    { maxRetries: -1 },
    { signal: true },
    { signal: {} },
    { extraParams: 5 },
    { extraParams: [1] },
    { extraHeaders: { Authorization: "x" } },
    { extraHeaders: { a: "b\r\nc" } },
    { extraHeaders: 5 },
    { apiKey: "" },
    { apiKey: 5 },
    { rockets: 1 },
    { idempotency_key: "k" },
    5,
    "x",
    [],
  ];
  for (const options of faults) {
    const error = await nextgen.charges.create(visa(), options).catch((thrown) => thrown);
    assert.ok(refused.includes(error.name), `${util.inspect(options)}: ${util.inspect(error)}`);
  }
  assert.equal(relay.opened, 0);
  const longest = "~".repeat(255);
  assert.equal((await nextgen.charges.create(visa(), { idempotencyKey: longest })).lastResponse.idempotencyKey, longest);
});

test("names such as __proto__ are data, both ways", async () => {
  const nextgen = await client();
  const names = JSON.parse('{"__proto__": "a", "constructor": "b", "toString": "c", "hasOwnProperty": "d"}');
  const charge = await nextgen.charges.create({ ...visa(), metadata: names });
  assert.deepEqual(Object.entries(charge.metadata).sort(), Object.entries(names).sort());
  assert.equal({}.polluted, undefined);
  const event = NextGen.webhooks.constructEvent(
    ...signed(
      '{"id":"evt_1","object":"event","type":"x","big":9007199254740993,"__proto__":{"polluted":1},"data":{"object":{"__proto__":{"polluted":1}}}}',
    ),
  );
  assert.equal(event.big, 9007199254740993n);
  assert.equal(event.polluted, undefined);
  assert.equal({}.polluted, undefined);
  assert.deepEqual(Object.getOwnPropertyNames(event).includes("__proto__"), true);
  await assert.rejects(
    nextgen.charges.create(JSON.parse(`{"amount":2000,"currency":"usd","source":"tok_visa","__proto__":"x"}`)),
    {
      name: "InvalidRequestError",
      param: "__proto__",
    },
  );
});

test("integers beyond 2^53 come as BigInt, and nothing else changes", () => {
  const text =
    '{"id":"evt_1","object":"event","type":"x","a":[-9007199254740993,12345678901234567890123,1.5e300,0.1234567890123456789],"9007199254740993":"9007199254740993","s":"\\u00009007199254740993 \\" 9007199254740993","data":{"object":{}}}';
  const event = NextGen.webhooks.constructEvent(...signed(text));
  assert.deepEqual(event.a, [-9007199254740993n, 12345678901234567890123n, 1.5e300, 0.12345678901234568]);
  assert.equal(event["9007199254740993"], "9007199254740993");
  assert.equal(event.s, '\u00009007199254740993 " 9007199254740993');
});

test("what is stored for an asynchronous context is there behind a call", async () => {
  const nextgen = await client();
  const { signal } = new AbortController();
  const store = new AsyncLocalStorage();
  await Promise.all(
    [1, 2, 3].map((number) =>
      store.run(number, async () => {
        await nextgen.charges.list({}, number === 2 ? { signal } : {});
        assert.equal(store.getStore(), number);
        for await (const _ of nextgen.charges.list({ limit: 1 })) break;
        assert.equal(store.getStore(), number);
      }),
    ),
  );
});

test("parameters that this version does not know go by extraParams", async () => {
  const nextgen = await client();
  const extra = nextgen.charges.create(visa(), { extraParams: { rocket: { fuel: 5 } } });
  await assert.rejects(extra, { name: "InvalidRequestError", code: "parameter_unknown", httpStatus: 400 });
});

function signed(text) {
  return [Buffer.from(text), NextGen.webhooks.generateTestHeader(text, "whsec_x"), "whsec_x"];
}
