"use strict";

/**
 * Writes parameters and options as JSON text for the core, which checks them.
 *
 * What JSON cannot say goes as a marked description, `{"\u0000": "a Date"}`, so that the core can
 * refuse it by name: nothing is rounded, dropped or turned into text on the quiet.
 */

/** How deep a structure is followed; the core takes 64 levels. */
const MAX_DEPTH = 70;

/** How many values are written at most, far more than any request may have: parts that are shared come over and over. */
const MAX_VALUES = 100_000;

const TOO_DEEP = "a structure nested more than 64 levels deep, or holding itself";

/** What the core can hold of an integer in JSON. */
const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 64n - 1n;

/** Kinds of object that are no plain data, with what is meant to be given in their place. */
const KINDS = {
  Date: "a Date; times are given in unix seconds",
  Promise: "a Promise; was an await forgotten?",
};

/** How many more values may come. */
let left = 0;

/** Returns the JSON text of any value. */
function encode(value) {
  left = MAX_VALUES;
  return write(value, []);
}

function write(value, above) {
  left -= 1;
  if (left < 0) return foreign(`a structure of over ${MAX_VALUES} values`);
  switch (typeof value) {
    case "string":
      return isWellFormed(value) ? JSON.stringify(value) : foreign("a text that holds a lone surrogate");
    case "number":
      // Every whole number counts as an integer but this one, whose sign no integer has.
      if (Object.is(value, -0)) return "-0.0";
      return Number.isFinite(value) ? `${value}` : foreign(`the float ${`${value}`.replace("Infinity", "inf")}`);
    case "boolean":
      return value ? "true" : "false";
    case "undefined":
      return "null";
    case "bigint":
      return value >= MIN_INTEGER && value <= MAX_INTEGER ? `${value}` : foreign(`${value}`);
    case "object":
      return value === null ? "null" : writeObject(value, above);
    default:
      return foreign(`a ${typeof value}`);
  }
}

function writeObject(value, above) {
  if (above.length > MAX_DEPTH || above.includes(value)) return foreign(TOO_DEEP);
  above.push(value);
  const text = Array.isArray(value) ? writeList(value, above) : writeMap(value, above);
  above.pop();
  return text;
}

function writeList(list, above) {
  let text = "[";
  // What follows a value that was one too many is no matter.
  for (let index = 0; index < list.length && left >= 0; index += 1) {
    text += (index > 0 ? "," : "") + write(list[index], above);
  }
  return `${text}]`;
}

function writeMap(map, above) {
  if (!isPlain(map)) {
    const kind = Object.prototype.toString.call(map).slice(8, -1);
    // Numbers, texts and truths in their boxes, subclasses of them too, count as what they hold.
    if (kind === "Number" || kind === "String" || kind === "Boolean" || kind === "BigInt") return write(map.valueOf(), above);
    if (kind !== "Object") return foreign(KINDS[kind] ?? `an object of class ${kind}`);
    if (typeof map.toJSON === "function") return foreign(`an object of class ${map.constructor?.name}`);
  }
  let text = "";
  for (const name of Object.keys(map)) {
    if (left < 0) break;
    if (!isWellFormed(name)) return foreign("a map with a name that holds a lone surrogate");
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${write(map[name], above)}`;
  }
  return `{${text}}`;
}

/** Says whether a value is an object of no class. */
function isPlain(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function foreign(what) {
  return `{"\\u0000":${JSON.stringify(what)}}`;
}

/** Says whether a text is whole UTF-16, as UTF-8 can carry it. */
const isWellFormed =
  typeof String.prototype.isWellFormed === "function" ? (text) => text.isWellFormed() : (text) => !/\p{Surrogate}/u.test(text);

module.exports = { encode, isPlain, isWellFormed };
