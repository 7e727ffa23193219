import webhooks from "./index.js";

export const {
  constructEvent,
  verifyHeader,
  generateTestHeader,
  constructEventAsync,
  verifyHeaderAsync,
  generateTestHeaderAsync,
} = webhooks;
