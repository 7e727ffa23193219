"use strict";

/** The sandbox as test runs start it: `require("nextgen-node/sandbox")`. */

const assert = require("node:assert");
const { spawnSync } = require("node:child_process");
const path = require("node:path");
const { test, beforeEach } = require("node:test");
const NextGen = require("nextgen-node");
const { Sandbox } = require("nextgen-node/sandbox");

const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(__dirname, "..", "..", "target");
const PROGRAM = process.env.NEXTGEN_SANDBOX ?? path.join(TARGET, "debug", "nextgen-sandbox");
const CHARGE = { amount: 2000, currency: "usd", source: "tok_visa" };

// As an installed program is found by itself.
beforeEach(() => {
  process.env.NEXTGEN_SANDBOX = PROGRAM;
});

test("it serves and ends", async () => {
  const sandbox = await Sandbox.start();
  const client = sandbox.client({ maxRetries: 0 });
  assert.equal((await client.charges.create(CHARGE)).paid, true);
  assert.match(sandbox.webhookSecret, /^whsec_/);
  await sandbox.stop();
  await sandbox.stop();
  await assert.rejects(client.charges.create(CHARGE), NextGen.APIConnectionError);
});

test("arguments reach the program, and its variables serve programs that make their own client", async () => {
  const sandbox = await Sandbox.start({ arguments: ["--api-key", "sk_test_of_this_run"] });
  assert.equal(sandbox.apiKey, "sk_test_of_this_run");
  const code = 'new (require("nextgen-node"))().charges.list().then((page) => console.log(page.data.length))';
  const ran = spawnSync(process.execPath, ["-e", code], {
    cwd: path.join(__dirname, ".."),
    env: { ...process.env, ...sandbox.env },
    encoding: "utf8",
  });
  assert.deepEqual([ran.stdout, ran.stderr], ["0\n", ""]);
  await sandbox.stop();
});

test("a run that forgets to stop it ends, and it with the run", () => {
  const code = 'require("nextgen-node/sandbox").Sandbox.start().then((sandbox) => console.log(sandbox.baseUrl))';
  // The sandbox shares that program's standard error: reading to its end waits for both.
  const ran = spawnSync(process.execPath, ["-e", code], { cwd: path.join(__dirname, ".."), encoding: "utf8", timeout: 60_000 });
  assert.equal(ran.status, 0, ran.stderr);
  assert.match(ran.stdout, /^https:/);
});

test("one that does not start says so", async () => {
  const code =
    'require("nextgen-node/sandbox").Sandbox.start({ arguments: ["--nonsense"] }).catch((e) => console.log(e.name, e.message))';
  const ran = spawnSync(process.execPath, ["-e", code], { cwd: path.join(__dirname, ".."), encoding: "utf8", timeout: 60_000 });
  assert.match(ran.stdout, /^ConfigurationError .* ended with status 2\.$/m);
  assert.match(ran.stderr, /--nonsense/);
});

test("a missing program is told with the way to it", async () => {
  process.env.NEXTGEN_SANDBOX = "/nowhere/nextgen-sandbox";
  await assert.rejects(Sandbox.start(), { name: "ConfigurationError", message: /cannot be started/ });
  const code = 'require("nextgen-node/sandbox").Sandbox.start().catch((e) => console.log(e.message))';
  const { NEXTGEN_SANDBOX, ...env } = process.env;
  const ran = spawnSync(process.execPath, ["-e", code], {
    cwd: path.join(__dirname, ".."),
    env: { ...env, PATH: "" },
    encoding: "utf8",
  });
  assert.match(ran.stdout, /npm install --save-dev nextgen-sandbox/);
});

test("it is found on PATH", async () => {
  const { PATH } = process.env;
  delete process.env.NEXTGEN_SANDBOX;
  process.env.PATH = path.dirname(PROGRAM);
  try {
    const sandbox = await Sandbox.start();
    assert.equal((await sandbox.client().charges.create(CHARGE)).paid, true);
    await sandbox.stop();
  } finally {
    process.env.PATH = PATH;
  }
});
