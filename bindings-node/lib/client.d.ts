import type { NextGen } from "./index.js";
import type { Answer, ClientOptions, RequestOptions, SharedOptions } from "./types.js";
import type { UnknownObject } from "./generated/models.js";
import type { Webhooks } from "./webhooks.js";

/** What every client can do besides the operations of its resources. */
export declare class Client {
  /** The version of this package. */
  static readonly VERSION: string;
  /** Verifies webhooks, and signs them for tests. */
  static readonly webhooks: Webhooks;

  /**
   * Makes a client. Without `apiKey` it takes the variable NEXTGEN_API_KEY; if that is not set either,
   * the first call fails with a ConfigurationError.
   */
  constructor(apiKey?: string | null, options?: ClientOptions);

  /** Verifies webhooks, and signs them for tests. */
  readonly webhooks: Webhooks;

  /** Returns a client whose calls have those options too, over the same connections and threads. */
  withOptions(options: SharedOptions): NextGen;

  /** Makes a request that this version has no method for, with the same key, retries and errors. */
  request<T = UnknownObject>(
    method: "GET" | "POST" | "DELETE",
    path: string,
    params?: { [name: string]: unknown } | null,
    options?: RequestOptions,
  ): Promise<Answer<T>>;
}
