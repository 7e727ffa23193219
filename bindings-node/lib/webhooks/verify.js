"use strict";

/**
 * Verification without the native part, for runtimes that cannot load it.
 *
 * The hash comes from outside: node:crypto, which answers at once, or WebCrypto, which needs awaiting.
 * Everything around it is here, once for both.
 */

const { misconfigured } = require("../report.js");
const { MAX_TOLERANCE, asBytes, asSecrets, asTimestamp, badTolerance, verification } = require("./arguments.js");
const { parseHeader, isTime, refusal, trim, ANY_BLANK } = require("./header.js");
const { readEvent } = require("./payload.js");

const DEFAULT_TOLERANCE = 300;
const MAX_SECRETS = 5;

/**
 * Makes the functions of `nextgen-node/webhooks`, given node:crypto's hash (missing where only
 * WebCrypto is there) and WebCrypto's `subtle`.
 */
function webhooks(hmac, subtle) {
  const hmacAsync = hmacOver(subtle);
  return {
    constructEvent(payload, header, secret, options) {
      const bytes = asBytes(payload);
      verify(hmac, bytes, header, secret, options);
      return readEvent(bytes);
    },
    verifyHeader(payload, header, secret, options) {
      verify(hmac, asBytes(payload), header, secret, options);
    },
    generateTestHeader(payload, secret, options) {
      const task = signing(payload, secret, options);
      return written(task, present(hmac)(task.secret, task.signed));
    },
    async constructEventAsync(payload, header, secret, options) {
      const bytes = asBytes(payload);
      await verifyAsync(hmacAsync, bytes, header, secret, options);
      return readEvent(bytes);
    },
    async verifyHeaderAsync(payload, header, secret, options) {
      await verifyAsync(hmacAsync, asBytes(payload), header, secret, options);
    },
    async generateTestHeaderAsync(payload, secret, options) {
      const task = signing(payload, secret, options);
      return written(task, await hmacAsync(task.secret, task.signed));
    },
  };
}

function verify(hmac, bytes, header, secret, options) {
  const given = checked(header, secret, options);
  const signed = join(given.timestamp, bytes);
  conclude(
    given,
    given.secrets.map((one) => present(hmac)(one, signed)),
  );
}

async function verifyAsync(hmacAsync, bytes, header, secret, options) {
  const given = checked(header, secret, options);
  const signed = join(given.timestamp, bytes);
  conclude(given, await Promise.all(given.secrets.map((one) => hmacAsync(one, signed))));
}

/** Checks all that can be checked before hashing, in the order of the core. */
function checked(header, secret, options) {
  const { header: text, secrets, tolerance, now } = verification(header, secret, options);
  if (tolerance < 0) throw badTolerance(tolerance);
  checkTime("now", now);
  checkSecrets(secrets);
  const limit = Number.isNaN(tolerance) ? DEFAULT_TOLERANCE : tolerance;
  if (limit !== Infinity && (limit < 1 || limit > MAX_TOLERANCE)) throw badTolerance(limit);
  return { ...parseHeader(text), secrets, limit, now };
}

/** Compares every pair, so that timing tells nothing of any; then looks at the time. */
function conclude({ signatures, timestamp, limit, now }, macs) {
  let matches = 0;
  for (const mac of macs) for (const signature of signatures) matches += equal(mac, signature);
  if (matches === 0) {
    const hint = "Pass the body exactly as received, and the secret of this very endpoint (whsec_…).";
    throw refusal("mismatch", `The signature does not match the payload. ${hint}`);
  }
  if (limit === Infinity) return;
  const time = Number(timestamp);
  const at = Number.isNaN(now) ? Math.floor(Date.now() / 1000) : now;
  if (time < at - limit) {
    throw refusal("too_old", `The signature is too old: made at ${time}, ${at - time} s before now; ${limit} s are allowed.`);
  }
  if (time > at + limit) {
    const text = `The signature is from the future: made at ${time}, ${time - at} s after now; ${limit} s are allowed.`;
    throw refusal("in_future", `${text} Check this machine's clock.`);
  }
}

/** Compares 32 bytes in constant time; 1 when they are the same. */
function equal(left, right) {
  let difference = 0;
  for (let index = 0; index < 32; index += 1) difference |= left[index] ^ right[index];
  return difference === 0 ? 1 : 0;
}

function checkSecrets(secrets) {
  const fault = faultOf(secrets);
  if (!fault) return;
  throw misconfigured("secret", `The webhook secret cannot be used: ${fault}. Give the endpoint's secret as it is (whsec_…).`);
}

function faultOf(secrets) {
  if (secrets.length === 0) return "none was given";
  if (secrets.length > MAX_SECRETS) return `${secrets.length} were given; one to ${MAX_SECRETS} may be`;
  if (secrets.some((secret) => trim(secret) === "")) return "it is empty";
  if (secrets.some((secret) => ANY_BLANK.test(secret))) {
    return "it holds white space, such as a line break from a file or from copying";
  }
  return undefined;
}

function checkTime(name, time) {
  if (time < 0) throw misconfigured(name, `${name} must be unix seconds, 0 or above; got ${time}.`);
}

function signing(payload, secret, options) {
  const [only] = asSecrets([secret]);
  const given = asTimestamp(options);
  checkTime("timestamp", given);
  checkSecrets([only]);
  const time = Number.isNaN(given) ? Math.floor(Date.now() / 1000) : given;
  if (!isTime(`${time}`)) {
    throw misconfigured("timestamp", `timestamp must be unix seconds from 1 to 999999999999; got ${time}.`);
  }
  return { secret: only, time, signed: join(`${time}`, asBytes(payload)) };
}

function written({ time }, mac) {
  return `t=${time},v1=${Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function join(timestamp, bytes) {
  const head = new TextEncoder().encode(`${timestamp}.`);
  const signed = new Uint8Array(head.length + bytes.length);
  signed.set(head);
  signed.set(bytes, head.length);
  return signed;
}

function present(hmac) {
  if (hmac) return hmac;
  const text =
    "This runtime has no node:crypto, so webhooks can only be verified by await: use constructEventAsync, verifyHeaderAsync or generateTestHeaderAsync.";
  throw misconfigured("runtime", text);
}

function hmacOver(subtle) {
  return async (secret, signed) => {
    if (!subtle) throw misconfigured("runtime", "This runtime has no WebCrypto (globalThis.crypto.subtle).");
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["sign"]);
    return new Uint8Array(await subtle.sign("HMAC", key, signed));
  };
}

module.exports = { webhooks };
