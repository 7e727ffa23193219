// Written by `make surface` from the core's table of operations and models; do not edit.
import type { ApiObject, Charge, Customer, Refund, UnknownObject } from "./models.js";

/** The request that caused an event. */
export interface EventRequest {
  /** The id of the request, `req_…`. */
  id?: string | null;
  /** The idempotency key that the request carried. */
  idempotency_key?: string | null;
}

/** What an event happened to. */
export interface EventData<T = ApiObject> {
  /** The object as it was just after the event. */
  object: T;
  /** The values that the event changed, as they were before it. */
  previous_attributes?: { [name: string]: unknown } | null;
}

/** An event: something that happened in the account. */
export interface EventOf<Type extends string, T> {
  /** The unique id, `evt_…`. */
  id: string;
  /** Always `event`. */
  object: string;
  /** The version of the API that wrote `data`. */
  api_version?: string | null;
  /** When it happened, in unix seconds. */
  created: number;
  /** What it happened to. */
  data: EventData<T>;
  /** Whether it happened with a live key, or in test mode. */
  livemode: boolean;
  /** How many webhook endpoints have not yet taken the event. */
  pending_webhooks: number;
  /** The request that caused it, if a request did. */
  request?: EventRequest | string | null;
  /** What happened. */
  type: Type;
}

declare enum Unknown {
  Type = "a type that this version does not know",
}

/** A type of event that this version does not know: at run time a text like any other. */
export type UnknownEventType = Unknown;

export {};

/**
 * An event: something that happened in the account. Its `type` says what `data.object` is:
 * in `case "charge.refunded":` it is a charge.
 */
export type Event =
  /** A charge succeeded. */
  | EventOf<"charge.succeeded", Charge>
  /** A charge was declined. */
  | EventOf<"charge.failed", Charge>
  /** A charge is on its way. */
  | EventOf<"charge.pending", Charge>
  /** A reserved charge was captured. */
  | EventOf<"charge.captured", Charge>
  /** A charge was refunded, wholly or in part. */
  | EventOf<"charge.refunded", Charge>
  /** A charge's description, metadata or receipt address was changed. */
  | EventOf<"charge.updated", Charge>
  /** A payer disputes a charge. */
  | EventOf<"charge.dispute.created", UnknownObject>
  /** A refund was created. */
  | EventOf<"refund.created", Refund>
  /** A refund was changed. */
  | EventOf<"refund.updated", Refund>
  /** A customer was created. */
  | EventOf<"customer.created", Customer>
  /** A customer was changed. */
  | EventOf<"customer.updated", Customer>
  /** A customer was deleted. */
  | EventOf<"customer.deleted", Customer>
  /** A billing cycle was paid. */
  | EventOf<"invoice.payment_succeeded", UnknownObject>
  /** A billing cycle could not be paid. */
  | EventOf<"invoice.payment_failed", UnknownObject>
  /** What happened is of a kind that this version does not know. */
  | EventOf<UnknownEventType, ApiObject>;

/** What an event can report. */
export type EventType = Event["type"];
