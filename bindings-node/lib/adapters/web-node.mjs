import adapter from "./web-node.js";

export const { nextgenWebhook } = adapter;
