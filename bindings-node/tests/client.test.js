"use strict";

/** Clients: how they are made, what they refuse, and that none shows its key. */

const assert = require("node:assert/strict");
const test = require("node:test");
const util = require("node:util");
const v8 = require("node:v8");
const { NextGen, client, environment, sandbox, visa } = require("./support/sandbox.js");
const { Relay } = require("./support/relay.js");
const { run } = require("./support/process.js");

const KEY = "sk_test_Q7w8E9r0T1y2U3i4O5p6";

test("require and import give one class, by any of its names", async () => {
  const imported = await import("nextgen-node");
  const required = require("nextgen-node");
  assert.equal(imported.default, NextGen);
  assert.equal(imported.NextGen, NextGen);
  assert.equal(required, NextGen);
  assert.equal(required.default, NextGen);
  assert.equal(NextGen.VERSION, require("nextgen-node/package.json").version);
  assert.equal((await import("nextgen-node/webhooks")).constructEvent, require("nextgen-node/webhooks").constructEvent);
  for (const adapter of ["express", "fastify", "web"]) {
    assert.equal((await import(`nextgen-node/${adapter}`)).nextgenWebhook, require(`nextgen-node/${adapter}`).nextgenWebhook);
  }
});

test("the package loads what clients and webhooks are made of when they are first used", async () => {
  const { stdout, stderr } = await run(`
    const NextGen = require("nextgen-node");
    const loaded = (...names) => names.map((name) => Object.keys(require.cache).some((file) => file.endsWith("/lib/" + name)));
    const told = [loaded("call.js", "webhooks.js"), Object.keys(NextGen).includes("webhooks")];
    NextGen.webhooks.generateTestHeader("{}", "whsec_x");
    told.push(loaded("call.js", "webhooks.js"));
    new NextGen();
    told.push(loaded("call.js", "webhooks.js", "listing.js"));
    const other = {};
    NextGen.webhooks = other;
    told.push(new NextGen().webhooks === other);
    console.log(JSON.stringify(told));`);
  assert.equal(stderr, "");
  assert.deepEqual(JSON.parse(stdout), [[false, false], true, [false, true], [true, true, false], true]);
});

test("nothing that prints or copies a client shows its key", () => {
  const made = new NextGen(KEY, { proxy: "http://user:Pr0xySecretWord@127.0.0.1:9" });
  const other = made.withOptions({ apiKey: "sk_test_Z1x2C3v4B5n6M7a8S9d0" });
  for (const one of [made, other]) {
    const ways = [
      util.inspect(one, { depth: 20, showHidden: true, getters: true }),
      util.inspect({ one }, { depth: 20, showHidden: true, customInspect: false }),
      util.format("%o %O %j %s", one, one, one, one),
      `${one} ${JSON.stringify(one)} ${JSON.stringify({ ...one })}`,
      JSON.stringify(structuredClone({ ...one })),
      v8.serialize({ ...one }).toString("latin1"),
      ...Object.values(Object.getOwnPropertyDescriptors(one)).map((property) =>
        util.inspect(property, { depth: 20, showHidden: true }),
      ),
    ];
    for (const text of ways) {
      for (const secret of ["Q7w8E9r0T1y2U3i4O5p6", "Z1x2C3v4B5n6M7a8S9d0", "Pr0xySecretWord"]) {
        for (let at = 0; at + 6 <= secret.length; at += 1) assert.ok(!text.includes(secret.slice(at, at + 6)), text);
      }
    }
  }
  assert.match(util.inspect(made), /^NextGen \{ api_key: .*…O5p6/);
});

test("a key that cannot be one is refused, and not shown", () => {
  const faults = [
    "",
    " ",
    `${KEY}\n`,
    `${KEY}\r\nX: y`,
    "sk_test_é",
    "sk_test_\0",
    "sk_test_".padEnd(10_000, "x"),
    42,
    {},
    [KEY],
    Symbol("key"),
  ];
  for (const key of faults) {
    assert.throws(
      () => new NextGen(key),
      (error) => {
        assert.ok(error instanceof NextGen.ConfigurationError, `${util.inspect(key)}: ${util.inspect(error)}`);
        assert.equal(error.param, "apiKey");
        assert.ok(!util.inspect(error, { showHidden: true }).includes("Q7w8E9"));
        return true;
      },
    );
  }
});

test("a webhook endpoint's secret is there for those who read it, and is not printed whole", async () => {
  const nextgen = await client();
  const made = { url: "https://example.com/hook", enabled_events: ["charge.succeeded"] };
  const endpoint = await nextgen.webhookEndpoints.create(made);
  const end = endpoint.secret.slice(-4);
  for (const printed of [util.inspect(endpoint), util.inspect({ endpoint }), util.format("%o", endpoint)]) {
    assert.ok(printed.includes(`…${end}`) && printed.includes(endpoint.id), printed);
    assert.ok(!printed.includes(endpoint.secret.slice(-10)), printed);
  }
  assert.match(JSON.parse(JSON.stringify(endpoint)).secret, /^whsec_.{20,}/);
  assert.deepEqual(Object.keys(structuredClone(endpoint)), Object.keys(endpoint));
  assert.doesNotMatch(util.inspect(await nextgen.charges.create(visa(100))), /…/);
});

test("options that cannot be used are refused by name", () => {
  const faults = {
    timeout: [0, -1, NaN, Infinity, 1e308, "30s", {}, 10n ** 30n],
    connectTimeout: [0, true],
    deadline: [-5, []],
    maxRetries: [-1, 1.5, 1e9, "2"],
    baseUrl: ["http://127.0.0.1:1/v1", "127.0.0.1", "", 5, "https://user:pass@127.0.0.1/v1"],
    caBundle: ["/nowhere/ca.pem", "/dev/null", 5],
    maxConcurrency: [0, 1025, 2.5, "8", NaN],
    observer: ["log", {}],
    proxy: [5, "socks9://x"],
    apiVersion: [5, "a\r\nb"],
    rockets: [1],
  };
  for (const [name, values] of Object.entries(faults)) {
    for (const value of values) {
      assert.throws(
        () => new NextGen(KEY, { [name]: value }),
        (error) => {
          assert.ok(error instanceof NextGen.ConfigurationError, `${name} ${util.inspect(value)}: ${util.inspect(error)}`);
          assert.equal(error.param, name, error.message);
          return true;
        },
      );
    }
  }
  for (const options of ["x", 5, true, []]) assert.throws(() => new NextGen(KEY, options), NextGen.ConfigurationError);
  const own = JSON.parse('{"__proto__": {"timeout": 1}}');
  assert.throws(() => new NextGen(KEY, own), { name: "ConfigurationError", param: "__proto__" });
});

test("a key may be missing until the first call", async () => {
  const relay = await Relay.start();
  const { NEXTGEN_API_KEY: _, ...env } = await environment();
  const keyless = await run(
    `const { NextGen } = require("nextgen-node");
     const nextgen = new NextGen(undefined, { baseUrl: ${JSON.stringify((await sandbox()).baseUrl)} });
     console.log(require("util").inspect(nextgen));
     nextgen.charges.list().catch((error) => console.log(error.name, error.param, error.attempts));`,
    { env: { NEXTGEN_API_KEY: "" } },
  );
  assert.match(keyless.stdout, /ConfigurationError apiKey 0/, keyless.stderr);
  assert.equal(env.NEXTGEN_API_KEY, undefined);
  const late = (await relay.client()).withOptions({});
  assert.equal(relay.opened, 0);
  await late.charges.list();
  assert.equal(relay.opened, 1);
});

test("the environment serves where nothing is given, a worker's own too", async () => {
  const { status, stdout, stderr } = await run(
    `const { Worker } = require("worker_threads");
     const code = 'new (require("nextgen-node"))().charges.list().then((page) => console.log("worker", page.object), (e) => console.log("worker", e.name))';
     new (require("nextgen-node"))().charges.list().then((page) => console.log("main", page.object));
     new Worker(code, { eval: true, env: { ...process.env, NEXTGEN_API_KEY: "sk_test_another1234567890" } });`,
  );
  assert.equal(status, 0, stderr);
  assert.match(stdout, /main list/);
  assert.match(stdout, /worker AuthenticationError/);
});

test("withOptions shares the connections and nothing else", async () => {
  const relay = await Relay.start();
  const first = await relay.client();
  const charge = await first.charges.create(visa());
  const second = first.withOptions({ maxRetries: 0, timeout: 20_000 });
  assert.equal((await second.charges.retrieve(charge.id)).id, charge.id);
  const third = first.withOptions({ apiKey: "sk_test_another1234567890" });
  await assert.rejects(third.charges.retrieve(charge.id), NextGen.AuthenticationError);
  assert.equal(relay.opened, 1);
  for (const options of [
    { idempotencyKey: "k" },
    { baseUrl: "https://127.0.0.1/v1" },
    { signal: new AbortController().signal },
    5,
    { timeout: -1 },
    { maxRetries: 1000 },
  ]) {
    assert.throws(() => first.withOptions(options), NextGen.ConfigurationError);
  }
});

test("request makes any request", async () => {
  const nextgen = await client();
  const charge = await nextgen.request("post", "/charges", visa(), { idempotencyKey: `k-${process.pid}` });
  assert.equal(charge.lastResponse.idempotencyKey, `k-${process.pid}`);
  assert.equal((await nextgen.request("GET", `/charges/${charge.id}`)).amount, 2000);
  for (const [method, path] of [
    ["PATCH", "/charges"],
    [5, "/charges"],
    ["GET", 5],
    ["GET", "../x"],
    ["GET /x", "/y"],
    [undefined, "/charges"],
  ]) {
    await assert.rejects(nextgen.request(method, path), NextGen.InvalidRequestError, `${method} ${path}`);
  }
});
