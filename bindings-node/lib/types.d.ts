/** What is given to the SDK and what it returns, besides the API's own objects. */

import type { List } from "./generated/models.js";

/** An object together with the response that brought it. */
export type Answer<T> = T & {
  /** How the object came. Not enumerable: JSON.stringify writes the API's object alone. */
  readonly lastResponse: LastResponse;
};

/** How an answer came. */
export interface LastResponse {
  /** The HTTP status. */
  status: number;
  /** Header names in lower case with their values. */
  headers: { [name: string]: string };
  /** The id of the request, to quote to support. */
  requestId?: string | undefined;
  /** The idempotency key that a POST carried: yours, or the random one made for it. */
  idempotencyKey?: string | undefined;
  /** How many attempts it took, 1 or more. */
  attempts: number;
}

/** A page of objects; `for await` goes on behind it, page by page. */
export interface Page<T> extends List<T>, AsyncIterable<T> {}

/** A list that was asked for: a page when awaited, every object by `for await`. */
export interface Listing<T> extends PromiseLike<Answer<Page<T>>>, AsyncIterable<T> {
  catch<R = never>(rejected?: ((reason: unknown) => R | PromiseLike<R>) | null): Promise<Answer<Page<T>> | R>;
  finally(settled?: (() => void) | null): Promise<Answer<Page<T>>>;
  /** Fetches the first page, once. */
  page(): Promise<Answer<Page<T>>>;
  /** Collects at most `limit` objects over all pages, all of them by default. */
  toArray(options?: { limit?: number }): Promise<T[]>;
}

/** Options of a client. Times are in milliseconds. */
export interface ClientOptions {
  /** The API's base URL, with its `/v1`; only https. Or the variable NEXTGEN_BASE_URL. */
  baseUrl?: string | undefined;
  /** The path of a PEM file of certificate authorities to trust. Or the variable NEXTGEN_CA_BUNDLE. */
  caBundle?: string | undefined;
  /** The proxy's URL, or `env` for HTTPS_PROXY and NO_PROXY. Or the variable NEXTGEN_PROXY. */
  proxy?: string | undefined;
  /** How long one attempt may take, from connecting to the last byte; 80,000 by default. */
  timeout?: number | undefined;
  /** How long connecting may take; 10,000 by default. */
  connectTimeout?: number | undefined;
  /** How long a whole call may take with its retries; without limit by default. */
  deadline?: number | undefined;
  /** How often a call is tried again, 0 to 20; 2 by default. */
  maxRetries?: number | undefined;
  /** The version of the API to pin. */
  apiVersion?: string | undefined;
  /** The application that uses the SDK, as the Dashboard shows it. */
  appInfo?: AppInfo | undefined;
  /** How many calls are under way at once, 1 to 1024; others wait their turn. 64 by default. */
  maxConcurrency?: number | undefined;
  /** Is told of every call as it happens; never of a key, a secret or a body. */
  observer?: ((notice: Notice) => void) | undefined;
}

/** An application that uses the SDK. */
export interface AppInfo {
  name: string;
  version?: string | undefined;
  url?: string | undefined;
}

/** Options that a client can have for all its calls. Times are in milliseconds. */
export interface SharedOptions {
  /** Another API key. */
  apiKey?: string | undefined;
  /** How long one attempt may take, from connecting to the last byte. */
  timeout?: number | undefined;
  /** How long connecting may take. */
  connectTimeout?: number | undefined;
  /** How long the whole call may take with its retries. */
  deadline?: number | undefined;
  /** How often the call is tried again, 0 to 20. */
  maxRetries?: number | undefined;
  /** Headers of your own; those that the SDK sets are refused. */
  extraHeaders?: { [name: string]: string } | undefined;
}

/** Options of a call. Times are in milliseconds. */
export interface RequestOptions extends SharedOptions {
  /** The key of a POST, 1 to 255 visible ASCII characters: the same key is carried out once. */
  idempotencyKey?: string | undefined;
  /**
   * Ends the call at once, with `signal.reason`. The reason of an aborted POST tells its key, by which
   * to learn what became of it: `reason.idempotencyKey`, or `reason.idempotencyKeys` if the signal
   * ended several.
   */
  signal?: AbortSignal | undefined;
  /** Parameters that this version does not know. */
  extraParams?: { [name: string]: unknown } | undefined;
}

/** Something that happened in a call. */
export type Notice = {
  /** A number that all notices of one call share. */
  call: number;
  method: "GET" | "POST" | "DELETE";
  /** The path, with `{id}` in place of an id. */
  path: string;
} & (
  | { what: "begun"; details: Record<string, never> }
  | {
      what: "attempt_ended";
      details: { attempt: number; status: number | null; requestId: string | null; failure: string | null; took: number };
    }
  | { what: "retry_planned"; details: { attempt: number; delay: number } }
  | {
      what: "ended";
      details: { attempts: number; status: number | null; requestId: string | null; error: string | null; took: number };
    }
);
