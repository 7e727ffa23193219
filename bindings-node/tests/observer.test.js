"use strict";

/** The observer: told of each step of a call, and of no secret. */

const assert = require("node:assert/strict");
const test = require("node:test");
const { client, fault, sandbox, visa } = require("./support/sandbox.js");
const { collectAll, run, until } = require("./support/process.js");

test("an observer is told of each step of a call, in order, before the call is answered", async () => {
  const notices = [];
  const nextgen = await client({ observer: (notice) => notices.push(notice) });
  const charge = await nextgen.charges.create(visa(), fault("status=503; times=1; retry_after=0"));
  assert.deepEqual(
    notices.map((notice) => notice.what),
    ["begun", "attempt_ended", "retry_planned", "attempt_ended", "ended"],
  );
  assert.ok(notices.every(({ call, method, path }) => call === notices[0].call && method === "POST" && path === "/charges"));
  const [, first, planned, second, ended] = notices.map((notice) => notice.details);
  assert.deepEqual(
    [first.attempt, first.status, planned.attempt, second.status, ended.attempts, ended.error],
    [1, 503, 2, 200, 2, null],
  );
  assert.equal(second.requestId, charge.lastResponse.requestId);
  for (const took of [first.took, planned.delay, ended.took]) assert.ok(took >= 0 && took < 60_000, `${took} ms`);
});

test("an observer learns of failures, of ids nothing, and of keys nothing", async () => {
  const notices = [];
  const nextgen = await client({ observer: (notice) => notices.push(notice) });
  await nextgen.charges.retrieve("ch_missing").catch(() => {});
  await nextgen
    .withOptions({ maxRetries: 0 })
    .charges.list({}, fault("reset_before"))
    .catch(() => {});
  assert.ok(
    notices.some(
      ({ what, path, details }) => what === "ended" && path === "/charges/{id}" && details.error === "InvalidRequestError",
    ),
  );
  assert.ok(notices.some(({ what, details }) => what === "attempt_ended" && details.failure !== null && details.status === null));
  const text = JSON.stringify(notices);
  assert.ok(!text.includes("ch_missing"));
  const secret = (await sandbox()).apiKey.slice("sk_test_".length);
  for (let at = 0; at + 6 <= secret.length; at += 1) assert.ok(!text.includes(secret.slice(at, at + 6)));
});

test("what an observer throws is an uncaught exception, and the call is answered all the same", async () => {
  const { status, stdout, stderr } = await run(`
    process.on("uncaughtException", (error) => console.log("uncaught", error.message));
    const nextgen = new (require("nextgen-node"))(undefined, { observer: (notice) => { if (notice.what === "ended") throw new Error("the observer's own"); } });
    nextgen.charges.list().then((page) => console.log(page.object));`);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.deepEqual(stdout.trim().split("\n").sort(), ["list", "uncaught the observer's own"]);
});

test("an observer goes with its client, and not before the client's calls have ended", async () => {
  const notices = [];
  let watched;
  const asked = await (async () => {
    const observer = (notice) => notices.push(notice.what);
    watched = new WeakRef(observer);
    const nextgen = await client({ observer });
    return { answer: nextgen.withOptions({ maxRetries: 0 }).charges.list({}, fault("delay=200")) };
  })();
  await collectAll();
  await asked.answer;
  delete asked.answer;
  assert.deepEqual(notices, ["begun", "attempt_ended", "ended"]);
  await until(() => {
    collectAll();
    return watched.deref() === undefined;
  }, "the observer was forgotten");
});
