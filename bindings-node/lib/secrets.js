"use strict";

/** Keeps the secrets of answers out of what is printed. */

const { inspect } = require("node:util");
const { SECRETS } = require("./generated/models.js");
const native = require("./native.js");

/** Has console.log and util.inspect show what the core lets them of an object's secrets; all else reads them whole. */
function veil(object) {
  Object.defineProperty(object, inspect.custom, { value: shown, enumerable: false });
}

function shown() {
  const copy = { ...this };
  for (const name of SECRETS) if (typeof copy[name] === "string") copy[name] = native.shown(copy[name]);
  return copy;
}

module.exports = { veil };
