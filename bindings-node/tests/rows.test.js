"use strict";

/** Pages whose objects come in rows: they are what they would be if their whole text were read. */

const assert = require("node:assert/strict");
const test = require("node:test");
const { client } = require("./support/sandbox.js");
const { parseExact } = require("../lib/json.js");
const { pageOf } = require("../lib/rows.js");

test("a page is the same whether its objects come in rows or not", async () => {
  const nextgen = await client();
  const customer = (await nextgen.customers.create({ source: "tok_visa" })).id;
  const charge = (more) => nextgen.charges.create({ amount: 2000, currency: "usd", customer, ...more });
  await charge({});
  await charge({ metadata: { order: "1" } });
  await charge({ metadata: { order: "2", é: "größer" }, description: 'ключ "😀"\n' });
  await nextgen.refunds.create({ charge: (await charge({ metadata: { 7: "b", 1: "a" } })).id });
  for (let made = 0; made < 3; made += 1) await charge({ description: `Order ${made}`, metadata: { order: `${made}` } });
  for (const [list, path] of [
    [nextgen.charges.list({ customer, limit: 100 }), `/charges`],
    [nextgen.charges.list({ customer, limit: 2 }), `/charges`],
    [nextgen.events.list({ limit: 100 }), `/events`],
  ]) {
    const page = await list;
    const params = path === "/charges" ? { customer, limit: page.data.length } : { limit: 100 };
    const whole = await nextgen.request("GET", path, params);
    assert.ok(page.data.length > 1);
    assert.deepEqual(page, whole);
    // In the same order too.
    assert.equal(JSON.stringify(page), JSON.stringify(whole));
    assert.deepEqual(structuredClone(page), JSON.parse(JSON.stringify(whole)));
    assert.ok(page.data.every((object) => Object.getPrototypeOf(object) === Object.prototype));
  }
});

/** Reads a page of three objects, of which the second comes in a row and the third as it is. */
const read = () =>
  pageOf({
    rows: [0, 3, 0, ["c"], true, 1, { d: 5 }],
    members: { a: 0, b: { constructor: 0, toString: 0 } },
    page: { data: [{ a: 1, b: { constructor: [], toString: null } }], has_more: false },
  });

const WHOLE = {
  data: [{ a: 1, b: { constructor: [], toString: null } }, { a: 3, b: { constructor: ["c"], toString: true } }, { d: 5 }],
  has_more: false,
};

test("objects from rows are plain ones of their own", () => {
  const page = read();
  assert.deepEqual(page, WHOLE);
  page.data[1].b.toString = "changed";
  page.data[1].e = 4;
  assert.deepEqual(read(), WHOLE);
  for (const value of Object.values(Object.getOwnPropertyDescriptors(page.data[1]))) {
    assert.ok(value.writable && value.enumerable && value.configurable);
  }
});

test("large integers in rows are as exact as in a page's own text", () => {
  const page = parseExact('{"rows":[0,9007199254740993],"members":{"a":0},"page":{"data":[{"a":9007199254740991}]}}');
  assert.deepEqual(pageOf(page).data, [{ a: 9007199254740991 }, { a: 9007199254740993n }]);
});

test("nothing that was done to the prototype of all objects reaches those from rows", (t) => {
  let reached = false;
  const trap = { get: () => "trap", set: () => (reached = true), configurable: true };
  Object.defineProperties(Object.prototype, { a: trap, b: trap });
  t.after(() => {
    delete Object.prototype.a;
    delete Object.prototype.b;
  });
  const [, { a, b }] = read().data;
  assert.deepEqual([a, { ...b }, reached], [3, { constructor: ["c"], toString: true }, false]);
});
