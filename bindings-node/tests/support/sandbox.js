"use strict";

/** A sandbox for a file of tests, clients of it, and faults on purpose. */

const path = require("node:path");
const { after } = require("node:test");
const { NextGen } = require("nextgen-node");
const { Sandbox } = require("nextgen-node/sandbox");

const PACKAGE = path.join(__dirname, "../..");
const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(PACKAGE, "../target");
process.env.NEXTGEN_SANDBOX ??= path.join(TARGET, "debug", "nextgen-sandbox");

let running;

// At the file's own level: a hook set within a test ends with that test.
after(async () => (await running)?.stop());

/** Starts the file's sandbox, once. */
function sandbox() {
  running ??= Sandbox.start();
  return running;
}

/** Makes a client of the sandbox. */
async function client(options) {
  return (await sandbox()).client(options);
}

/** Returns the environment in which `new NextGen()` finds the sandbox. */
async function environment() {
  return { ...process.env, ...(await sandbox()).env };
}

/** Returns the option of a call by which the sandbox goes wrong on purpose. */
function fault(rule) {
  return { extraHeaders: { "NextGen-Sandbox-Fault": rule } };
}

/** Returns the parameters of a charge that succeeds. */
function visa(amount = 2000) {
  return { amount, currency: "usd", source: "tok_visa" };
}

module.exports = { NextGen, PACKAGE, sandbox, client, environment, fault, visa };
