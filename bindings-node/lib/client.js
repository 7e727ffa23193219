"use strict";

const { inspect } = require("node:util");
const native = require("./native.js");
const errors = require("./generated/errors.js");
const { resources } = require("./generated/resources.js");
const { outbox, register } = require("./calls.js");
const { call } = require("./call.js");
const { clientOptions, sharedOptions } = require("./options.js");
const { CALL } = require("./resource.js");
const { translated } = require("./report.js");
const webhooks = require("./webhooks.js");
const { version: VERSION } = require("../package.json");

const HOST = { lang: "Node", lang_version: process.versions.node, bindings_version: VERSION };

/** Marks a native client handed to the constructor, for clients that share one's connections. */
const SHARED = Symbol("shared");

/** A client of the NextGen API. */
class NextGen {
  #native;

  /** Makes a client; without `apiKey` it takes NEXTGEN_API_KEY, or fails at its first call. */
  constructor(apiKey, options) {
    this.#native = apiKey === SHARED ? options : makeNative(apiKey, options);
    for (const [name, Resource] of Object.entries(resources)) this[name] = new Resource(this);
  }

  /** Returns a client whose calls have those options too, over the same connections and threads. */
  withOptions(options) {
    const text = sharedOptions(options);
    return new NextGen(
      SHARED,
      translated(() => this.#native.with(text)),
    );
  }

  /** Makes a request that this version has no method for: `request("POST", "/charges", { … })`. */
  request(method, path, params, options) {
    const verb = typeof method === "string" ? method.toUpperCase() : method;
    return this[CALL](verb, { method: verb, path }, undefined, params, options);
  }

  /** Verifies webhooks, as `NextGen.webhooks` does. */
  get webhooks() {
    return webhooks;
  }

  /** Makes a call for a resource. */
  [CALL](verb, target, id, params, options) {
    return call(this.#native, verb, target, id, params, options);
  }

  /** Shows the client without its key. */
  [inspect.custom]() {
    return `NextGen ${/\{.*\}/s.exec(this.#native.show())?.[0] ?? ""}`;
  }
}

function makeNative(apiKey, options) {
  const { text, limit, observer } = clientOptions(apiKey, options, HOST);
  return translated(() => new native.Client(text, limit, outbox, observer ? register(observer) : 0));
}

Object.assign(NextGen, errors, { VERSION, webhooks });

module.exports = { NextGen };
