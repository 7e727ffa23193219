"use strict";

/** Webhooks in Express, and in anything whose handlers take `(request, response, next)`. */

const webhooks = require("../webhooks.js");
const { misconfigured } = require("../report.js");
const { LIMIT, RECEIVED, refusal, isSendersFault } = require("./reply.js");

/**
 * Makes a handler that verifies a delivery and passes its event on: `handler(event, request, response)`.
 *
 * If the handler has not answered, 200 is; what it throws goes to `next`, and NextGen delivers again.
 */
function nextgenWebhook(secret, handler, { limit = LIMIT, ...options } = {}) {
  if (typeof handler !== "function") throw misconfigured("handler", "nextgenWebhook needs a function that takes the event.");
  return async (request, response, next) => {
    try {
      const body = await rawBody(request, limit);
      if (body === undefined) return refuseLength(response, limit);
      const event = verified(body, request, secret, options);
      if (event instanceof Error) return send(response, 400, refusal(event));
      await handler(event, request, response);
      if (!response.headersSent) send(response, 200, RECEIVED);
    } catch (error) {
      next(error);
    }
  };
}

function verified(body, request, secret, options) {
  try {
    return webhooks.constructEvent(body, request.headers["nextgen-signature"], secret, options);
  } catch (error) {
    if (isSendersFault(error)) return error;
    throw error;
  }
}

/** Returns the body as it was received, whatever parser has run; undefined when it is too long. */
async function rawBody(request, limit) {
  if (isRaw(request.rawBody)) return request.rawBody;
  if (isRaw(request.body)) return request.body;
  if (!request.readableEnded && !request.readableDidRead) return read(request, limit);
  throw misconfigured(
    "body",
    "A parser has read the webhook's body away, and a parsed body cannot be verified. " +
      "Put the webhook's route before app.use(express.json()), or keep the raw body there: " +
      "express.json({ verify: (request, response, body) => { request.rawBody = body; } }).",
  );
}

function isRaw(body) {
  return typeof body === "string" || body instanceof Uint8Array;
}

async function read(request, limit) {
  const chunks = [];
  let length = 0;
  // Node would cut the connection as the loop is left, and the answer with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > limit) {
      request.resume();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Answers a body that is too long, and lets go of the connection that brings it. */
function refuseLength(response, limit) {
  response.setHeader("Connection", "close");
  send(response, 413, JSON.stringify({ error: { message: `The body is longer than ${limit} bytes.` } }));
}

function send(response, status, body) {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json");
  response.end(body);
}

module.exports = { nextgenWebhook };
