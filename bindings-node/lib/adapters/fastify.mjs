export { nextgenWebhook, nextgenWebhook as default } from "./fastify.js";
