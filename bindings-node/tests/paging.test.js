"use strict";

/** Lists: a page when awaited, every object when iterated. */

const assert = require("node:assert/strict");
const test = require("node:test");
const { NextGen, client } = require("./support/sandbox.js");

/** Makes a customer with 7 charges, and a client that counts its requests. */
async function shop() {
  const asked = [];
  const nextgen = await client({ observer: (notice) => notice.what === "begun" && asked.push(notice.path) });
  const customer = (await nextgen.customers.create({ source: "tok_visa" })).id;
  const ids = [];
  for (let made = 0; made < 7; made += 1)
    ids.unshift((await nextgen.charges.create({ amount: 100 + made, currency: "usd", customer })).id);
  asked.length = 0;
  return { nextgen, customer, ids, asked };
}

const idsOf = async (objects) => {
  const ids = [];
  for await (const { id } of objects) ids.push(id);
  return ids;
};

test("for await goes through every page, forward and backward", async () => {
  const { nextgen, customer, ids, asked } = await shop();
  assert.deepEqual(await idsOf(nextgen.charges.list({ customer, limit: 3 })), ids);
  assert.equal(asked.length, 3);
  assert.deepEqual(await idsOf(nextgen.charges.list({ customer, limit: 3, ending_before: ids[6] })), ids.slice(0, 6).reverse());
  assert.deepEqual(await idsOf(nextgen.charges.list({ customer, limit: 3, starting_after: ids[2] })), ids.slice(3));
  assert.deepEqual(await idsOf(nextgen.charges.list({ customer: (await nextgen.customers.create({})).id })), []);
});

test("a page has data and has_more, and goes on by for await", async () => {
  const { nextgen, customer, ids } = await shop();
  const page = await nextgen.charges.list({ customer, limit: 3 });
  assert.deepEqual(
    page.data.map((charge) => charge.id),
    ids.slice(0, 3),
  );
  assert.equal(page.has_more, true);
  assert.equal(page.lastResponse.status, 200);
  assert.deepEqual(JSON.parse(JSON.stringify(page)), { object: "list", data: page.data, has_more: true, url: "/v1/charges" });
  assert.deepEqual(await idsOf(page), ids);
  assert.deepEqual(await idsOf(page), ids, "and once more");
});

test("a list asks for nothing before it is wanted, and for no more than is wanted", async () => {
  const { nextgen, customer, ids, asked } = await shop();
  const list = nextgen.charges.list({ customer, limit: 2 });
  await new Promise(setImmediate);
  assert.equal(asked.length, 0);
  for await (const charge of list) if (charge.id === ids[1]) break;
  assert.equal(asked.length, 1);
  assert.equal(await list, await list.page(), "one first page");
  assert.equal(asked.length, 1);
  assert.deepEqual(
    (await list.toArray({ limit: 3 })).map((charge) => charge.id),
    ids.slice(0, 3),
  );
  assert.deepEqual(await list.toArray({ limit: 0 }), []);
  // Taken for no limit, each of these would fetch every page there is.
  for (const odd of [5, "5", { limit: "5" }, { limit: NaN }, { limit: -1 }, { limit: 1.5 }, { limit: null }]) {
    await assert.rejects(list.toArray(odd), NextGen.ConfigurationError);
  }
  assert.deepEqual(
    (await list.toArray()).map((charge) => charge.id),
    ids,
  );
});

test("a list behaves as a promise where one is expected", async () => {
  const { nextgen, customer, ids } = await shop();
  const [page, other] = await Promise.all([
    nextgen.charges.list({ customer }),
    Promise.resolve(nextgen.charges.list({ customer })),
  ]);
  assert.deepEqual(
    page.data.map((charge) => charge.id),
    ids,
  );
  assert.equal(other.data.length, 7);
  let settled = false;
  await nextgen.charges.list({ customer }).finally(() => {
    settled = true;
  });
  assert.ok(settled);
  const refused = nextgen.charges.list({ limit: 5000 });
  assert.equal(await refused.catch((error) => error.param), "limit");
  await assert.rejects(async () => await refused, NextGen.InvalidRequestError);
  await assert.rejects(idsOf(refused), NextGen.InvalidRequestError);
});

test("a list keeps the parameters that it was made with", async () => {
  const { nextgen, customer, ids } = await shop();
  const params = { customer, limit: 3 };
  const list = nextgen.charges.list(params);
  params.customer = "cus_another";
  assert.deepEqual(await idsOf(list), ids);
});

test("iterating is by await only", async () => {
  const { nextgen } = await shop();
  assert.throws(() => [...nextgen.charges.list()], TypeError);
});
