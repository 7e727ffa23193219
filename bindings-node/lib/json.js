"use strict";

/** Reads JSON without rounding: integers beyond ±(2^53 − 1) become a BigInt. */

/** Marks, at the start of a text, an integer that was put between quotes. */
const MARK = "\\u0000";

const COLON = /\s*:/y;

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Returns what a JSON text says, which the core has found to be valid. */
function parseExact(text) {
  const marked = scan(text, {
    outside: (part) => part.replace(NUMBER, (number) => (isLarge(number) ? `"${MARK}${number}"` : number)),
    inside: (string, isName) => (!isName && string.startsWith(`"${MARK}`) ? `"${MARK}${string.slice(1)}` : string),
  });
  return JSON.parse(marked, (_, value) => {
    if (typeof value !== "string" || !value.startsWith("\0")) return value;
    return value.startsWith("\0\0") ? value.slice(1) : BigInt(value.slice(1));
  });
}

/** Goes through a JSON text once, string by string, and returns it with each part replaced. */
function scan(text, { outside, inside }) {
  let result = "";
  let at = 0;
  for (;;) {
    const open = text.indexOf('"', at);
    if (open < 0) return result + outside(text.slice(at));
    const end = endOfString(text, open);
    COLON.lastIndex = end;
    const isName = COLON.test(text);
    result += outside(text.slice(at, open)) + inside(text.slice(open, end), isName);
    at = end;
  }
}

/** Returns the place behind the string that begins at `open`. */
function endOfString(text, open) {
  for (let quote = open; ; ) {
    quote = text.indexOf('"', quote + 1);
    if (quote < 0) return text.length;
    let escapes = 0;
    while (text[quote - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return quote + 1;
  }
}

function isLarge(number) {
  return /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number));
}

module.exports = { parseExact, scan, NUMBER };
