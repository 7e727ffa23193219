"use strict";

/** Webhooks: the native part, node:crypto and WebCrypto hold to one file of cases, and to each other. */

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const test = require("node:test");
const util = require("node:util");
const { NextGen, PACKAGE } = require("./support/sandbox.js");
const { steps, matches } = require("./support/vectors.js");
const pure = require("nextgen-node/webhooks");

// What every runtime of the web has among its globals, and Node 18 has not.
globalThis.crypto ??= require("node:crypto").webcrypto;
const web = require("../lib/webhooks/web.js");

/** The ways to verify, by name; each takes the name of a function and its arguments. */
const WAYS = {
  native: (verb, given) => NextGen.webhooks[verb](...given),
  "node:crypto": (verb, given) => pure[verb](...given),
  WebCrypto: (verb, given) => web[`${verb}Async`](...given),
};

const SECRET = "whsec_Zk3Qx8Lm5Vt2Rw9Ny6Jb";

/** Returns what a call comes to, as the suite's cases describe it. */
async function outcome(way, verb, given) {
  try {
    return { ok: (await WAYS[way](verb, given)) ?? null };
  } catch (error) {
    assert.ok(error instanceof NextGen.NextGenError, `${way}: ${util.inspect(error)}`);
    assert.ok(!util.inspect(error, { showHidden: true }).includes("Zk3Qx8"), "the secret is not shown");
    const { name, code, param, message, attempts, shouldRetry, outcomeUnknown } = error;
    // What is wrong with a text that is no JSON is each reader's own to say.
    const text = message.replace(/(rightly but is no event:).*/s, "$1");
    return { error: { class: name, code, param, message: text, attempts, shouldRetry, outcomeUnknown } };
  }
}

test("every case of the suite holds in each way, with the same words", async () => {
  const all = steps();
  assert.ok(all.length > 150, `${all.length} cases`);
  for (const { name, verb, given, want } of all) {
    const native = await outcome("native", verb, given);
    assert.ok(matches(native, want), `${name}: ${util.inspect(native)} is not ${util.inspect(want)}`);
    for (const way of ["node:crypto", "WebCrypto"])
      assert.deepEqual(await outcome(way, verb, given), native, `${name}, by ${way}`);
  }
});

test("headers and payloads changed at random come to the same in each way", async () => {
  const random = generator(20_260_101);
  const pick = (from) => from[Math.floor(random() * from.length)];
  const payloads = [
    '{"id":"evt_1","object":"event","type":"x","data":{"object":{"n":9007199254740993}}}',
    "{}",
    "[]",
    '{"a":"\\ud83d\\ude00"}',
    "",
    "{",
  ];
  const pieces = [
    "t=1",
    "t=1700000000",
    ",",
    "=",
    "v1=",
    "v0=",
    " ",
    "\t",
    "\u00a0",
    "\u3000",
    "é",
    "0",
    "a",
    "F",
    "\u0000",
    "\ud800",
    "t=0",
    "v1",
    ";",
    "\r\n",
  ];
  const bytes = [
    "\u00ff",
    "\\ud800",
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    "1e999",
    "-0",
    "01",
    "\u2028",
    "\ufeff",
    "\u0007",
    ",",
    ":",
    "null",
    " ",
    "\f",
    "nul",
  ];
  for (let round = 0; round < 3_000; round += 1) {
    let payload = pick(payloads);
    if (random() < 0.6) payload = changed(payload, pick(bytes), random);
    const body = random() < 0.1 ? Buffer.concat([Buffer.from(payload), Buffer.from([0xc3, 0x28])]) : Buffer.from(payload);
    let header = pure.generateTestHeader(body, SECRET, { timestamp: 1_700_000_000 });
    const changes = Math.floor(random() * 3);
    for (let change = 0; change < changes; change += 1) header = changed(header, pick(pieces), random);
    const given = [
      body,
      header,
      pick([SECRET, ["whsec_other", SECRET], "whsec_other"]),
      { now: 1_700_000_000 + pick([0, 300, 301, -301]) },
    ];
    const native = await outcome("native", "constructEvent", given);
    assert.deepEqual(await outcome("node:crypto", "constructEvent", given), native, `round ${round}`);
    if (round % 20 === 0) assert.deepEqual(await outcome("WebCrypto", "constructEvent", given), native, `round ${round}`);
  }
});

test("arguments of a wrong type are refused as such, in the same words", async () => {
  const body = Buffer.from("{}");
  const header = pure.generateTestHeader(body, SECRET);
  const odd = [undefined, null, 5, 5n, true, {}, [], () => 1, Symbol("x"), new Date(), new Map(), NaN];
  const calls = [
    ...odd.map((value) => ["constructEvent", [value, header, SECRET]]),
    ...odd.map((value) => ["constructEvent", [body, value, SECRET]]),
    ...odd.map((value) => ["constructEvent", [body, header, value]]),
    ...odd.map((value) => ["constructEvent", [body, header, [SECRET, value]]]),
    ...odd.map((value) => ["verifyHeader", [body, header, SECRET, value]]),
    ...odd.map((tolerance) => ["verifyHeader", [body, header, SECRET, { tolerance }]]),
    ...odd.map((now) => ["verifyHeader", [body, header, SECRET, { now }]]),
    ...odd.map((value) => ["generateTestHeader", [value, SECRET]]),
    ...odd.map((value) => ["generateTestHeader", [body, value]]),
    ...odd.map((value) => ["generateTestHeader", [body, SECRET, value]]),
    ...odd.map((timestamp) => ["generateTestHeader", [body, SECRET, { timestamp }]]),
    ["verifyHeader", [body, header, SECRET, { tolerence: 5 }]],
    ["generateTestHeader", [body, SECRET, { timestmap: 5 }]],
  ];
  for (const [verb, given] of calls) {
    const native = await outcome("native", verb, given);
    for (const way of ["node:crypto", "WebCrypto"])
      assert.deepEqual(await outcome(way, verb, given), native, `${way} ${verb} ${util.inspect(given)}`);
  }
  assert.equal(
    (await outcome("native", "generateTestHeader", [body, SECRET, { timestmap: 5 }])).error?.class,
    "ConfigurationError",
  );
});

test("a raw body may come as any bytes, and a parsed one is refused with a hint", () => {
  const text = '{"id":"evt_1","object":"event","type":"charge.refunded","name":"Zoë","data":{"object":{}}}';
  const header = NextGen.webhooks.generateTestHeader(text, SECRET);
  const bytes = new Uint8Array(Buffer.from(text));
  const within = new Uint8Array(Buffer.from(`xx${text}yy`)).subarray(2, 2 + bytes.length);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  for (const body of [text, Buffer.from(text), bytes, bytes.buffer, new DataView(bytes.buffer), within, shared]) {
    for (const webhooks of [NextGen.webhooks, pure]) assert.equal(webhooks.constructEvent(body, header, SECRET).name, "Zoë");
  }
  for (const webhooks of [NextGen.webhooks, pure]) {
    assert.throws(() => webhooks.constructEvent(JSON.parse(text), header, SECRET), {
      name: "InvalidRequestError",
      message: /express\.raw/,
    });
  }
});

test("nextgen-node/webhooks loads nothing native", () => {
  const code = `
    const webhooks = require("nextgen-node/webhooks");
    const header = webhooks.generateTestHeader("{}", "whsec_x");
    webhooks.verifyHeader("{}", header, "whsec_x");
    console.log(Object.keys(require.cache).filter((file) => file.endsWith(".node") || file.endsWith("native.js")).length);`;
  assert.equal(execFileSync(process.execPath, ["-e", code], { cwd: PACKAGE, encoding: "utf8" }), "0\n");
});

test("the client's webhooks are those of the class", () => {
  assert.equal(new NextGen("sk_test_x").webhooks, NextGen.webhooks);
});

/** Returns a text with a piece put in, or in place of others. */
function changed(text, piece, random) {
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + piece + text.slice(at + Math.floor(random() * 3));
}

/** Returns a source of numbers from 0 to 1 that are the same in every run (mulberry32). */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
