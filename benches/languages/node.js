"use strict";

/** Runs one task as one contender and prints what an operation took: `node.js CONTENDER TASK SECONDS`. */

const { createHmac, randomFill, timingSafeEqual } = require("node:crypto");
const fs = require("node:fs");
const https = require("node:https");
const { monitorEventLoopDelay } = require("node:perf_hooks");
const { promisify } = require("node:util");

const KEY = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";
const SECRET = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH";
const FORM = {
  amount: 2000,
  currency: "usd",
  source: "tok_visa",
  description: "Order 42",
  metadata: { order: "42" },
};
const { BENCH_URL: URL_BASE = "https://127.0.0.1", BENCH_CA: CA, BENCH_FILES: FILES } = process.env;
const IN_FLIGHT = 64;
const fill = promisify(randomFill);

function payload(size) {
  const body = fs.readFileSync(`${FILES}/event-${size}.json`);
  const now = Math.floor(Date.now() / 1000);
  const digest = createHmac("sha256", SECRET).update(`${now}.`).update(body).digest("hex");
  return [body, `t=${now},v1=${digest}`];
}

const sum = (charges) => charges.reduce((total, charge) => total + charge.amount, 0);

const fields = (event) => [event.type, event.data.object.id, event.data.object.amount];

function ours() {
  const { NextGen } = require("nextgen-node");
  return {
    webhook: (body, header) => fields(NextGen.webhooks.constructEvent(body, header, SECRET)),
    verify: (body, header) => NextGen.webhooks.verifyHeader(body, header, SECRET),
    client: () => new NextGen(KEY, { baseUrl: `${URL_BASE}/v1`, caBundle: CA }),
    charge: async (client) => (await client.charges.create(FORM)).id,
    list: async (client) => sum((await client.charges.list({ limit: 100 })).data),
  };
}

function stripe() {
  const Stripe = require("stripe");
  const { hostname, port } = new URL(URL_BASE);
  const client = () =>
    new Stripe(KEY, {
      host: hostname,
      port,
      protocol: "https",
      httpAgent: new https.Agent({ keepAlive: true, ca: fs.readFileSync(CA) }),
    });
  const { webhooks } = new Stripe(KEY);
  return {
    webhook: (body, header) => fields(webhooks.constructEvent(body, header, SECRET)),
    verify: (body, header) => webhooks.signature.verifyHeader(body, header, SECRET, 300),
    client,
    charge: async (client) => (await client.charges.create(FORM)).id,
    list: async (client) => sum((await client.charges.list({ limit: 100 })).data),
  };
}

/** What one would write with Node alone: no retries, no checks of the answer. */
function byHand() {
  const headers = {
    Authorization: `Bearer ${KEY}`,
    "Content-Type": "application/x-www-form-urlencoded",
    "Idempotency-Key": "0c2f7a1e-6f0b-4a53-9d0e-2b0f5c6d7e8f",
  };
  const verify = (body, header) => {
    const { t, v1 } = Object.fromEntries(header.split(",").map((item) => item.split("=")));
    const expected = createHmac("sha256", SECRET).update(`${t}.`).update(body).digest();
    const late = Math.abs(Date.now() / 1000 - Number(t)) > 300;
    if (late || !timingSafeEqual(expected, Buffer.from(v1, "hex"))) throw new Error("not genuine");
  };
  const request = (agent, method, path, body) =>
    new Promise((resolve, reject) => {
      const length = body ? { "Content-Length": Buffer.byteLength(body) } : {};
      const sent = https.request(`${URL_BASE}${path}`, { method, agent, headers: { ...headers, ...length } });
      sent.on("error", reject);
      sent.on("response", (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks))));
      });
      sent.end(body);
    });
  const { metadata, ...plain } = FORM;
  return {
    webhook: (body, header) => {
      verify(body, header);
      return fields(JSON.parse(body));
    },
    verify,
    client: () => new https.Agent({ keepAlive: true, ca: fs.readFileSync(CA) }),
    charge: async (agent) => {
      const form = new URLSearchParams({ ...plain, "metadata[order]": metadata.order });
      return (await request(agent, "POST", "/v1/charges", form.toString())).id;
    },
    list: async (agent) => sum((await request(agent, "GET", "/v1/charges?limit=100")).data),
  };
}

/** What no SDK for Node can do without while its objects are plain ones: JSON.parse, of text that is there. */
function parse() {
  return {
    webhook: (body) => fields(JSON.parse(body.latin1Slice())),
    client: () => undefined,
    // The way to another thread and back, by Node's own pool.
    trip: () => fill(Buffer.alloc(16)),
  };
}

const now = () => Number(process.hrtime.bigint()) / 1e3;

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function print(cpu, wall, operations, more = {}) {
  console.log(JSON.stringify({ cpu: cpu / operations, wall: wall / operations, operations, ...more }));
}

/** Repeats `operation`; warms up for a fifth of the time. Operations without a promise run without one. */
async function measure(operation, seconds, operations = 1) {
  const waits = operation() instanceof Promise;
  let batch = 0;
  for (const end = now() + seconds * 2e5; batch === 0 || now() < end; batch++) {
    if (waits) await operation();
    else operation();
  }
  batch = Math.max(1, Math.floor(batch / 20));
  let done = 0;
  const cpu = cpuTime();
  const wall = now();
  while (now() < wall + seconds * 1e6) {
    for (let index = 0; index < batch; index++) {
      if (waits) await operation();
      else operation();
    }
    done += batch * operations;
  }
  print(cpuTime() - cpu, now() - wall, done);
}

/** How long the event loop is kept from other work while that many charges are in flight. */
async function lag(contender, inFlight, seconds) {
  const client = contender.client();
  const end = now() + seconds * 1e6;
  const work = async () => {
    while (now() < end) await contender.charge(client);
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await contender.charge(client);
  delay.enable();
  await Promise.all(Array.from({ length: inFlight }, work));
  delay.disable();
  console.log(JSON.stringify({ cpu: 0, wall: 0, lag: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 } }));
}

async function main() {
  const [name, task, time] = process.argv.slice(2);
  const seconds = Number(time);
  const contender = { ours, stripe, parse, "by hand": byHand }[name]();
  const [kind, size] = task.split("-");
  if (kind === "webhook" || kind === "verify") {
    const [body, header] = payload(size);
    await measure(() => contender[kind](body, header), seconds);
  } else if (kind === "charge" || kind === "list" || kind === "trip") {
    const client = contender.client();
    await measure(() => contender[kind](client), seconds);
  } else if (kind === "cold") {
    await measure(() => contender.charge(contender.client()), seconds);
  } else if (kind === "concurrent") {
    const client = contender.client();
    const work = async () => {
      for (let index = 0; index < 5; index++) await contender.charge(client);
    };
    await measure(() => Promise.all(Array.from({ length: IN_FLIGHT }, work)), seconds, IN_FLIGHT * 5);
  } else if (kind === "lag") {
    await lag(contender, Number(size), seconds);
  }
  process.exit(0);
}

main();
