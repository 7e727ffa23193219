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
  const found = checked(native.checkEvent, bytes, header, secret, options);
  if (typeof found !== "number") return inParts(payload, bytes, found);
  const text = typeof payload === "string" ? payload : read(bytes, found);
  return (found & LARGE) === 0 ? JSON.parse(text) : exactly().parseExact(text);
}

/** Loaded when an event first has large parts. */
let parts;

/** Reads an event that has large parts; their places count bytes, which are characters in ASCII alone. */
function inParts(payload, bytes, found) {
  parts ??= require("./parts.js");
  const buffer = asBuffer(bytes);
  let slice = (from, to) => buffer.utf8Slice(from, to);
  if (found[0] & ASCII)
    slice = typeof payload === "string" ? (from, to) => payload.slice(from, to) : (from, to) => copied(buffer, from, to);
  return parts.readInParts(slice, buffer.length, found);
}

/** The largest text that is copied at once: V8 takes fresh memory of the system for each of 128 KiB and more. */
const PIECE = 64 << 10;

/** Copies ASCII into a text, which V8 joins from its pieces only when somebody reads it. */
function copied(buffer, from, to) {
  let text = "";
  for (let at = from; at < to; at += PIECE) text += buffer.latin1Slice(at, Math.min(at + PIECE, to));
  return text;
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
  const buffer = asBuffer(bytes);
  return (traits & ASCII) === 0 ? buffer.utf8Slice() : buffer.latin1Slice();
}

/** Returns the same bytes, with the methods that slice texts from them. */
function asBuffer(bytes) {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

module.exports = { constructEvent, verifyHeader, generateTestHeader };
