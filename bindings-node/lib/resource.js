"use strict";

/** What the generated resources are made of. */

const { checkId } = require("./call.js");

/** A group of operations on one kind of object. */
class Resource {
  #call;

  /** Makes a resource whose calls the client's `call` makes. */
  constructor(call) {
    this.#call = call;
  }

  /** Makes a call without an id: `charges.create`. */
  static call(resource, verb, operation, params, options) {
    return resource.#call(verb, operation, undefined, params, options);
  }

  /** Makes a call on the object of that id: `charges.retrieve`. */
  static async callOn(resource, verb, operation, id, params, options) {
    return await resource.#call(verb, operation, checkId(id), params, options);
  }

  /** Makes a list; nothing is sent until it is awaited or iterated. */
  static list(resource, operation, params, options) {
    const { Listing } = require("./listing.js");
    return new Listing((at) => resource.#call("GET", operation, undefined, at, options), params);
  }
}

module.exports = { Resource };
