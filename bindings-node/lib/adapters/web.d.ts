import type { Event } from "../generated/events.js";
import type { VerifyOptions } from "../webhooks.js";

/** How a delivery is read and verified. */
export interface WebhookOptions extends VerifyOptions {
  /** The most bytes that a body may have; 1 MiB by default. */
  limit?: number | undefined;
}

/**
 * Makes a handler that verifies a delivery and passes its event on.
 *
 * If `handler` returns no Response, 200 is answered; what it throws is thrown on. A delivery whose
 * signature does not match is answered by 400.
 */
export declare function nextgenWebhook(
  secret: string | readonly string[],
  handler: (event: Event, request: Request) => Response | void | Promise<Response | void>,
  options?: WebhookOptions,
): (request: Request) => Promise<Response>;
