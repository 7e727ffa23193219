"use strict";

/** Webhooks wherever a handler takes a `Request` and returns a `Response`: Next, Hono, Bun, Workers, Deno. */

const { misconfigured } = require("../report.js");
const { LIMIT, RECEIVED, refusal, isSendersFault } = require("./reply.js");

/** Makes the adapter over a way to verify: each runtime has its own. */
function receiver({ constructEventAsync }) {
  return { nextgenWebhook: (secret, handler, options) => receive(constructEventAsync, secret, handler, options) };
}

/**
 * Makes a handler that verifies a delivery and passes its event on: `handler(event, request)`.
 *
 * If the handler returns no Response, 200 is answered; what it throws is thrown on.
 */
function receive(constructEventAsync, secret, handler, { limit = LIMIT, ...options } = {}) {
  if (typeof handler !== "function") throw misconfigured("handler", "nextgenWebhook needs a function that takes the event.");
  return async (request) => {
    if (request.bodyUsed) {
      throw misconfigured(
        "body",
        "The webhook's body was read before it could be verified. Verify first; a clone serves too: request.clone().",
      );
    }
    const body = await read(request, limit);
    if (body === undefined) return json(413, JSON.stringify({ error: { message: `The body is longer than ${limit} bytes.` } }));
    let event;
    try {
      event = await constructEventAsync(body, request.headers.get("nextgen-signature"), secret, options);
    } catch (error) {
      if (isSendersFault(error)) return json(400, refusal(error));
      throw error;
    }
    return (await handler(event, request)) ?? json(200, RECEIVED);
  };
}

/** Reads the body as it is received; undefined when it is too long. */
async function read(request, limit) {
  if (!request.body) return new Uint8Array(0);
  const chunks = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return joined(chunks, length);
}

function joined(chunks, length) {
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

function json(status, body) {
  return new Response(body, { status, headers: { "content-type": "application/json" } });
}

module.exports = { receiver };
