"use strict";

/** Events with large parts, which are read when they are asked for and must be like any other object. */

const assert = require("node:assert/strict");
const { test } = require("node:test");
const util = require("node:util");
const v8 = require("node:v8");
const { MessageChannel, receiveMessageOnPort } = require("node:worker_threads");
const { NextGen } = require("nextgen-node");
const pure = require("nextgen-node/webhooks");

const SECRET = "whsec_Zk3Qx8Lm5Vt2Rw9Ny6Jb";

/** A list of more than 4 KiB. */
const REFUNDS = Array.from({ length: 100 }, (_, index) => ({ id: `re_${index}`, object: "refund", amount: index, reason: null }));

/** A text with two large parts, one of them the first member, and with small ones around them. */
const TEXT = textOf({ lines: { data: REFUNDS }, id: "ch_1", amount: 2000, metadata: {}, refunds: REFUNDS, paid: true });

function textOf(object, space) {
  return JSON.stringify({ id: "evt_1", object: "event", data: { object }, type: "charge.refunded" }, null, space);
}

function read(payload, webhooks = NextGen.webhooks) {
  return webhooks.constructEvent(payload, pure.generateTestHeader(payload, SECRET), SECRET);
}

/** Returns the object of an event whose parts nobody has read yet. */
function charge() {
  const { object } = read(Buffer.from(TEXT)).data;
  assert.ok(isAside(object, "refunds") && isAside(object, "lines"), "the large parts are set aside");
  return object;
}

const isAside = (object, name) => Object.getOwnPropertyDescriptor(object, name)?.get !== undefined;

/** What the same text is to JSON.parse. */
const plain = () => JSON.parse(TEXT).data.object;

/** Calls `inside` and returns how many texts were read meanwhile. */
function reads(inside) {
  const { parse } = JSON;
  let count = 0;
  JSON.parse = (...given) => {
    count += 1;
    return parse(...given);
  };
  try {
    inside();
  } finally {
    JSON.parse = parse;
  }
  return count;
}

test("a part is read when it is first asked for, once", () => {
  const object = charge();
  assert.equal(
    reads(() => [object.id, object.amount, "refunds" in object, Object.keys(object), Object.hasOwn(object, "lines")]),
    0,
  );
  assert.equal(
    reads(() => assert.equal(object.refunds, object.refunds)),
    1,
  );
  assert.deepEqual(Object.getOwnPropertyDescriptor(object, "refunds"), Object.getOwnPropertyDescriptor(plain(), "refunds"));
  assert.ok(isAside(object, "lines"), "the other part is left alone");
});

test("whatever takes the object whole takes its parts too", () => {
  const cases = {
    entries: (object) => Object.entries(object),
    values: (object) => Object.values(object),
    spread: (object) => ({ ...object }),
    assign: (object) => Object.assign({}, object),
    rest: ({ id, ...rest }) => [id, rest],
    stringify: (object) => JSON.stringify(object),
    pretty: (object) => JSON.stringify(object, null, 2),
    replaced: (object) => JSON.stringify(object, ["refunds", "amount"]),
    structuredClone: (object) => structuredClone(object),
    serialize: (object) => v8.deserialize(v8.serialize(object)),
    postMessage(object) {
      const { port1, port2 } = new MessageChannel();
      port1.postMessage(object);
      const { message } = receiveMessageOnPort(port2);
      port1.close();
      return message;
    },
    names(object) {
      const names = [];
      for (const name in object) names.push(name);
      return names;
    },
    inherited: (object) => Object.create(object).refunds,
    descriptors: (object) => ({ ...Object.defineProperties({}, Object.getOwnPropertyDescriptors(object)) }),
    reflected: (object) => Reflect.get(object, "refunds", new Proxy(object, {})),
    proxied: (object) => ({ ...new Proxy(object, {}) }),
  };
  for (const [name, taken] of Object.entries(cases)) assert.deepEqual(taken(charge()), taken(plain()), name);
});

test("it is equal to the plain object, whichever comes first", () => {
  for (const equal of [assert.deepStrictEqual, assert.deepEqual, (a, b) => assert.ok(util.isDeepStrictEqual(a, b))]) {
    equal(charge(), plain());
    equal(plain(), charge());
    equal(charge(), charge());
  }
  const other = plain();
  other.refunds[99].amount += 1;
  assert.notDeepStrictEqual(charge(), other);
  assert.notDeepStrictEqual(other, charge());
});

test("it is shown as the plain object is, however it is asked for", () => {
  const ways = [
    {},
    { depth: null, maxArrayLength: null },
    { showHidden: true },
    { getters: true },
    { compact: false, sorted: true },
  ];
  for (const way of ways) {
    assert.equal(util.inspect(charge(), way), util.inspect(plain(), way));
    assert.equal(util.inspect({ a: [charge()] }, way), util.inspect({ a: [plain()] }, way));
    assert.equal(util.inspect(new Proxy(charge(), {}), way), util.inspect(new Proxy(plain(), {}), way));
  }
  assert.equal(util.format("%o %O %j", charge(), charge(), charge()), util.format("%o %O %j", plain(), plain(), plain()));
  const shown = charge();
  util.inspect(shown);
  assert.deepEqual(Reflect.ownKeys(shown), Reflect.ownKeys(plain()), "nothing of ours is left once it was shown");
  for (const close of [Object.freeze, Object.seal, Object.preventExtensions]) {
    assert.equal(util.inspect(close(charge()), { depth: 5 }), util.inspect(plain(), { depth: 5 }), close.name);
  }
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(charge()));
  assert.equal(util.inspect(copy), util.inspect(plain()));
  assert.deepEqual(copy.refunds, REFUNDS);
  const self = charge();
  self.self = self;
  assert.match(util.inspect(self, { depth: null }), /<ref \*1>.*\[Circular \*1\]/s);
});

test("an object that was closed gives its parts, the same each time", () => {
  for (const close of [Object.freeze, Object.seal, Object.preventExtensions]) {
    const object = close(charge());
    assert.equal(
      reads(() => assert.equal(object.refunds, object.refunds)),
      1,
    );
    assert.deepEqual(object, plain());
    assert.equal(JSON.stringify(object), JSON.stringify(plain()));
    if (close === Object.freeze) {
      assert.ok(Object.isFrozen(object));
      assert.throws(() => (object.refunds = 1), TypeError);
      assert.throws(() => delete object.refunds, TypeError);
      assert.deepEqual(object.refunds, REFUNDS);
    } else {
      object.refunds = 1;
      object.lines = 2;
      assert.deepEqual([object.refunds, object.lines, object.refunds], [1, 2, 1], close.name);
    }
  }
});

test("what is written counts, and reads nothing", () => {
  const object = charge();
  const child = Object.create(object);
  const read = reads(() => {
    object.refunds = "mine";
    child.lines = "its own";
  });
  assert.equal(read, 0);
  assert.deepEqual(Object.entries(object).slice(4), [
    ["refunds", "mine"],
    ["paid", true],
  ]);
  assert.deepEqual(Object.getOwnPropertyDescriptor(object, "refunds").writable, true);
  assert.deepEqual(Object.keys(child), ["lines"]);
  assert.deepEqual(object.lines, plain().lines, "what a child is given is not its parent's");
  assert.equal(delete object.lines, true);
  assert.equal("lines" in object || object.lines !== undefined, false);
  object.lines = 1;
  assert.equal(Object.keys(object).at(-1), "lines");
  const changed = charge();
  changed.refunds.push("more");
  changed.refunds[0].amount = "other";
  assert.equal(changed.refunds.length, REFUNDS.length + 1);
  assert.equal(JSON.parse(JSON.stringify(changed)).refunds[0].amount, "other");
});

test("a copy of the property brings nothing back, and says where it belongs", () => {
  const object = charge();
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(object));
  delete object.refunds;
  Object.defineProperty(object, "lines", { value: 7 });
  assert.deepEqual(copy.refunds, REFUNDS);
  assert.deepEqual(copy.lines, plain().lines);
  assert.equal("refunds" in object, false);
  assert.equal(object.lines, 7);
  const original = charge();
  const sealed = Object.seal(Object.defineProperties({}, Object.getOwnPropertyDescriptors(original)));
  assert.throws(() => (sealed.refunds = 1), TypeError);
  assert.deepEqual(original.refunds, REFUNDS);
  const stray = Object.defineProperty({}, "refunds", Object.getOwnPropertyDescriptor(charge(), "refunds"));
  assert.throws(() => stray.refunds, /copy its value/);
});

test("the caller's bytes and texts may be of any kind, and may change later", () => {
  const wide = textOf({ name: "Zoë 😀", "größe €": REFUNDS, after: "ключ", refunds: { data: REFUNDS, note: "と" } }, 2);
  const long = textOf({ refunds: Array.from({ length: 29 }, () => REFUNDS), id: "ch_1" });
  for (const text of [TEXT, wide, long]) {
    const bytes = Buffer.from(text);
    const within = Buffer.concat([Buffer.from("{"), bytes, Buffer.from("}")]).subarray(1, -1);
    for (const payload of [text, bytes, within, new Uint8Array(bytes), new DataView(new Uint8Array(bytes).buffer)]) {
      const event = read(payload);
      assert.ok(isAside(event.data.object, "refunds"));
      if (payload instanceof Uint8Array) payload.fill(0x20);
      assert.deepStrictEqual(event, JSON.parse(text));
      assert.equal(JSON.stringify(event), JSON.stringify(JSON.parse(text)), "in the same order");
    }
  }
});

test("what is rare in JSON comes out as JSON.parse has it", () => {
  const large = JSON.stringify(REFUNDS);
  const event = (members) => `{"id":"evt_1","data":{"object":{${members}}},"type":"x"}`;
  const texts = [
    event(`"a":1,"refunds":${large},"a":2,"refunds":[1]`),
    event(`"refunds":[1],"a":1,"refunds":${large}`),
    event(`"refunds":${large},"refunds":${large.replace("re_0", "re_x")}`),
    event(`"refunds":${large},"refund\\u0073":[1]`),
    event(`"refund\\u0073":${large}`),
    event(`"__proto__":${large},"constructor":${large},"toString":${large},"":${large},"0":${large}`),
    `{"data":{"object":{"refunds":${large}}},"data":{"object":{"a":1}}}`,
    `{"data":{"object":{"refunds":${large}}},"d\\u0061ta":7}`,
    `{"data":{"object":{"a":1},"object":{"refunds":${large}}}}`,
    `{"data":{"object":{"refunds":${large}},"object":null}}`,
    `{"data":{"object":${large}}}`,
    `{"data":{"object":{"a":1e5,"refunds":${large}}}}`,
    `{"data":[{"object":{"refunds":${large}}}],"object":{"refunds":${large}}}`,
    `\n{ "data" : { "object" : { "refunds" : ${large}\t, "b" :\r\n{ "c" : ${large} } } } }\n`,
  ];
  for (const text of texts) {
    assert.deepStrictEqual(read(text), JSON.parse(text), text.slice(0, 80));
    assert.deepStrictEqual(read(Buffer.from(text)), read(text, pure), text.slice(0, 80));
    assert.equal(JSON.stringify(read(text)), JSON.stringify(JSON.parse(text)), text.slice(0, 80));
  }
  assert.equal(Object.getPrototypeOf(read(texts[5]).data.object), Object.prototype);
});

test("an event with a large integer anywhere is read whole, and exactly", () => {
  for (const large of ['"amount":2000,', '"amount":99,']) {
    const { object } = read(TEXT.replaceAll(large, '"amount":9007199254740993,')).data;
    assert.ok(!isAside(object, "refunds"));
    const amounts = [object.amount, object.refunds[99].amount, object.lines.data[99].amount];
    const of = (usual) => (large.includes(`${usual},`) ? 9007199254740993n : usual);
    assert.deepEqual(amounts, [of(2000), of(99), of(99)]);
  }
});

test("small events are JSON.parse's own objects", () => {
  const { object } = read(textOf({ id: "ch_1", refunds: { data: REFUNDS.slice(0, 5) } })).data;
  assert.deepEqual(Reflect.ownKeys(object), ["id", "refunds"]);
  assert.ok(!isAside(object, "refunds"));
});

test("parts of ever new names are read like those that were there before", () => {
  const first = charge();
  for (let round = 0; round < 40; round += 1) {
    const names = Array.from({ length: 10 }, (_, index) => `name_${round}_${index}`);
    const text = textOf(Object.fromEntries(names.map((name) => [name, REFUNDS])));
    assert.deepStrictEqual(read(text), JSON.parse(text));
  }
  assert.deepEqual(first.refunds, REFUNDS);
  assert.ok(!isAside(first, "refunds"));
  assert.equal(util.inspect(first), util.inspect(plain()));
});

test("events that nobody keeps are gone at once", () => {
  v8.setFlagsFromString("--expose-gc");
  const gc = require("node:vm").runInNewContext("gc");
  const bytes = Buffer.from(textOf({ refunds: Array.from({ length: 40 }, () => REFUNDS) }));
  const header = pure.generateTestHeader(bytes, SECRET);
  gc();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 40; round += 1) NextGen.webhooks.constructEvent(bytes, header, SECRET);
  // A minor collection, which takes what is young and held by nothing.
  gc({ type: "minor" });
  const kept = process.memoryUsage().heapUsed - before;
  assert.ok(kept < 10 * bytes.length, `${kept} bytes are kept of 40 events of ${bytes.length}`);
});
