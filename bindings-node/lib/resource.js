"use strict";

/** What the generated resources are made of. */

const { checkId } = require("./call.js");
const { Listing } = require("./listing.js");

/** The name of the client's method for calls; no user can type it by mistake. */
const CALL = Symbol("call");

/** A group of operations on one kind of object. */
class Resource {
  #client;

  constructor(client) {
    this.#client = client;
  }

  /** Makes a call without an id: `charges.create`. */
  static call(resource, verb, operation, params, options) {
    return resource.#client[CALL](verb, operation, undefined, params, options);
  }

  /** Makes a call on the object of that id: `charges.retrieve`. */
  static async callOn(resource, verb, operation, id, params, options) {
    return await resource.#client[CALL](verb, operation, checkId(id), params, options);
  }

  /** Makes a list; nothing is sent until it is awaited or iterated. */
  static list(resource, operation, params, options) {
    return new Listing((at) => resource.#client[CALL]("GET", operation, undefined, at, options), params);
  }
}

module.exports = { Resource, CALL };
