"use strict";

/** Reads a verified payload as the core does: strict JSON, an object, at most 128 levels deep. */

const { InvalidPayloadError } = require("../generated/errors.js");
const { LOCAL } = require("../report.js");
const { parseExact, scan, NUMBER } = require("../json.js");
const { isWellFormed } = require("../encode.js");

const MAX_DEPTH = 128;

/** Returns the event in a payload. */
function readEvent(bytes) {
  const text = attempt("it is not UTF-8", () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  if (!/^[ \t\n\f\r]*\{/.test(text)) throw invalid("it is not a JSON object");
  // The depth is looked at first: a reader that recurses may not survive what this refuses.
  const fault = faultOf(text);
  if (fault) throw invalid(fault);
  // In words of our own: those of the reader differ by its version.
  const event = attempt("it is not valid JSON", () => JSON.parse(text));
  // Read once more where a number may be large, now that the text is known to be valid.
  return /\d{16}/.test(text) ? parseExact(text) : event;
}

/** Says what the JSON reader of JavaScript would let pass. */
function faultOf(text) {
  let fault;
  let depth = 0;
  scan(text, {
    outside(part) {
      for (const bracket of part.match(/[[\]{}]/g) ?? []) {
        depth += bracket === "[" || bracket === "{" ? 1 : -1;
        if (depth > MAX_DEPTH) fault = `it is nested more than ${MAX_DEPTH} levels deep`;
      }
      for (const number of part.match(NUMBER) ?? []) {
        if (!Number.isFinite(Number(number))) fault ??= "a number is out of range";
      }
      return "";
    },
    inside(string) {
      if (/\\u[dD][89a-fA-F]/.test(string) && !isWhole(string)) fault ??= "a text holds a lone surrogate";
      return "";
    },
  });
  return fault;
}

function isWhole(string) {
  try {
    return isWellFormed(JSON.parse(string));
  } catch {
    return false;
  }
}

function attempt(fault, inside) {
  try {
    return inside();
  } catch {
    throw invalid(fault);
  }
}

function invalid(fault) {
  const message = `The webhook is signed rightly but is no event: ${fault}.`;
  return new InvalidPayloadError({ code: "invalid_payload", message, ...LOCAL });
}

module.exports = { readEvent };
