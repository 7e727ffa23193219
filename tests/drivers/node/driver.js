"use strict";

/** The Node driver: one JSON message a line in, one answer a line out; see tests/README.md. */

const path = require("node:path");
const readline = require("node:readline");
const { inspect } = require("node:util");

const { NextGen } = require(process.env.NEXTGEN_NODE_PACKAGE ?? path.join(__dirname, "../../../bindings-node"));

const CLIENTS = new Map();
const CLASSES = { card: "Card", charge: "Charge", customer: "Customer", event: "Event", list: "List", refund: "Refund", webhook_endpoint: "WebhookEndpoint" };
const TIMES = new Set(["timeout", "connect_timeout", "deadline"]);

/** An integer that JSON.parse would round, outside of texts. */
const LARGE = /("[a-z_]+":|[[,])(-?\d{17,})(?=[,\]}])/g;

class Decimal {
  constructor(text) {
    this.text = text;
  }

  toJSON() {
    return this.text;
  }
}

class Amount extends Number {}

/** Thrown for what no JavaScript can say. */
class Unsupported extends Error {}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const message = JSON.parse(line.replace(LARGE, '$1{"$bigint":"$2"}'));
    const soFar = [];
    let answer;
    try {
      answer = await respond(message, soFar);
    } catch (error) {
      if (error instanceof NextGen.NextGenError) answer = { error: describe(error), so_far: soFar };
      else if (error instanceof Unsupported) answer = { unsupported: error.message };
      else answer = { crash: inspect(error) };
    }
    process.stdout.write(`${JSON.stringify({ ...answer, seq: message.seq })}\n`);
  }
}

async function respond(message, soFar) {
  const { op } = message;
  if (op === "client") {
    const { apiKey, ...options } = message.from_env ? {} : optionsFrom(message.options);
    CLIENTS.set(message.client, message.from_env ? new NextGen() : new NextGen(apiKey, options));
    return { ok: null };
  }
  if (op.startsWith("webhook.")) return webhook(op, message);
  const client = CLIENTS.get(message.client);
  if (op === "show") return { ok: `${inspect(client, { depth: 9, showHidden: true })}\n${client}\n${JSON.stringify(client)}` };
  const options = optionsFrom(message.options ?? {});
  const params = untag(message.params ?? {});
  if (op === "request") return done(await client.request(message.method, message.path, params, options), message);
  const [name, verb, all] = op.split(".");
  const resource = client[camel(name)];
  if (all) {
    for await (const item of resource.list(params, options)) {
      soFar.push(item.id);
      if (soFar.length === message.most) break;
    }
    return { ok: soFar };
  }
  const ids = "id" in message ? [message.id] : [];
  // An operation without parameters takes its options in their place.
  const given = resource[verb].length > ids.length + 1 ? [...ids, params, options] : [...ids, options];
  return done(await resource[verb](...given), message);
}

function webhook(op, message) {
  const payload = message.payload_text ?? Buffer.from(message.payload_base64 ?? "", "base64");
  if (op === "webhook.sign") return { ok: NextGen.webhooks.generateTestHeader(payload, message.secret, { timestamp: message.timestamp }) };
  const options = { now: message.now };
  if (message.tolerance !== "default") options.tolerance = untag(message.tolerance);
  const event = NextGen.webhooks[camel(op.split(".")[1])](payload, message.header, message.secret, options);
  return op === "webhook.verify_header" || message.quiet ? { ok: null } : done(event, message);
}

function done(object, message) {
  const answer = { ok: tag({ ...object }) };
  const response = object.lastResponse;
  if (response) {
    const { status, headers, requestId, idempotencyKey, attempts } = response;
    answer.response = { status, headers, request_id: requestId, idempotency_key: idempotencyKey, attempts };
  }
  if (message.read) answer.read = message.read.map((segments) => read(object, segments));
  return answer;
}

function read(object, segments) {
  let value = object;
  for (const segment of segments) {
    if (value === null || value === undefined) return null;
    if (segment === "$class") return CLASSES[value.object] ?? "Object";
    if (typeof value === "string") throw new Unsupported("an id in place of an object");
    value = value[segment.startsWith("[") ? segment.slice(1, -1) : segment];
  }
  return tag(value ?? null);
}

function describe(error) {
  const fields = Object.fromEntries(Object.entries({ ...error, message: error.message }).map(([name, value]) => [snake(name), tag(value)]));
  const shown = `${error.stack}\n${inspect(error, { showHidden: true })}\n${JSON.stringify(error)}`;
  return { ...fields, param: paramOf(error), headers: error.headers, body: error.body, class: error.name, shown };
}

/** Options go by the names of this package; what is put out, or the API wrote, stands as it is. */
function paramOf({ param }) {
  return param !== undefined && /^\w+$/.test(param) ? snake(param) : param;
}

/** Marks the integers that a reader of JSON might round. */
function tag(value) {
  if (typeof value === "bigint") return { $integer: `${value}` };
  if (Array.isArray(value)) return value.map(tag);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tag(inner)]));
}

/** Options by the names and in the unit of this package. */
function optionsFrom(given) {
  const milliseconds = (value) => (typeof value === "number" ? value * 1000 : value);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [camel(name), TIMES.has(name) ? milliseconds(untag(value)) : untag(value)]),
  );
}

/** Makes the values that JSON cannot carry. */
function untag(value) {
  if (Array.isArray(value)) return value.map(untag);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0][0] in TAGS) return TAGS[entries[0][0]](entries[0][1]);
  return Object.fromEntries(entries.map(([name, inner]) => [name, untag(inner)]));
}

const TAGS = {
  $float: (text) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || Object.is(number, -0)) return number;
    throw new Unsupported("a float that is whole");
  },
  $nan: () => NaN,
  $infinity: (sign) => sign * Infinity,
  $bigint: BigInt,
  $subclass: (number) => new Amount(number),
  $decimal: (text) => new Decimal(text),
  $bytes: (base64) => Buffer.from(base64, "base64"),
  $surrogate: () => "\ud800",
  $cycle: (kind) => {
    const list = [];
    list.push(list);
    const map = {};
    map.a = map;
    return kind === "list" ? list : map;
  },
  $deep: (levels) => {
    let value = "x";
    for (let level = 0; level < levels; level += 1) value = { a: value };
    return value;
  },
  $shared: (levels) => {
    let value = "x";
    for (let level = 0; level < levels; level += 1) value = { a: value, b: value };
    return value;
  },
};
Object.setPrototypeOf(TAGS, null);

function camel(name) {
  return name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

main();
