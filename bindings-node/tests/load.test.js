"use strict";

/** Many calls at once: all right, and neither the event loop nor libuv's threads wait for them. */

const assert = require("node:assert/strict");
const dns = require("node:dns/promises");
const fs = require("node:fs/promises");
const { once } = require("node:events");
const { readFileSync } = require("node:fs");
const net = require("node:net");
const test = require("node:test");
const { APIConnectionError, NextGen } = require("nextgen-node");
const { client, fault, visa } = require("./support/sandbox.js");
const { Relay } = require("./support/relay.js");
const { callThreads, collectAll, until } = require("./support/process.js");

/** Returns how long this thread has waited for a processor, in milliseconds: what a busy machine adds to any pause. */
function queued() {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
}

/** Measures the longest time for which the event loop did not turn, but for the machine's own doing, while `work` runs. */
async function longestLag(work) {
  let longest = 0;
  let last = performance.now();
  let waited = queued();
  const tick = () => {
    const [now, waitedNow] = [performance.now(), queued()];
    longest = Math.max(longest, now - last - (waitedNow - waited));
    [last, waited] = [now, waitedNow];
  };
  // Every two milliseconds: what a tick itself takes is no part of what is measured.
  const timer = setInterval(tick, 2);
  await work();
  tick();
  clearInterval(timer);
  return longest;
}

test("500 calls at once are all answered rightly, on 64 threads, while the event loop turns", async () => {
  const relay = await Relay.start();
  const through = await relay.client();
  const amounts = Array.from({ length: 500 }, (_, number) => 100 + number);
  const ask = (nextgen) => async () => {
    const charges = await Promise.all(amounts.map((amount) => nextgen.charges.create(visa(amount), fault("delay=20"))));
    assert.deepEqual(
      charges.map((charge) => charge.amount),
      amounts,
    );
    assert.equal(new Set(charges.map((charge) => charge.id)).size, amounts.length);
  };
  await ask(through)();
  assert.ok(relay.opened <= 64, `${relay.opened} connections`);
  assert.ok(callThreads() <= 64, `${callThreads()} threads`);
  // Without the relay, whose work is the event loop's own.
  const nextgen = await client();
  const lags = [];
  // A loop that waits for calls stands in every round; one that a busy machine stops, in some.
  while (!lags.some((lag) => lag < 50) && lags.length < 8) {
    lags.push(await longestLag(ask(nextgen)));
  }
  assert.ok(
    lags.some((lag) => lag < 50),
    `the event loop stood for ${lags} ms`,
  );
});

test("50 calls at once with one key make one charge", async () => {
  const nextgen = await client({ maxRetries: 20 });
  const one = { idempotencyKey: "at-once-one-key" };
  // Each with a budget of its own for retries, while the key is in use.
  const siblings = Array.from({ length: 50 }, () => nextgen.withOptions({}));
  const charges = await Promise.all(siblings.map((sibling) => sibling.charges.create(visa(2000), one)));
  assert.equal(new Set(charges.map((charge) => charge.id)).size, 1);
});

test("hung requests take nothing from libuv's threads", async () => {
  const nextgen = await client();
  const abort = new AbortController();
  const hung = Array.from({ length: 8 }, () =>
    nextgen.charges.list({}, { signal: abort.signal, ...fault("timeout") }).catch((error) => error.name),
  );
  await until(() => callThreads() >= 8, "8 calls were under way");
  let settled = false;
  Promise.race(hung).then(() => {
    settled = true;
  });
  // Many more than libuv has threads: if calls held one each, none of these would ever end.
  for (let round = 0; round < 5; round += 1) {
    const begun = performance.now();
    const waited = queued();
    await Promise.all([
      ...Array.from({ length: 16 }, () => fs.readFile(__filename)),
      dns.lookup("localhost"),
      dns.lookup("127.0.0.1"),
    ]);
    const took = performance.now() - begun - (queued() - waited);
    assert.ok(took < 2_000, `readFile and lookup took ${took} ms`);
  }
  assert.ok(!settled, "the calls hung all the while");
  abort.abort();
  assert.deepEqual(await Promise.all(hung), Array(8).fill("AbortError"));
});

test("calls beyond maxConcurrency wait their turn", async () => {
  const relay = await Relay.start();
  const nextgen = await relay.client({ maxConcurrency: 3 });
  const pages = await Promise.all(Array.from({ length: 30 }, () => nextgen.charges.list({ limit: 1 }, fault("delay=10"))));
  assert.ok(pages.every((page) => page.object === "list"));
  assert.ok(relay.opened <= 3, `${relay.opened} connections`);
});

test("threads end when their client is gone, and when nothing is to do", async () => {
  await until(() => {
    collectAll();
    return callThreads() === 0;
  }, "the threads of clients that are gone have ended");
  const nextgen = await client();
  await Promise.all(Array.from({ length: 5 }, () => nextgen.charges.list({}, fault("delay=50"))));
  assert.ok(callThreads() > 0);
  // They wait for ten seconds; the client is held the while.
  await until(() => callThreads() === 0, "idle threads have ended");
  assert.equal((await nextgen.charges.list()).object, "list");
});

test("many calls leave no memory behind", async () => {
  const nextgen = await client();
  const { signal } = new AbortController();
  const round = async (calls) => {
    for (let made = 0; made < calls; made += 50) {
      await Promise.all(
        Array.from({ length: 50 }, async (_, number) => {
          if (number % 5 === 0) await nextgen.charges.retrieve("ch_missing").catch((error) => error.code);
          else if (number % 5 === 1) await nextgen.charges.create({ amount: 0.5 }, { signal }).catch((error) => error.code);
          else await nextgen.customers.list({ limit: 1 }, { signal });
        }),
      );
    }
    await collectAll();
    return process.memoryUsage().heapUsed;
  };
  const before = await round(1_000);
  const after = await round(5_000);
  // A hundred bytes a call would show.
  assert.ok(after - before < 500_000, `${after - before} bytes more after 5,000 calls`);
});

test("the outcomes of many calls are told in turns of the event loop, whatever came meanwhile", async () => {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  const nextgen = new NextGen("sk_test_abcdefghij", { baseUrl: `https://127.0.0.1:${port}/v1`, maxRetries: 0 });
  const told = [0];
  let going = true;
  const calls = Array.from({ length: 200 }, () =>
    nextgen.charges.retrieve("ch_1").catch((error) => {
      told[told.length - 1] += 1;
      return error;
    }),
  );
  // All of them are refused while the event loop stands still.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  const turn = () => {
    told.push(0);
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  const errors = await Promise.all(calls);
  going = false;
  assert.ok(
    errors.every((error) => error instanceof APIConnectionError),
    errors[0],
  );
  assert.equal(
    told.reduce((sum, count) => sum + count),
    200,
  );
  assert.ok(Math.max(...told) <= 32, `told in turns: ${told.filter((count) => count > 0)}`);
});
