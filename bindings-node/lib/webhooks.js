"use strict";

/** Webhooks, verified by the native part on the caller's own bytes. */

const native = require("./native.js");
const { translated } = require("./report.js");
const { asBytes, asSecrets, asTimestamp, verification } = require("./webhooks/arguments.js");

/** Traits of a text; see the native part. */
const LARGE = 1;
const ASCII = 2;

/** Verifies that NextGen sent `payload`, then returns the event in it. */
function constructEvent(payload, header, secret, options) {
  const bytes = toBytes(payload);
  const traits = checked(native.checkEvent, bytes, header, secret, options);
  const text = typeof payload === "string" ? payload : read(bytes, traits);
  return (traits & LARGE) === 0 ? JSON.parse(text) : exactly().parseExact(text);
}

/** Loaded when a large number first comes. */
function exactly() {
  return require("./json.js");
}

/** Verifies that NextGen sent `payload`, without reading it. */
function verifyHeader(payload, header, secret, options) {
  checked(native.verifyHeader, toBytes(payload), header, secret, options);
}

/** Signs a payload as NextGen would at `timestamp` (unix seconds; now by default), for tests. */
function generateTestHeader(payload, secret, options) {
  const [only] = asSecrets([secret]);
  const timestamp = asTimestamp(options);
  const bytes = toBytes(payload);
  return translated(() => native.sign(bytes, only, timestamp));
}

/** Lets a function of the native part verify those bytes; returns what it returns. */
function checked(verify, bytes, header, secret, options) {
  const { header: text, secrets, tolerance, now } = verification(header, secret, options);
  // A secret alone crosses faster than a list.
  const given = secrets.length === 1 ? secrets[0] : secrets;
  return translated(() => verify(bytes, text, given, tolerance, now));
}

/** A text is copied out once; the native part would have to do it twice. */
function toBytes(payload) {
  return typeof payload === "string" ? Buffer.from(payload) : asBytes(payload);
}

/** Reads bytes that were found to be UTF-8. */
function read(bytes, traits) {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (traits & ASCII) === 0 ? buffer.utf8Slice() : buffer.latin1Slice();
}

module.exports = { constructEvent, verifyHeader, generateTestHeader };
