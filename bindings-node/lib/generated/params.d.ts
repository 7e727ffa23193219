// Written by `make surface` from the core's table of operations and models; do not edit.
import type { RefundReason } from "./models.js";

/** Texts of your own by name: at most 50, names of 40 characters, values of 500. An empty text unsets. */
export type MetadataParam = { [name: string]: string } | "";

/** A time in unix seconds, or any of the bounds of a range. */
export type RangeParam =
  | number
  | {
      /** Only times after this. */
      gt?: number | undefined;
      /** Only times at or after this. */
      gte?: number | undefined;
      /** Only times before this. */
      lt?: number | undefined;
      /** Only times at or before this. */
      lte?: number | undefined;
    };

/** The parameters of `charges.create`. */
export interface ChargeCreateParams {
  /** How much to take, in the currency's smallest unit (2000 is 20.00 usd), from 1 to 99,999,999. */
  amount: number | bigint;
  /** The three-letter ISO 4217 code of the currency, in lower case. */
  currency: string;
  /** The payment source to charge: a token such as `tok_visa`, or the id of a card of `customer`. */
  source?: string | null | undefined;
  /** The id of the customer to charge, by its default source unless `source` is given. */
  customer?: string | null | undefined;
  /** A text for your own use, shown beside the charge. */
  description?: string | null | undefined;
  /** Whether to take the money at once (the default), or only to reserve it for `capture`. */
  capture?: boolean | null | undefined;
  /** The address that the receipt goes to. */
  receipt_email?: string | null | undefined;
  /** What the payer's statement shows, at most 22 characters. */
  statement_descriptor?: string | null | undefined;
  /** Texts of your own by name; at most 50. */
  metadata?: MetadataParam | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `customer`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `charges.retrieve`. */
export interface ChargeRetrieveParams {
  /** The fields to answer with whole objects in place of ids, such as `customer`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `charges.update`. */
export interface ChargeUpdateParams {
  /** A text for your own use, shown beside the charge. */
  description?: string | null | undefined;
  /** Texts of your own by name; those given are merged in, an empty text removes its name. */
  metadata?: MetadataParam | null | undefined;
  /** The address that the receipt goes to. */
  receipt_email?: string | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `customer`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `charges.capture`. */
export interface ChargeCaptureParams {
  /** How much to take, in the currency's smallest unit; what remains is released. All by default. */
  amount?: number | bigint | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `customer`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `charges.list`. */
export interface ChargeListParams {
  /** How many objects a page holds, 1 to 100; 10 by default. */
  limit?: number | bigint | null | undefined;
  /** The id after which the page begins; for going forward. */
  starting_after?: string | null | undefined;
  /** The id before which the page ends; for going backward. */
  ending_before?: string | null | undefined;
  /** Only objects created at that time, or within that range, in unix seconds. */
  created?: RangeParam | null | undefined;
  /** Only charges of the customer of that id. */
  customer?: string | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `data.customer`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `customers.create`. */
export interface CustomerCreateParams {
  /** The customer's address for mail. */
  email?: string | null | undefined;
  /** A text for your own use, shown beside the customer. */
  description?: string | null | undefined;
  /** A token such as `tok_visa`; its card is attached and becomes the default source. */
  source?: string | null | undefined;
  /** The customer's full name. */
  name?: string | null | undefined;
  /** The customer's telephone number. */
  phone?: string | null | undefined;
  /** Texts of your own by name; at most 50. */
  metadata?: MetadataParam | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `default_source`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `customers.retrieve`. */
export interface CustomerRetrieveParams {
  /** The fields to answer with whole objects in place of ids, such as `default_source`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `customers.update`. */
export interface CustomerUpdateParams {
  /** The customer's address for mail. */
  email?: string | null | undefined;
  /** A text for your own use, shown beside the customer. */
  description?: string | null | undefined;
  /** A token such as `tok_visa`; its card is attached and becomes the default source. */
  source?: string | null | undefined;
  /** The customer's full name. */
  name?: string | null | undefined;
  /** The customer's telephone number. */
  phone?: string | null | undefined;
  /** Texts of your own by name; those given are merged in, an empty text removes its name. */
  metadata?: MetadataParam | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `default_source`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `customers.list`. */
export interface CustomerListParams {
  /** How many objects a page holds, 1 to 100; 10 by default. */
  limit?: number | bigint | null | undefined;
  /** The id after which the page begins; for going forward. */
  starting_after?: string | null | undefined;
  /** The id before which the page ends; for going backward. */
  ending_before?: string | null | undefined;
  /** Only objects created at that time, or within that range, in unix seconds. */
  created?: RangeParam | null | undefined;
  /** Only customers with exactly that address. */
  email?: string | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `data.default_source`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `refunds.create`. */
export interface RefundCreateParams {
  /** The id of the charge to refund. */
  charge: string;
  /** How much to give back, in the currency's smallest unit; all that remains by default. */
  amount?: number | bigint | null | undefined;
  /** Why: `duplicate`, `fraudulent` or `requested_by_customer`. */
  reason?: RefundReason | null | undefined;
  /** Texts of your own by name; at most 50. */
  metadata?: MetadataParam | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `charge`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `refunds.retrieve`. */
export interface RefundRetrieveParams {
  /** The fields to answer with whole objects in place of ids, such as `charge`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `refunds.update`. */
export interface RefundUpdateParams {
  /** Texts of your own by name; those given are merged in, an empty text removes its name. */
  metadata?: MetadataParam | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `charge`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `refunds.list`. */
export interface RefundListParams {
  /** How many objects a page holds, 1 to 100; 10 by default. */
  limit?: number | bigint | null | undefined;
  /** The id after which the page begins; for going forward. */
  starting_after?: string | null | undefined;
  /** The id before which the page ends; for going backward. */
  ending_before?: string | null | undefined;
  /** Only objects created at that time, or within that range, in unix seconds. */
  created?: RangeParam | null | undefined;
  /** Only refunds of the charge of that id. */
  charge?: string | null | undefined;
  /** The fields to answer with whole objects in place of ids, such as `data.charge`. */
  expand?: string[] | null | undefined;
}

/** The parameters of `events.list`. */
export interface EventListParams {
  /** How many objects a page holds, 1 to 100; 10 by default. */
  limit?: number | bigint | null | undefined;
  /** The id after which the page begins; for going forward. */
  starting_after?: string | null | undefined;
  /** The id before which the page ends; for going backward. */
  ending_before?: string | null | undefined;
  /** Only objects created at that time, or within that range, in unix seconds. */
  created?: RangeParam | null | undefined;
  /** Only events of that type; `charge.*` takes all that begin so. */
  type?: string | null | undefined;
  /** Only events of any of these types. */
  types?: string[] | null | undefined;
}

/** The parameters of `webhook_endpoints.create`. */
export interface WebhookEndpointCreateParams {
  /** The URL that events are sent to. */
  url: string;
  /** The types of event to send; `*` takes all, `charge.*` all that begin so. */
  enabled_events: string[];
  /** Texts of your own by name; at most 50. */
  metadata?: MetadataParam | null | undefined;
}

/** The parameters of `webhook_endpoints.update`. */
export interface WebhookEndpointUpdateParams {
  /** The URL that events are sent to. */
  url?: string | null | undefined;
  /** The types of event to send; `*` takes all, `charge.*` all that begin so. */
  enabled_events?: string[] | null | undefined;
  /** Texts of your own by name; those given are merged in, an empty text removes its name. */
  metadata?: MetadataParam | null | undefined;
}

/** The parameters of `webhook_endpoints.list`. */
export interface WebhookEndpointListParams {
  /** How many objects a page holds, 1 to 100; 10 by default. */
  limit?: number | bigint | null | undefined;
  /** The id after which the page begins; for going forward. */
  starting_after?: string | null | undefined;
  /** The id before which the page ends; for going backward. */
  ending_before?: string | null | undefined;
  /** Only objects created at that time, or within that range, in unix seconds. */
  created?: RangeParam | null | undefined;
}
