"use strict";

/** Reads the NextGen-Signature header as the core does; one file of vectors holds the two together. */

const { SignatureVerificationError } = require("../generated/errors.js");
const { LOCAL } = require("../report.js");

const MAX_HEADER = 8 << 10;
const MAX_ITEMS = 64;

/** White space as Unicode has it. */
const BLANK = "[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const ANY_BLANK = new RegExp(BLANK);

/** Returns the header's time and the signatures that can match at all. */
function parseHeader(header) {
  if (trim(header) === "") throw refusal("malformed_header", "The NextGen-Signature header is missing or empty.");
  const length = new TextEncoder().encode(header).length;
  if (length > MAX_HEADER) {
    throw refusal("malformed_header", `The NextGen-Signature header has ${length} bytes; at most ${MAX_HEADER} are read.`);
  }
  const items = header.split(",");
  if (items.length > MAX_ITEMS) {
    throw refusal("malformed_header", `The NextGen-Signature header has more than ${MAX_ITEMS} items.`);
  }
  const pairs = items.filter((item) => item.includes("=")).map(pair);
  const timestamp = readTime(pairs.filter(([key]) => key === "t"));
  const given = pairs.filter(([key]) => key === "v1");
  if (given.length === 0) throw refusal("no_valid_signature", "The NextGen-Signature header has no v1 signature.");
  const signatures = given.map(([, value]) => value).filter((value) => /^[0-9a-f]{64}$/.test(value));
  if (signatures.length === 0) {
    throw refusal("no_valid_signature", "No v1 signature in the NextGen-Signature header is 64 lower-case hex digits.");
  }
  return { timestamp, signatures: signatures.map(decode) };
}

function pair(item) {
  const at = item.indexOf("=");
  return [trim(item.slice(0, at)), trim(item.slice(at + 1))];
}

function readTime(times) {
  if (times.length === 0) throw refusal("no_timestamp", "The NextGen-Signature header has no time (t=…).");
  if (times.length > 1) throw refusal("no_timestamp", "The NextGen-Signature header has more than one time (t=…).");
  const [[, text]] = times;
  if (isTime(text)) return text;
  throw refusal("no_timestamp", "The time (t=…) in the NextGen-Signature header is not a number of unix seconds.");
}

/** Says whether a text is a time as headers carry it. */
function isTime(text) {
  return /^[1-9][0-9]{0,11}$/.test(text);
}

function decode(hex) {
  return Uint8Array.from(hex.match(/../g), (digits) => Number.parseInt(digits, 16));
}

function refusal(code, message) {
  return new SignatureVerificationError({ code, message, ...LOCAL });
}

/** Takes the blanks off both ends, in one pass: a pattern would try each blank of a long run anew. */
function trim(text) {
  let start = 0;
  let end = text.length;
  while (start < end && ANY_BLANK.test(text[start])) start += 1;
  while (end > start && ANY_BLANK.test(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

module.exports = { parseHeader, isTime, refusal, trim, ANY_BLANK };
