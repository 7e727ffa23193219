"use strict";

/** Ends of processes and workers with calls under way, and many processes at once. */

const assert = require("node:assert/strict");
const test = require("node:test");
const { Worker } = require("node:worker_threads");
const { once } = require("node:events");
const { client, environment, visa } = require("./support/sandbox.js");
const { run } = require("./support/process.js");

/** What every program begins with; `hung()` is a call that the server never answers. */
const START = `
  const { NextGen } = require("nextgen-node");
  const nextgen = new NextGen(undefined, { observer() {} });
  const visa = (amount = 2000) => ({ amount, currency: "usd", source: "tok_visa" });
  const fault = (rule) => ({ extraHeaders: { "NextGen-Sandbox-Fault": rule } });
  const hung = () => nextgen.charges.create(visa(), fault("timeout"));
`;

test("a process lives until its calls are answered, and not longer", async () => {
  const { status, stdout, stderr } = await run(`${START}
    nextgen.charges.create(visa(), fault("delay=300")).then((charge) => console.log(charge.amount));`);
  assert.deepEqual([status, stdout, stderr], [0, "2000\n", ""]);
});

test("collecting garbage does not lose a call under way", async () => {
  const code = `${START}
    nextgen.charges.create(visa(), fault("delay=300")).then((charge) => console.log(charge.amount));
    for (const wait of [20, 50, 100]) setTimeout(gc, wait).unref();
    gc();`;
  const { status, stdout, stderr } = await run(code, { args: ["--expose-gc"] });
  assert.deepEqual([status, stdout, stderr], [0, "2000\n", ""]);
});

test("process.exit with calls under way ends with its own status", async () => {
  for (let round = 0; round < 3; round += 1) {
    const { status, signal, stderr } = await run(`${START}
      for (let i = 0; i < 20; i += 1) hung();
      for (let i = 0; i < 200; i += 1) nextgen.charges.list();
      setTimeout(() => process.exit(7), 50);`);
    assert.deepEqual([status, signal, stderr], [7, null, ""]);
  }
});

test("an error that nobody catches ends a process with calls under way", async () => {
  const { status, signal, stderr } = await run(`${START}
    hung();
    setTimeout(() => { throw new Error("nobody catches this"); }, 50);`);
  assert.deepEqual([status, signal], [1, null]);
  assert.match(stderr, /nobody catches this/);
});

test("an error of a call that nobody awaits is an unhandled rejection, as any other", async () => {
  const { status, stderr } = await run(`${START}
    nextgen.charges.retrieve("ch_missing");`);
  assert.equal(status, 1);
  assert.match(stderr, /InvalidRequestError.*\n?.*/);
});

test("SIGTERM and SIGINT end a process at once, whatever hangs", async () => {
  for (const name of ["SIGTERM", "SIGINT"]) {
    const code = `${START}
      for (let i = 0; i < 4; i += 1) hung();
      setTimeout(() => console.log("under way"), 200);`;
    const { signal } = await run(code, { when: (text, child) => text.includes("under way") && child.kill(name) });
    assert.equal(signal, name);
  }
});

test("a worker that is terminated takes its calls with it, and none of the others'", async () => {
  const nextgen = await client();
  const env = await environment();
  for (let round = 0; round < 5; round += 1) {
    const worker = new Worker(
      `${START}
       const { parentPort } = require("worker_threads");
       for (let i = 0; i < 10; i += 1) hung();
       for (let i = 0; i < 100; i += 1) nextgen.charges.list().catch(() => {});
       nextgen.charges.create(visa(300 + ${round})).then((charge) => parentPort.postMessage(charge.amount));`,
      { eval: true, env },
    );
    const [[amount], charges] = await Promise.all([
      once(worker, "message"),
      Promise.all(Array.from({ length: 20 }, (_, number) => nextgen.charges.create(visa(500 + number)))),
    ]);
    assert.equal(amount, 300 + round);
    const more = Promise.all(Array.from({ length: 20 }, (_, number) => nextgen.charges.create(visa(600 + number))));
    await worker.terminate();
    assert.deepEqual(
      charges.map((charge) => charge.amount),
      Array.from({ length: 20 }, (_, number) => 500 + number),
    );
    assert.deepEqual(
      (await more).map((charge) => charge.amount),
      Array.from({ length: 20 }, (_, number) => 600 + number),
    );
  }
});

test("a process exits while its workers have calls under way", async () => {
  const { status, signal, stderr } = await run(`${START}
    const { Worker } = require("worker_threads");
    const code = ${JSON.stringify(`${START} for (let i = 0; i < 10; i += 1) hung(); require("worker_threads").parentPort.postMessage(1);`)};
    let ready = 0;
    for (let i = 0; i < 4; i += 1) {
      new Worker(code, { eval: true }).on("message", () => { ready += 1; if (ready === 4) setTimeout(() => process.exit(3), 20); });
    }`);
  assert.deepEqual([status, signal, stderr], [3, null, ""]);
});

test("a worker ends by itself when its calls are answered", async () => {
  const worker = new Worker(
    `${START}
     nextgen.charges.create(visa(), fault("delay=50")).then((charge) => require("worker_threads").parentPort.postMessage(charge.amount));`,
    { eval: true, env: await environment() },
  );
  const [[amount], [status]] = await Promise.all([once(worker, "message"), once(worker, "exit")]);
  assert.deepEqual([amount, status], [2000, 0]);
});

test("the processes of a cluster each make calls of their own", async () => {
  const { status, stdout, stderr } = await run(`${START}
    const cluster = require("cluster");
    const fs = require("fs"), os = require("os"), path = require("path");
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "nextgen-")), "worker.js");
    fs.writeFileSync(file, \`
      const { NextGen } = require(\${JSON.stringify(require.resolve("nextgen-node"))});
      const nextgen = new NextGen();
      const amount = Number(process.argv[2]);
      Promise.all(Array.from({ length: 25 }, (_, i) => nextgen.charges.create({ amount: amount + i, currency: "usd", source: "tok_visa" })))
        .then((charges) => { if (charges.every((charge, i) => charge.amount === amount + i)) process.send("right", () => process.disconnect()); });
    \`);
    (async () => {
      await nextgen.charges.create(visa());
      let right = 0;
      for (const amount of [1000, 2000, 3000]) {
        cluster.setupPrimary({ exec: file, execArgv: [], args: [String(amount)] });
        cluster.fork().on("message", () => { right += 1; });
      }
      await nextgen.charges.create(visa());
      cluster.on("exit", (worker, code) => {
        if (code === 0 && Object.keys(cluster.workers).length === 0) { console.log(right, "right"); fs.rmSync(path.dirname(file), { recursive: true }); }
      });
    })();`);
  assert.deepEqual([status, stdout, stderr], [0, "3 right\n", ""]);
});
