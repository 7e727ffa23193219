"use strict";

/** Webhooks in Fastify: a plugin with a route of its own, whose body no parser touches. */

const webhooks = require("../webhooks.js");
const { misconfigured } = require("../report.js");
const { LIMIT, RECEIVED, refusal, isSendersFault } = require("./reply.js");

/**
 * Registers `POST path`, which verifies a delivery and passes its event on: `handler(event, request, reply)`.
 *
 * If the handler has not answered, 200 is; what it throws goes to Fastify's error handler.
 */
async function nextgenWebhook(fastify, { path = "/webhooks/nextgen", secret, handler, limit = LIMIT, tolerance, now }) {
  if (typeof handler !== "function")
    throw misconfigured("handler", "nextgenWebhook needs a handler: a function that takes the event.");
  // Fastify keeps this to the plugin: other routes go on having their bodies parsed.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: limit }, (_request, body, done) => done(null, body));
  fastify.post(path, { bodyLimit: limit }, async (request, reply) => {
    try {
      const event = webhooks.constructEvent(request.body ?? "", request.headers["nextgen-signature"], secret, { tolerance, now });
      await handler(event, request, reply);
    } catch (error) {
      if (!isSendersFault(error)) throw error;
      return reply.code(400).type("application/json").send(refusal(error));
    }
    return reply.sent ? reply : reply.type("application/json").send(RECEIVED);
  });
}

module.exports = { nextgenWebhook, default: nextgenWebhook };
