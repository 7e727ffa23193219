import type { Event } from "./generated/events.js";

/** A raw body: the bytes exactly as received, or the text that they are. */
export type Payload = string | ArrayBufferView | ArrayBuffer;

/** How a webhook is verified. Times are in seconds. */
export interface VerifyOptions {
  /** How far from now the signature's time may be, 1 to 86,400; 300 by default, null for no check. */
  tolerance?: number | null | undefined;
  /** The time to hold the signature's time against, in unix seconds; the system's by default. */
  now?: number | undefined;
}

/** How a test header is made. */
export interface TestHeaderOptions {
  /** The time that is signed, in unix seconds; now by default. */
  timestamp?: number | undefined;
}

/** Verifies webhooks, and signs them for tests. */
export interface Webhooks {
  /**
   * Verifies that NextGen sent `payload`, then returns the event in it.
   *
   * `header` is the value of NextGen-Signature, `secret` the endpoint's, or up to five of them while one
   * replaces another. Throws a SignatureVerificationError when the signature does not prove the origin.
   */
  constructEvent(
    payload: Payload,
    header: string | null | undefined,
    secret: string | readonly string[],
    options?: VerifyOptions,
  ): Event;

  /** Verifies that NextGen sent `payload`, without reading it. */
  verifyHeader(
    payload: Payload,
    header: string | null | undefined,
    secret: string | readonly string[],
    options?: VerifyOptions,
  ): void;

  /** Returns the header with which NextGen would sign `payload`, for tests. */
  generateTestHeader(payload: Payload, secret: string, options?: TestHeaderOptions): string;
}
