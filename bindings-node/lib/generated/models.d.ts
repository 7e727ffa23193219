// Written by `make surface` from the core's table of operations and models; do not edit.
/**
 * The objects of the API. Their fields keep their names on the wire. Every set of texts may grow, and
 * fields that this version does not know are there all the same. Amounts are whole numbers of the
 * currency's smallest unit, times are unix seconds. An integer beyond ±(2^53 − 1) comes as a bigint.
 */

/** Texts of your own by name. */
export interface Metadata {
  [name: string]: string;
}

/** A page of objects, newest first. */
export interface List<T> {
  /** Always `list`. */
  object: "list";
  /** The objects. */
  data: T[];
  /** Whether there are more behind this page. */
  has_more: boolean;
  /** The path that the page came from; never followed. */
  url: string;
}

/** An object of a kind that this version does not know. */
export interface UnknownObject {
  id?: string;
  object?: string;
  [name: string]: unknown;
}

/** How a charge stands. */
export type ChargeStatus =
  /* The money was taken, or reserved. */
  | "succeeded"
  /* The payment is on its way; an event reports how it ends. */
  | "pending"
  /* The payment was declined. */
  | "failed"
  | (string & {});

/** Where a card's money comes from. */
export type Funding =
  /* A credit card. */
  | "credit"
  /* A debit card. */
  | "debit"
  /* A prepaid card. */
  | "prepaid"
  /* Not known. */
  | "unknown"
  | (string & {});

/** Why money is given back. */
export type RefundReason =
  /* The charge was made twice. */
  | "duplicate"
  /* The charge was a fraud. */
  | "fraudulent"
  /* The customer asked for it. */
  | "requested_by_customer"
  | (string & {});

/** How a refund stands. */
export type RefundStatus =
  /* The money is on its way back. */
  | "succeeded"
  /* The refund is not through yet. */
  | "pending"
  /* The money could not be given back. */
  | "failed"
  /* The refund was called off. */
  | "canceled"
  | (string & {});

/** A charge: money taken, or to be taken, from a payment source. */
export interface Charge {
  /** The unique id, `ch_…`. */
  id: string;
  /** Always `charge`. */
  object: string;
  /** How much was to be taken, in the currency's smallest unit. */
  amount: number;
  /** How much was taken, in the currency's smallest unit; less after a partial capture. */
  amount_captured: number;
  /** How much was given back, in the currency's smallest unit. */
  amount_refunded: number;
  /** Whether the money was taken, or only reserved. */
  captured: boolean;
  /** When the charge was created, in unix seconds. */
  created: number;
  /** The three-letter ISO 4217 code of the currency, in lower case. */
  currency: string;
  /** The customer charged, if there is one. */
  customer?: string | Customer | null;
  /** A text for your own use. */
  description?: string | null;
  /** Whether the payer disputes the charge. */
  disputed: boolean;
  /** The id of the dispute, if there is one. */
  dispute?: string | null;
  /** The code of the error that the charge failed with. */
  failure_code?: string | null;
  /** Why the charge failed, in words. */
  failure_message?: string | null;
  /** Whether real money moved: true with a live key, false in test mode. */
  livemode: boolean;
  /** Texts of your own by name. */
  metadata: Metadata;
  /** What the card network and the risk rules made of the charge. */
  outcome?: Outcome | null;
  /** Whether the charge succeeded, or was reserved for capture. */
  paid: boolean;
  /** The address that the receipt goes to. */
  receipt_email?: string | null;
  /** Whether the whole charge was given back. */
  refunded: boolean;
  /** The refunds of the charge, newest first. */
  refunds?: List<Refund> | null;
  /** The card that was charged. */
  source?: Card | null;
  /** What the payer's statement shows. */
  statement_descriptor?: string | null;
  /** How the charge stands. */
  status: ChargeStatus;
}

/** A card: a payment source of a charge or a customer. */
export interface Card {
  /** The unique id, `card_…`. */
  id: string;
  /** Always `card`. */
  object: string;
  /** The brand, such as `Visa`. */
  brand: string;
  /** The two-letter code of the country that issued the card. */
  country: string;
  /** The customer that the card belongs to, if it is kept. */
  customer?: string | Customer | null;
  /** What the check of the security code brought: `pass`, `fail`, `unavailable`, `unchecked`. */
  cvc_check?: string | null;
  /** The month in which the card expires, 1 to 12. */
  exp_month: number;
  /** The year in which the card expires, four digits. */
  exp_year: number;
  /** The same text for every card of the same number. */
  fingerprint: string;
  /** Where the card's money comes from. */
  funding: Funding;
  /** The last four digits of the number. */
  last4: string;
  /** Texts of your own by name. */
  metadata: Metadata;
  /** The holder's name. */
  name?: string | null;
}

/** What the card network and the risk rules made of a charge. */
export interface Outcome {
  /** What the card network said, such as `approved_by_network`. */
  network_status: string;
  /** Why, where there is more to say. */
  reason?: string | null;
  /** How risky the charge is: `normal`, `elevated`, `highest`. */
  risk_level: string;
  /** How risky the charge is, 0 to 100. */
  risk_score: number;
  /** What happened, in words for you, not for the payer. */
  seller_message: string;
  /** What came of it: `authorized`, `issuer_declined`, `blocked`, `invalid`. */
  type: string;
}

/** A customer: a person or firm who pays more than once. */
export interface Customer {
  /** The unique id, `cus_…`. */
  id: string;
  /** Always `customer`. */
  object: string;
  /** What the customer owes (above zero) or has in credit (below), in the currency's smallest unit. */
  balance: number;
  /** When the customer was created, in unix seconds. */
  created: number;
  /** The currency the customer is billed in, once there is one. */
  currency?: string | null;
  /** The payment source charged unless another is named. */
  default_source?: string | Card | null;
  /** Whether the last payment of a bill failed. */
  delinquent: boolean;
  /** A text for your own use. */
  description?: string | null;
  /** The address for mail. */
  email?: string | null;
  /** Whether the customer exists with a live key, or in test mode. */
  livemode: boolean;
  /** Texts of your own by name. */
  metadata: Metadata;
  /** The full name. */
  name?: string | null;
  /** The telephone number. */
  phone?: string | null;
  /** The payment sources. */
  sources?: List<Card> | null;
  /** True once the customer was deleted; the other fields are then missing. */
  deleted?: boolean | null;
}

/** The notice that an object was deleted. */
export interface Deleted {
  /** The id that the object had. */
  id: string;
  /** The kind of object that it was. */
  object: string;
  /** Always true. */
  deleted: boolean;
}

/** A refund: money given back, to the source that was charged. */
export interface Refund {
  /** The unique id, `re_…`. */
  id: string;
  /** Always `refund`. */
  object: string;
  /** How much is given back, in the currency's smallest unit. */
  amount: number;
  /** The charge that is refunded. */
  charge: string | Charge;
  /** When the refund was created, in unix seconds. */
  created: number;
  /** The three-letter ISO 4217 code of the currency, in lower case. */
  currency: string;
  /** Texts of your own by name. */
  metadata: Metadata;
  /** Why the money is given back. */
  reason?: RefundReason | null;
  /** The number on the receipt that was sent for the refund. */
  receipt_number?: string | null;
  /** How the refund stands. */
  status: RefundStatus;
}

/** A webhook endpoint: a URL of yours that events are sent to. */
export interface WebhookEndpoint {
  /** The unique id, `we_…`. */
  id: string;
  /** Always `webhook_endpoint`. */
  object: string;
  /** When the endpoint was created, in unix seconds. */
  created: number;
  /** The types of event that are sent. */
  enabled_events: string[];
  /** Whether it takes events with a live key, or in test mode. */
  livemode: boolean;
  /** Texts of your own by name. */
  metadata: Metadata;
  /** The secret that signs what is sent, `whsec_…`; only in the answer to `create`. */
  secret?: string | null;
  /** Whether events are sent: `enabled` or `disabled`. */
  status: string;
  /** The URL that events are sent to. */
  url: string;
}

/** An object of the API, told apart by its field `object`. */
export type ApiObject = Charge | Card | Customer | Refund | WebhookEndpoint | UnknownObject;
