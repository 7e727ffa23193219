import type { Event } from "../generated/events.js";
import type { VerifyOptions } from "../webhooks.js";

/** What the plugin is registered with. */
export interface WebhookPluginOptions extends VerifyOptions {
  /** The route's path; `/webhooks/nextgen` by default. */
  path?: string | undefined;
  /** The endpoint's secret, or several while one replaces another. */
  secret: string | readonly string[];
  /** Takes the event; if it has not answered, 200 is. */
  handler: (event: Event, request: any, reply: any) => unknown;
  /** The most bytes that a body may have; 1 MiB by default. */
  limit?: number | undefined;
}

/** Registers a route that verifies deliveries and passes their events on. */
export declare function nextgenWebhook(fastify: any, options: WebhookPluginOptions): Promise<void>;
export default nextgenWebhook;
