import adapter from "./web.js";

export const { nextgenWebhook } = adapter;
