"use strict";

/** Checks what the webhook functions are given, as far as only JavaScript can. */

const { describe, misconfigured, refused } = require("../report.js");

/** The largest tolerance, in seconds. */
const MAX_TOLERANCE = 86_400;

/** Returns the arguments of a verification; `NaN` is the default of a number, infinity no check. */
function verification(header, secret, options) {
  const text = asHeader(header);
  const secrets = asSecrets(secret);
  const { tolerance, now } = known(options, "{ tolerance: 300 }", ["tolerance", "now"]);
  return { header: text, secrets, tolerance: asTolerance(tolerance), now: asTime("now", now) };
}

/** Returns the payload's bytes as they are; a text's in UTF-8. */
function asBytes(payload) {
  if (payload instanceof Uint8Array) return payload;
  if (typeof payload === "string") return new TextEncoder().encode(payload);
  if (ArrayBuffer.isView(payload)) return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  if (Object.prototype.toString.call(payload) === "[object ArrayBuffer]") return new Uint8Array(payload);
  throw refused(
    "payload",
    `payload must be the raw body, a Buffer or a text; got ${describe(payload)}. ` +
      "A body that was parsed cannot be verified, as writing it again gives other bytes. Express: express.raw({ type: 'application/json' }) " +
      "on the webhook's route, before express.json(). Fastify: a content type parser with parseAs 'buffer'. " +
      "Next, Hono, Workers: await request.text(). Nest: { rawBody: true } and request.rawBody.",
  );
}

function asHeader(header) {
  if (typeof header === "string") return header;
  if (header === undefined || header === null) return "";
  throw refused("header", `header must be the text of the NextGen-Signature header; got ${valueText(header)}.`);
}

function asSecrets(secret) {
  if (typeof secret === "string") return [secret];
  const secrets = Array.isArray(secret) ? secret : [secret];
  if (secrets.every((one) => typeof one === "string")) return secrets;
  if (secret === null || secret === undefined) return [];
  throw misconfigured(
    "secret",
    "The webhook secret must be text (whsec_…), or a list of one to five; got a value of another type.",
  );
}

/** Returns the time to sign; `NaN` when none is given. */
function asTimestamp(options) {
  return asTime("timestamp", known(options, "{ timestamp: 1700000000 }", ["timestamp"]).timestamp);
}

/** Returns options of those names, and refuses others. */
function known(options, example, names) {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") {
    throw misconfigured("options", `Options must be an object such as ${example}; got ${describe(options)}.`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw misconfigured(name, `There is no option ${JSON.stringify(name)}.`);
  }
  return options;
}

function asTolerance(tolerance) {
  if (tolerance === undefined) return NaN;
  if (tolerance === null) return Infinity;
  if (Number.isInteger(tolerance)) return tolerance;
  throw badTolerance(valueText(tolerance));
}

function badTolerance(given) {
  const text = `tolerance must be from 1 to ${MAX_TOLERANCE} seconds; got ${given}. To leave the time unchecked, give no tolerance at all (None, null, nil).`;
  return misconfigured("tolerance", text);
}

/** Returns a time in unix seconds; `NaN` when none is given. */
function asTime(name, time) {
  if (time === undefined || time === null) return NaN;
  if (Number.isSafeInteger(time)) return time;
  throw misconfigured(name, `${name} must be a whole number of unix seconds; got ${valueText(time)}.`);
}

/** Says what was given in the core's words, so that every language says the same. */
function valueText(given) {
  if (typeof given === "bigint" || Number.isSafeInteger(given)) return `${given}`;
  if (typeof given === "number") return `the float ${Number.isNaN(given) ? "NaN" : String(given).replace("Infinity", "inf")}`;
  if (typeof given === "string") return `the text ${JSON.stringify(given.slice(0, 40))}${given.length > 40 ? "…" : ""}`;
  return describe(given);
}

module.exports = { MAX_TOLERANCE, verification, asBytes, asSecrets, asTimestamp, badTolerance };
