// Written by `make surface` from the core's table of operations and models; do not edit.
"use strict";

const { Resource } = require("../resource.js");

const { call, callOn, list } = Resource;

/** Charges: money taken from a card or another payment source. */
class Charges extends Resource {
  /**
   * Creates a charge: takes an amount from a payment source.
   *
   * Give `source`, `customer`, or both. A declined payment is a card error whose `charge` is the
   * id of the failed charge. With a test key no money moves.
   */
  create(params, options) {
    return call(this, "POST", "charges.create", params, options);
  }

  /** Retrieves the charge of that id. */
  retrieve(id, params, options) {
    return callOn(this, "GET", "charges.retrieve", id, params, options);
  }

  /** Updates a charge; parameters left out stay as they are, an empty text unsets. */
  update(id, params, options) {
    return callOn(this, "POST", "charges.update", id, params, options);
  }

  /** Captures a charge that was created with `capture` false: takes the money reserved. */
  capture(id, params, options) {
    return callOn(this, "POST", "charges.capture", id, params, options);
  }

  /** Lists charges, newest first. */
  list(params, options) {
    return list(this, "charges.list", params, options);
  }
}

/** Customers: people or firms who pay more than once, with their payment sources. */
class Customers extends Resource {
  /** Creates a customer, with a payment source where one is given. */
  create(params, options) {
    return call(this, "POST", "customers.create", params, options);
  }

  /** Retrieves the customer of that id; for a deleted one, a notice with `deleted` true. */
  retrieve(id, params, options) {
    return callOn(this, "GET", "customers.retrieve", id, params, options);
  }

  /** Updates a customer; parameters left out stay as they are, an empty text unsets. */
  update(id, params, options) {
    return callOn(this, "POST", "customers.update", id, params, options);
  }

  /** Deletes a customer for good, with its payment sources; its charges stay. */
  delete(id, options) {
    return callOn(this, "DELETE", "customers.delete", id, undefined, options);
  }

  /** Lists customers, newest first. */
  list(params, options) {
    return list(this, "customers.list", params, options);
  }
}

/** Refunds: money given back, to the source that was charged. */
class Refunds extends Resource {
  /** Creates a refund: gives back all or a part of a charge. */
  create(params, options) {
    return call(this, "POST", "refunds.create", params, options);
  }

  /** Retrieves the refund of that id. */
  retrieve(id, params, options) {
    return callOn(this, "GET", "refunds.retrieve", id, params, options);
  }

  /** Updates a refund's metadata. */
  update(id, params, options) {
    return callOn(this, "POST", "refunds.update", id, params, options);
  }

  /** Lists refunds, newest first. */
  list(params, options) {
    return list(this, "refunds.list", params, options);
  }
}

/** Events: what happened in the account, as webhooks report it. */
class Events extends Resource {
  /** Retrieves the event of that id. */
  retrieve(id, options) {
    return callOn(this, "GET", "events.retrieve", id, undefined, options);
  }

  /** Lists events, newest first. */
  list(params, options) {
    return list(this, "events.list", params, options);
  }
}

/** Webhook endpoints: the URLs of yours that events are sent to. */
class WebhookEndpoints extends Resource {
  /** Creates a webhook endpoint; only this answer holds its `secret`. */
  create(params, options) {
    return call(this, "POST", "webhook_endpoints.create", params, options);
  }

  /** Retrieves the webhook endpoint of that id, without its secret. */
  retrieve(id, options) {
    return callOn(this, "GET", "webhook_endpoints.retrieve", id, undefined, options);
  }

  /** Updates a webhook endpoint; parameters left out stay as they are. */
  update(id, params, options) {
    return callOn(this, "POST", "webhook_endpoints.update", id, params, options);
  }

  /** Deletes a webhook endpoint for good; nothing more is sent to it. */
  delete(id, options) {
    return callOn(this, "DELETE", "webhook_endpoints.delete", id, undefined, options);
  }

  /** Lists webhook endpoints, newest first. */
  list(params, options) {
    return list(this, "webhook_endpoints.list", params, options);
  }
}

/** The resources of a client, by the name of its property. */
const resources = {
  charges: Charges,
  customers: Customers,
  refunds: Refunds,
  events: Events,
  webhookEndpoints: WebhookEndpoints,
};

module.exports = { resources };
