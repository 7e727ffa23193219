"use strict";

/** The one path of every call: encode, send, and make of the outcome an object or an error. */

const { send } = require("./calls.js");
const { encode } = require("./encode.js");
const { SECRETS } = require("./generated/models.js");
const { callOptions } = require("./options.js");
const { errorFrom, refused, describe } = require("./report.js");

/** Makes a call of the native client; `target` is an operation, or `{ method, path }`. */
async function call(client, verb, asked, id, params, given) {
  const options = callOptions(given);
  const target = typeof asked === "string" ? asked : requestTarget(asked);
  const text = params === undefined || params === null ? undefined : encode(params);
  // Awaited here, not returned, so that the stack of an error names who made the call.
  const outcome = options.signal
    ? await withAbort().sendUntilAborted(client, verb, target, id, text, options)
    : await send(client, target, id, text, options.extra, options.text, undefined);
  if (outcome.failed) throw errorFrom(outcome.rest);
  return answer(outcome);
}

/** Loaded when a signal is first given: it needs node:crypto, the largest part of what loading would cost. */
function withAbort() {
  return require("./abort.js");
}

/** Loaded when a large number first comes. */
function exactly() {
  return require("./json.js");
}

/** Loaded when a page first comes in rows. */
function rows() {
  return require("./rows.js");
}

/** Loaded when an answer first holds a secret. */
function secrets() {
  return require("./secrets.js");
}

/** Checks an id as far as only JavaScript can; the core does the rest. */
function checkId(id) {
  if (typeof id === "string") return id;
  throw refused("id", `id must be a text such as ch_…; got ${describe(id)}. Nothing was sent.`);
}

function requestTarget({ method, path }) {
  if (typeof method !== "string")
    throw refused("method", `method must be GET, POST or DELETE; got ${describe(method)}. Nothing was sent.`);
  if (typeof path !== "string")
    throw refused("path", `path must be a text such as /charges; got ${describe(path)}. Nothing was sent.`);
  return `${method} ${path}`;
}

/** Where an object keeps how it came, until that is read. */
const CAME = Symbol("lastResponse");

/** One for all objects, so that those of one kind stay of one shape to V8. */
const LAST_RESPONSE = {
  get() {
    const came = this[CAME];
    came.response ??= readResponse(came.text);
    return came.response;
  },
  configurable: true,
  enumerable: false,
};

function answer({ body, large, inRows, rest }) {
  const read = large ? exactly().parseExact(body) : JSON.parse(body);
  const object = inRows ? rows().pageOf(read) : read;
  if (SECRETS.some((name) => typeof object[name] === "string")) secrets().veil(object);
  if (Object.hasOwn(object, "lastResponse")) return object;
  Object.defineProperty(object, CAME, { value: { text: rest, response: undefined } });
  return Object.defineProperty(object, "lastResponse", LAST_RESPONSE);
}

function readResponse(text) {
  const { status, headers, request_id: requestId, idempotency_key: idempotencyKey, attempts } = JSON.parse(text);
  return { status, headers, requestId: requestId ?? undefined, idempotencyKey: idempotencyKey ?? undefined, attempts };
}

module.exports = { call, checkId };
