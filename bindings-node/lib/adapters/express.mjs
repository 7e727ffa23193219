export { nextgenWebhook } from "./express.js";
