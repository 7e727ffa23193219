export { nextgenWebhook } from "./web.js";
