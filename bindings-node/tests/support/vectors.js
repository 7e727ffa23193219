"use strict";

/** The cases of the suite that concern webhooks, as `tests/README.md` describes them. */

const fs = require("node:fs");
const path = require("node:path");
const { PACKAGE } = require("./sandbox.js");

const FOLDER = path.join(PACKAGE, "../tests/vectors");

/** Values that JSON cannot carry. */
const TAGS = { $nan: () => NaN, $infinity: (sign) => sign * Infinity, $float: Number };

/** Returns every step of the webhooks' cases: its name, the operation, its arguments, and what it must come to. */
function steps() {
  const found = [];
  for (const file of fs.readdirSync(FOLDER).filter((name) => name.startsWith("webhook_"))) {
    const { step: usual, cases } = JSON.parse(filled(fs.readFileSync(path.join(FOLDER, file), "utf8")));
    for (const { name, steps: own, ...single } of cases) {
      for (const step of own ?? [single]) found.push({ name, ...given({ ...usual, ...step }) });
    }
  }
  return found;
}

/** Repeats what is to be repeated; none of it needs escaping. */
function filled(text) {
  return text.replace(/\{\{repeat:(.*?):(\d+)\}\}/g, (_, piece, times) => piece.repeat(Number(times)));
}

function given({
  op,
  payload,
  payload_text: text,
  payload_base64: base64,
  header,
  secret,
  tolerance,
  now,
  timestamp,
  want,
  quiet,
}) {
  const body = text ?? Buffer.from(base64 ?? payload, base64 === undefined ? "utf8" : "base64");
  if (op === "webhook.sign") return { verb: "generateTestHeader", given: [body, secret, { timestamp }], want };
  const options = { now, ...(tolerance === "default" ? {} : { tolerance: untagged(tolerance) }) };
  const verb = op === "webhook.verify_header" ? "verifyHeader" : "constructEvent";
  return { verb, given: [body, header, secret, options], want: quiet && want.ok === null ? {} : want };
}

function untagged(value) {
  const [tag] = typeof value === "object" && value !== null ? Object.keys(value) : [];
  return tag in TAGS ? TAGS[tag](value[tag]) : value;
}

/** What the suite's matchers hold of a value. */
const MATCHERS = {
  $exact: (value, wanted) => matches(value, wanted) && matches(wanted, value),
  $has: (value, wanted) => value.includes(wanted),
  $lacks: (value, unwanted) => !value.includes(unwanted),
  $max_length: (value, most) => [...value].length <= most,
  $one_of: (value, some) => some.some((one) => matches(value, one)),
};

/** Says whether a value is all that is wanted; it may be more. */
function matches(value, wanted) {
  if (Array.isArray(wanted))
    return Array.isArray(value) && value.length === wanted.length && wanted.every((one, at) => matches(value[at], one));
  if (typeof wanted !== "object" || wanted === null) return (value ?? null) === wanted;
  const [first] = Object.keys(wanted);
  if (first?.startsWith("$")) {
    return Object.entries(wanted).every(([name, argument]) => {
      if (!Object.hasOwn(MATCHERS, name)) throw new Error(`These tests do not know the matcher ${name}.`);
      return MATCHERS[name](value, argument);
    });
  }
  return (
    typeof value === "object" && value !== null && Object.entries(wanted).every(([name, inner]) => matches(value[name], inner))
  );
}

module.exports = { steps, matches };
