"use strict";

/** Calls that an AbortSignal can end. */

const { randomUUID } = require("node:crypto");
const native = require("./native.js");
const { send } = require("./calls.js");

/** What is to be done when a signal aborts: one listener a signal serves all its calls, however many. */
const listening = new WeakMap();

/** Makes a call that its signal can end at once; the socket follows within 25 ms. */
function sendUntilAborted(client, verb, target, id, params, { signal, text, extra, idempotencyKey }) {
  let options = text;
  let key = idempotencyKey;
  if (verb === "POST" && key === undefined) {
    // Made here and not in the core, so that it is known at the moment of the abort.
    key = randomUUID();
    options = `{"idempotency_key":"${key}"${text === undefined ? "}" : `,${text.slice(1)}`}`;
  }
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      // Nothing was sent, so there is no key to ask by.
      reject(reasonOf(signal));
      return;
    }
    const stop = new native.Stop();
    const abort = () => {
      stop.stop();
      const reason = reasonOf(signal);
      if (verb === "POST") attachKey(reason, key);
      reject(reason);
    };
    const forget = onAbort(signal, abort);
    send(client, target, id, params, extra, options, stop).finally(forget).then(resolve, reject);
  });
}

/** Has `act` done when the signal aborts; what is returned takes that back. */
function onAbort(signal, act) {
  let acts = listening.get(signal);
  if (acts === undefined) {
    acts = new Set();
    acts.all = () => {
      for (const each of acts) each();
    };
    listening.set(signal, acts);
    signal.addEventListener("abort", acts.all, { once: true });
  }
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size > 0 || listening.get(signal) !== acts) return;
    listening.delete(signal);
    signal.removeEventListener("abort", acts.all);
  };
}

/** The keys of the POSTs that a reason has ended. */
const ended = new WeakMap();

/**
 * Tells by which key to ask what became of an aborted POST: `reason.idempotencyKeys`, and
 * `reason.idempotencyKey` as long as the signal has ended one POST only.
 */
function attachKey(reason, key) {
  if (typeof reason !== "object" || reason === null) return;
  const keys = ended.get(reason);
  if (keys) {
    keys.push(key);
    return;
  }
  const own = [key];
  ended.set(reason, own);
  hide(reason, "idempotencyKeys", () => own);
  hide(reason, "idempotencyKey", () => (own.length === 1 ? key : undefined));
}

/** Gives a reason a property that no log shows. What it has already stays: it may be the error of another call, with that one's key. */
function hide(reason, name, get) {
  if (!(name in reason)) Reflect.defineProperty(reason, name, { get, configurable: true, enumerable: false });
}

/** Returns why a signal was aborted; those of old polyfills do not say. */
function reasonOf(signal) {
  return signal.reason === undefined ? new DOMException("This operation was aborted", "AbortError") : signal.reason;
}

module.exports = { sendUntilAborted };
