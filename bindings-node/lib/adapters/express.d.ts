import type { IncomingMessage, ServerResponse } from "node:http";
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
 * If `handler` has not answered, 200 is; what it throws goes to `next`, and NextGen delivers again.
 * A delivery whose signature does not match is answered by 400.
 */
export declare function nextgenWebhook<Request extends IncomingMessage, Response extends ServerResponse>(
  secret: string | readonly string[],
  handler: (event: Event, request: Request, response: Response) => unknown,
  options?: WebhookOptions,
): (request: Request, response: Response, next: (error?: unknown) => void) => Promise<void>;
