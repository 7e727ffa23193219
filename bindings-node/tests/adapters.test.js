"use strict";

/** Webhooks in the real Express, Fastify and Hono. */

const assert = require("node:assert/strict");
const { once } = require("node:events");
const http = require("node:http");
const { after, test } = require("node:test");
const express = require("express");
const fastify = require("fastify");
const { Hono } = require("hono");
const { NextGen } = require("./support/sandbox.js");
const { nextgenWebhook: expressWebhook } = require("nextgen-node/express");
const { nextgenWebhook: fastifyWebhook } = require("nextgen-node/fastify");
const { nextgenWebhook: webWebhook } = require("nextgen-node/web");

const SECRET = "whsec_Zk3Qx8Lm5Vt2Rw9Ny6Jb";
const BODY =
  '{\n  "id": "evt_1",\n  "object": "event",\n  "type": "charge.refunded",\n  "name": "Zoë",\n  "data": {"object": {}}\n}';
const LARGE = `{"id":"evt_2","object":"event","type":"x","data":{"object":{"text":"${"x".repeat(300_000)}"}}}`;

/** Returns a delivery as NextGen makes it. */
function delivery(body = BODY, headers = {}) {
  const signature = NextGen.webhooks.generateTestHeader(body, SECRET);
  return {
    method: "POST",
    body,
    headers: { "content-type": "application/json; charset=utf-8", "nextgen-signature": signature, ...headers },
  };
}

/** What a handler of these tests is told, and what it does: `then` may answer or throw. */
function handler(then = () => {}) {
  const events = [];
  const handle = async (event, ...rest) => {
    events.push(event);
    return await then(...rest);
  };
  return { handle, events };
}

/** Serves an application and returns a function that sends a request to its webhook. */
async function served(application) {
  const server = http.createServer(application);
  await once(server.listen(0, "127.0.0.1"), "listening");
  after(() => server.close());
  return deliverer(`http://127.0.0.1:${server.address().port}/hook`);
}

function deliverer(url) {
  return async (given = delivery()) => {
    const response = await fetch(url, given);
    const text = await response.text();
    return { status: response.status, text, json: () => JSON.parse(text) };
  };
}

/** What every adapter must do; `serve` makes an application of a handler and options, and returns its `send`. */
async function common(serve) {
  const { handle, events } = handler();
  const send = await serve(handle, { limit: 400_000 });
  assert.deepEqual((await send()).json(), { received: true });
  assert.deepEqual(events.shift(), JSON.parse(BODY));
  assert.equal((await send(delivery(LARGE))).status, 200);
  assert.equal(events.shift().id, "evt_2");

  const wrong = {
    "a changed body": { ...delivery(), body: BODY.replace("evt_1", "evt_9") },
    "no signature": delivery(BODY, { "nextgen-signature": "" }),
    "another's signature": delivery(BODY, { "nextgen-signature": NextGen.webhooks.generateTestHeader(BODY, "whsec_other") }),
    "an old signature": delivery(BODY, {
      "nextgen-signature": NextGen.webhooks.generateTestHeader(BODY, SECRET, { timestamp: 1_700_000_000 }),
    }),
    "no event": delivery("[1]"),
    "no body": { method: "POST", headers: { "nextgen-signature": "t=1,v1=00" } },
  };
  for (const [name, given] of Object.entries(wrong)) {
    const answer = await send(given);
    assert.equal(answer.status, 400, `${name}: ${answer.text}`);
    const { error } = answer.json();
    assert.equal(error.type, "signature_verification_error", name);
    assert.ok(error.code && error.message && !answer.text.includes("Zk3Qx8"), name);
  }
  for (const length of [400_001, 500_000, 700_000, 2_000_000]) {
    assert.equal((await send(delivery("x".repeat(length)))).status, 413, `a body of ${length} bytes`);
  }
  assert.deepEqual(events, []);
  // Whatever type it says it is: the bytes are what counts.
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/octet-stream"]) {
    assert.equal((await send(delivery(BODY, { "content-type": type }))).status, 200, type);
  }

  const failing = await serve(() => Promise.reject(new Error("the handler's own")), {});
  assert.equal((await failing()).status, 500);
  const misconfigured = await serve(handle, {}, "");
  assert.equal((await misconfigured()).status, 500);
}

test("Express", async (t) => {
  const application = (before, route) => {
    const app = express();
    for (const each of before) app.use(each);
    app.post("/hook", route);
    app.use((error, _request, response, _next) => response.status(500).json({ name: error.name, message: error.message }));
    return served(app);
  };

  await t.test("without a parser", () =>
    common((handle, options, secret = SECRET) => application([], expressWebhook(secret, handle, options))),
  );
  await t.test("behind express.raw", () =>
    common((handle, options, secret = SECRET) =>
      application([express.raw({ type: () => true, limit: "390kb" }), limited], expressWebhook(secret, handle, options)),
    ),
  );
  await t.test("behind a parser that keeps the raw body", async () => {
    const { handle, events } = handler();
    const keep = (request, _response, body) => {
      request.rawBody = body;
    };
    const send = await application([express.json({ verify: keep })], expressWebhook(SECRET, handle));
    assert.equal((await send()).status, 200);
    assert.equal(events[0].name, "Zoë");
  });
  await t.test("behind express.text", async () => {
    const { handle, events } = handler();
    const send = await application([express.text({ type: "*/*" })], expressWebhook(SECRET, handle));
    assert.equal((await send()).status, 200);
    assert.equal(events[0].name, "Zoë");
  });
  await t.test("behind a parser that read the body away: a hint", async () => {
    const { handle, events } = handler();
    const send = await application([express.json()], expressWebhook(SECRET, handle));
    const { name, message } = (await send()).json();
    assert.equal(name, "ConfigurationError");
    assert.match(message, /before app\.use\(express\.json\(\)\)/);
    assert.deepEqual(events, []);
  });
  await t.test("a handler that answers itself", async () => {
    const { handle } = handler((_request, response) => response.status(202).send("taken"));
    const send = await application([], expressWebhook([SECRET, "whsec_old"], handle, { tolerance: null }));
    const { status, text } = await send();
    assert.deepEqual([status, text], [202, "taken"]);
  });
  await t.test("a body without end is answered before it ends", async () => {
    const { handle, events } = handler();
    const app = express();
    app.post("/hook", expressWebhook(SECRET, handle, { limit: 1000 }));
    const server = http.createServer(app);
    await once(server.listen(0, "127.0.0.1"), "listening");
    after(() => server.close());
    const upload = http.request({ port: server.address().port, path: "/hook", method: "POST" });
    upload.on("error", () => {});
    upload.write("x".repeat(5000));
    const [response] = await once(upload, "response");
    assert.equal(response.statusCode, 413);
    upload.destroy();
    assert.deepEqual(events, []);
  });
  await t.test("a body that breaks off goes to next, and no handler sees it", async () => {
    const { handle, events } = handler();
    const app = express();
    const broken = new Promise((resolve) => {
      app.post("/hook", expressWebhook(SECRET, handle), (error, _request, _response, _next) => resolve(error));
    });
    const server = http.createServer(app);
    await once(server.listen(0, "127.0.0.1"), "listening");
    after(() => server.close());
    const upload = http.request({ port: server.address().port, path: "/hook", method: "POST" });
    upload.on("error", () => {});
    upload.write("x".repeat(500), () => upload.destroy());
    assert.ok((await broken) instanceof Error);
    assert.deepEqual(events, []);
  });
  assert.throws(() => expressWebhook(SECRET), NextGen.ConfigurationError);
});

test("Fastify", async (t) => {
  const application = async (options) => {
    const app = fastify();
    app.post("/other", async (request) => ({ sum: request.body.a + request.body.b }));
    app.register(fastifyWebhook, { path: "/hook", ...options });
    t.after(() => app.close());
    const place = await app.listen({ port: 0, host: "127.0.0.1" });
    return { send: deliverer(`${place}/hook`), other: deliverer(`${place}/other`) };
  };

  await t.test("its route", () =>
    common(async (handle, options, secret = SECRET) => (await application({ secret, handler: handle, ...options })).send),
  );
  await t.test("other routes have their bodies parsed", async () => {
    const { other } = await application({ secret: SECRET, handler() {} });
    const sent = { method: "POST", body: '{"a":1,"b":2}', headers: { "content-type": "application/json" } };
    assert.deepEqual((await other(sent)).json(), { sum: 3 });
  });
  await t.test("a handler that answers itself", async () => {
    const { handle } = handler((_request, reply) => reply.code(202).send("taken"));
    const { send } = await application({ secret: SECRET, handler: handle });
    const { status, text } = await send();
    assert.deepEqual([status, text], [202, "taken"]);
  });
  await assert.rejects(application({ secret: SECRET }), NextGen.ConfigurationError);
});

test("Hono, and all that takes a Request", async (t) => {
  const application = (handle, options, secret = SECRET) => {
    const app = new Hono().onError((error, context) => context.text(error.message, 500));
    const receive = webWebhook(secret, handle, options);
    app.post("/hook", (context) => receive(context.req.raw));
    return sender(app);
  };

  await t.test("a route of Hono", () => common(async (...given) => application(...given)));
  await t.test("a handler that answers itself", async () => {
    const { handle } = handler(() => new Response("taken", { status: 202 }));
    const { status, text } = await application(handle)();
    assert.deepEqual([status, text], [202, "taken"]);
  });
  await t.test("a body that was read before", async () => {
    const receive = webWebhook(SECRET, () => {});
    const request = new Request("https://example.com/hook", delivery());
    await request.text();
    await assert.rejects(receive(request), { name: "ConfigurationError", message: /request\.clone\(\)/ });
  });
  assert.throws(() => webWebhook(SECRET), NextGen.ConfigurationError);
});

/** Sends a request to an application of Hono. */
function sender(app) {
  return async (given = delivery()) => {
    const response = await app.request("/hook", given);
    const text = await response.text();
    return { status: response.status, text, json: () => JSON.parse(text) };
  };
}

/** Gives the answer to a body that express.raw finds too long. */
function limited(error, _request, response, next) {
  if (error.type === "entity.too.large") response.status(413).end();
  else next(error);
}
