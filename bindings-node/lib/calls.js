"use strict";

/** Carries calls to the native part and their outcomes back. */

// Not the global one, which tests of users' own may have put a stopped clock in the place of.
const { setImmediate } = require("node:timers");
const native = require("./native.js");
const { translated } = require("./report.js");

/** How a call went; see `Outcome` in the native part. */
const FAILED = 0;
const SUCCEEDED_LARGE = 2;
const NOTICED = 3;
const FORGOTTEN = 4;
const SUCCEEDED_IN_ROWS = 5;
const SUCCEEDED_IN_ROWS_LARGE = 6;

/** What waits for each call under way, by its number. */
const waiting = new Map();

/** The observers of clients, by their number. */
const observers = new Map();

/** Keeps the process going while calls are under way, as an open socket would; made when first needed. */
let keeper;

let lastNumber = 0;

/** How many outcomes are told in one turn of the event loop: what waits for them runs in the same turn. */
const A_TURN = 16;

/** What calls ended in, four parts each, and the notices of observers between them; told as far as `told`. */
let ended = [];
let told = 0;

const outbox = new native.Outbox((parts) => {
  const between = told < ended.length;
  ended = between ? ended.slice(told).concat(parts) : parts;
  told = 0;
  // What came before is told first, in turns to come.
  if (!between) tellSome();
});

function tellSome() {
  const end = Math.min(ended.length, told + 4 * A_TURN);
  try {
    while (told < end) {
      const at = told;
      told += 4;
      settle(ended[at], ended[at + 1], ended[at + 2], ended[at + 3]);
    }
  } finally {
    if (told < ended.length) setImmediate(tellSome);
    else ended = [];
  }
}

function settle(number, outcome, body, rest) {
  if (outcome === NOTICED) tell(number, rest);
  else if (outcome === FORGOTTEN) observers.delete(number);
  else {
    const large = outcome === SUCCEEDED_LARGE || outcome === SUCCEEDED_IN_ROWS_LARGE;
    const inRows = outcome === SUCCEEDED_IN_ROWS || outcome === SUCCEEDED_IN_ROWS_LARGE;
    taken(number)({ failed: outcome === FAILED, large, inRows, body, rest });
  }
}

function tell(number, rest) {
  try {
    observers.get(number)?.(JSON.parse(rest));
  } catch (fault) {
    // An uncaught exception like any other, but of a turn of its own: the answers behind it are still to be given.
    queueMicrotask(() => {
      throw fault;
    });
  }
}

/** Makes a call and returns what it came to; rejects only for a fault in the SDK. */
function send(client, target, id, params, extra, options, stop) {
  return started((number) => client.call(outbox, number, target, id, params, extra, options, stop));
}

/** Has `start` begin a call under a number, and returns what the call came to. */
function started(start) {
  return new Promise((resolve) => {
    const number = nextNumber(waiting);
    if (waiting.size === 0) hold();
    waiting.set(number, resolve);
    try {
      translated(() => start(number));
    } catch (fault) {
      taken(number);
      throw fault;
    }
  });
}

/** Takes what waits for a call that is over. */
function taken(number) {
  const settle = waiting.get(number);
  waiting.delete(number);
  if (waiting.size === 0) keeper.unref();
  return settle;
}

/** Registers an observer and returns its number; it is forgotten when no client and no call has it any more. */
function register(observer) {
  const number = nextNumber(observers);
  observers.set(number, observer);
  return number;
}

function hold() {
  keeper ??= new (require("node:worker_threads").MessageChannel)().port1;
  keeper.ref();
}

function nextNumber(taken) {
  do lastNumber = (lastNumber % 0xffffffff) + 1;
  while (taken.has(lastNumber));
  return lastNumber;
}

module.exports = { outbox, send, started, register };
