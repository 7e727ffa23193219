/** Webhooks without the native part; the same rules, codes and messages as `NextGen.webhooks`. */

import type { Event } from "../generated/events.js";
import type { Payload, TestHeaderOptions, VerifyOptions, Webhooks } from "../webhooks.js";

export type { Event, Payload, TestHeaderOptions, VerifyOptions };

/** Does what `NextGen.webhooks.constructEvent` does; needs node:crypto. */
export declare const constructEvent: Webhooks["constructEvent"];

/** Does what `NextGen.webhooks.verifyHeader` does; needs node:crypto. */
export declare const verifyHeader: Webhooks["verifyHeader"];

/** Does what `NextGen.webhooks.generateTestHeader` does; needs node:crypto. */
export declare const generateTestHeader: Webhooks["generateTestHeader"];

/** Verifies that NextGen sent `payload`, by WebCrypto, then returns the event in it. */
export declare function constructEventAsync(...given: Parameters<Webhooks["constructEvent"]>): Promise<Event>;

/** Verifies that NextGen sent `payload`, by WebCrypto. */
export declare function verifyHeaderAsync(...given: Parameters<Webhooks["verifyHeader"]>): Promise<void>;

/** Returns the header with which NextGen would sign `payload`, by WebCrypto. */
export declare function generateTestHeaderAsync(...given: Parameters<Webhooks["generateTestHeader"]>): Promise<string>;
