// Written by `make surface` from the core's table of operations and models; do not edit.
import type { Answer, Listing, RequestOptions } from "../types.js";
import type { Event } from "./events.js";
import type { Charge, Customer, Deleted, Refund, WebhookEndpoint } from "./models.js";
import type { ChargeCaptureParams, ChargeCreateParams, ChargeListParams, ChargeRetrieveParams, ChargeUpdateParams, CustomerCreateParams, CustomerListParams, CustomerRetrieveParams, CustomerUpdateParams, EventListParams, RefundCreateParams, RefundListParams, RefundRetrieveParams, RefundUpdateParams, WebhookEndpointCreateParams, WebhookEndpointListParams, WebhookEndpointUpdateParams } from "./params.js";

/** Charges: money taken from a card or another payment source. */
export interface Charges {
  /**
   * Creates a charge: takes an amount from a payment source.
   *
   * Give `source`, `customer`, or both. A declined payment is a card error whose `charge` is the
   * id of the failed charge. With a test key no money moves.
   */
  create(params: ChargeCreateParams, options?: RequestOptions): Promise<Answer<Charge>>;

  /** Retrieves the charge of that id. */
  retrieve(id: string, params?: ChargeRetrieveParams | null, options?: RequestOptions): Promise<Answer<Charge>>;

  /** Updates a charge; parameters left out stay as they are, an empty text unsets. */
  update(id: string, params?: ChargeUpdateParams | null, options?: RequestOptions): Promise<Answer<Charge>>;

  /** Captures a charge that was created with `capture` false: takes the money reserved. */
  capture(id: string, params?: ChargeCaptureParams | null, options?: RequestOptions): Promise<Answer<Charge>>;

  /**
   * Lists charges, newest first.
   *
   * Await it for one page, or go through all objects by `for await`; nothing is sent before.
   */
  list(params?: ChargeListParams | null, options?: RequestOptions): Listing<Charge>;
}

/** Customers: people or firms who pay more than once, with their payment sources. */
export interface Customers {
  /** Creates a customer, with a payment source where one is given. */
  create(params?: CustomerCreateParams | null, options?: RequestOptions): Promise<Answer<Customer>>;

  /** Retrieves the customer of that id; for a deleted one, a notice with `deleted` true. */
  retrieve(id: string, params?: CustomerRetrieveParams | null, options?: RequestOptions): Promise<Answer<Customer>>;

  /** Updates a customer; parameters left out stay as they are, an empty text unsets. */
  update(id: string, params?: CustomerUpdateParams | null, options?: RequestOptions): Promise<Answer<Customer>>;

  /** Deletes a customer for good, with its payment sources; its charges stay. */
  delete(id: string, options?: RequestOptions): Promise<Answer<Deleted>>;

  /**
   * Lists customers, newest first.
   *
   * Await it for one page, or go through all objects by `for await`; nothing is sent before.
   */
  list(params?: CustomerListParams | null, options?: RequestOptions): Listing<Customer>;
}

/** Refunds: money given back, to the source that was charged. */
export interface Refunds {
  /** Creates a refund: gives back all or a part of a charge. */
  create(params: RefundCreateParams, options?: RequestOptions): Promise<Answer<Refund>>;

  /** Retrieves the refund of that id. */
  retrieve(id: string, params?: RefundRetrieveParams | null, options?: RequestOptions): Promise<Answer<Refund>>;

  /** Updates a refund's metadata. */
  update(id: string, params?: RefundUpdateParams | null, options?: RequestOptions): Promise<Answer<Refund>>;

  /**
   * Lists refunds, newest first.
   *
   * Await it for one page, or go through all objects by `for await`; nothing is sent before.
   */
  list(params?: RefundListParams | null, options?: RequestOptions): Listing<Refund>;
}

/** Events: what happened in the account, as webhooks report it. */
export interface Events {
  /** Retrieves the event of that id. */
  retrieve(id: string, options?: RequestOptions): Promise<Answer<Event>>;

  /**
   * Lists events, newest first.
   *
   * Await it for one page, or go through all objects by `for await`; nothing is sent before.
   */
  list(params?: EventListParams | null, options?: RequestOptions): Listing<Event>;
}

/** Webhook endpoints: the URLs of yours that events are sent to. */
export interface WebhookEndpoints {
  /** Creates a webhook endpoint; only this answer holds its `secret`. */
  create(params: WebhookEndpointCreateParams, options?: RequestOptions): Promise<Answer<WebhookEndpoint>>;

  /** Retrieves the webhook endpoint of that id, without its secret. */
  retrieve(id: string, options?: RequestOptions): Promise<Answer<WebhookEndpoint>>;

  /** Updates a webhook endpoint; parameters left out stay as they are. */
  update(id: string, params?: WebhookEndpointUpdateParams | null, options?: RequestOptions): Promise<Answer<WebhookEndpoint>>;

  /** Deletes a webhook endpoint for good; nothing more is sent to it. */
  delete(id: string, options?: RequestOptions): Promise<Answer<Deleted>>;

  /**
   * Lists webhook endpoints, newest first.
   *
   * Await it for one page, or go through all objects by `for await`; nothing is sent before.
   */
  list(params?: WebhookEndpointListParams | null, options?: RequestOptions): Listing<WebhookEndpoint>;
}

/** The resources of a client. */
export interface Resources {
  /** Charges: money taken from a card or another payment source. */
  readonly charges: Charges;
  /** Customers: people or firms who pay more than once, with their payment sources. */
  readonly customers: Customers;
  /** Refunds: money given back, to the source that was charged. */
  readonly refunds: Refunds;
  /** Events: what happened in the account, as webhooks report it. */
  readonly events: Events;
  /** Webhook endpoints: the URLs of yours that events are sent to. */
  readonly webhookEndpoints: WebhookEndpoints;
}
