"use strict";

/** Faults of the SDK's own: a panic in the native part ends no process, and no call is left without an answer. */

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { PACKAGE } = require("./support/sandbox.js");
const { run } = require("./support/process.js");

/** Without the traces that Rust writes of a panic. */
const env = { RUST_BACKTRACE: "0" };

test("a panic on a call's thread is the error of that call, and the thread goes on", async () => {
  const code = `
    const native = require("./lib/native.js");
    const { outbox, started } = require("./lib/calls.js");
    const { errorFrom } = require("./lib/report.js");
    const made = new native.Client('{"api_key":"sk_test_x","milliseconds":true}', 1, outbox, 0);
    (async () => {
      for (let round = 0; round < 3; round += 1) {
        const { failed, rest } = await started((number) => made.panicOnPurpose(outbox, number));
        console.log(failed, errorFrom(rest).name, errorFrom(rest).code);
      }
      console.log((await new (require("nextgen-node"))().charges.list()).object);
    })();`;
  const { status, stdout } = await run(code, { env });
  assert.deepEqual([status, stdout], [0, `${"true NextGenError panic\n".repeat(3)}list\n`]);
});

test("a panic in a function of the native part is thrown as an error of the SDK", async () => {
  const code = `
    const { translated } = require("./lib/report.js");
    try { translated(require("./lib/native.js").panicOnPurpose); } catch (error) { console.log(error.name, error.message); }`;
  const { status, stdout } = await run(code, { env });
  assert.equal(status, 0);
  assert.match(stdout, /^NextGenError .*on purpose/);
});

test("a call that cannot be begun rejects, and holds no process", async () => {
  const { status, stdout, stderr } = await run(`
    const { started } = require("./lib/calls.js");
    started(() => { throw new Error("no call"); }).catch((error) => console.log(error.name, error.message));`);
  assert.deepEqual([status, stdout, stderr], [0, "NextGenError no call\n", ""]);
});

test("every function of the native part catches its panics", () => {
  const folder = path.join(PACKAGE, "src");
  let functions = 0;
  for (const file of fs.readdirSync(folder)) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    for (const [, marks] of text.matchAll(/#\[(?:napi_derive::)?napi(.*)\]\n(?:\s*(?:#\[.*\]|\/\/.*)\n)*\s*pub fn /g)) {
      assert.match(marks, /catch_unwind/, file);
      functions += 1;
    }
  }
  assert.ok(functions >= 10, `${functions} functions`);
});
