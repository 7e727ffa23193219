"use strict";

/** A sandbox for a file of tests, clients of it, and faults on purpose. */

const { spawn } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { after } = require("node:test");
const { NextGen } = require("nextgen-node");

const PACKAGE = path.join(__dirname, "../..");
const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(PACKAGE, "../target");

let running;
let child;

// At the file's own level: a hook set within a test ends with that test.
after(() => child?.kill());

/** Starts the file's sandbox, once, and returns what it says of itself. */
function sandbox() {
  running ??= start();
  return running;
}

async function start() {
  const program = process.env.NEXTGEN_SANDBOX ?? path.join(TARGET, "debug", "nextgen-sandbox");
  if (!fs.existsSync(program)) throw new Error(`There is no sandbox at ${program}: run cargo build -p nextgen-sandbox first.`);
  child = spawn(program, ["--port", "0", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit").then(() => {
    throw new Error("The sandbox did not start.");
  });
  const [line] = await Promise.race([once(readline.createInterface({ input: child.stdout }), "line"), ended]);
  ended.catch(() => {});
  return JSON.parse(line);
}

/** Makes a client of the sandbox. */
async function client(options) {
  const { api_key: apiKey, ...place } = await sandbox();
  return new NextGen(apiKey, { baseUrl: place.base_url, caBundle: place.ca_bundle, ...options });
}

/** Returns the environment in which `new NextGen()` finds the sandbox. */
async function environment() {
  const { api_key, base_url, ca_bundle } = await sandbox();
  return { ...process.env, NEXTGEN_API_KEY: api_key, NEXTGEN_BASE_URL: base_url, NEXTGEN_CA_BUNDLE: ca_bundle };
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
