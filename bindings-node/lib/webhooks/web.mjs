import webhooks from "./web.js";

export const {
  constructEvent,
  verifyHeader,
  generateTestHeader,
  constructEventAsync,
  verifyHeaderAsync,
  generateTestHeaderAsync,
} = webhooks;
