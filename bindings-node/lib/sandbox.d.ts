import type { NextGen } from "./index.js";
import type { ClientOptions } from "./types.js";

/** How a sandbox is started. */
export interface SandboxOptions {
  /** URLs that get every event, signed with `webhookSecret`. */
  forwardTo?: string | readonly string[] | undefined;
  /** Further arguments of the program, as they are: see `nextgen-sandbox --help`. */
  arguments?: readonly string[] | undefined;
}

/**
 * The API in test mode for a test run: the program `nextgen-sandbox` on a free port of this machine, with an
 * account of its own in memory. It ends by `stop`, or with this process.
 *
 * The program comes with the package `nextgen-sandbox`; the variable NEXTGEN_SANDBOX names another.
 */
export declare class Sandbox {
  /** Starts it; settles when it listens. Rejects with a ConfigurationError where it cannot be started. */
  static start(options?: SandboxOptions): Promise<Sandbox>;

  private constructor();

  /** The API's base URL. */
  readonly baseUrl: string;
  /** The secret key of its account, `sk_test_…`. */
  readonly apiKey: string;
  /** The path of the PEM file of the certificate authority to trust. */
  readonly caBundle: string;
  /** What signs the events that go to `forwardTo`. */
  readonly webhookSecret: string;
  /** The variables by which `new NextGen()` and other programs find it: NEXTGEN_API_KEY and the rest. */
  readonly env: Record<"NEXTGEN_API_KEY" | "NEXTGEN_BASE_URL" | "NEXTGEN_CA_BUNDLE" | "NEXTGEN_WEBHOOK_SECRET", string>;

  /** Makes a client of it. */
  client(options?: ClientOptions): NextGen;

  /** Ends it; its account is gone. More calls do nothing. */
  stop(): Promise<void>;
}
