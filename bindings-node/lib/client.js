"use strict";

const { inspect } = require("node:util");
const native = require("./native.js");
const errors = require("./generated/errors.js");
const { version: VERSION } = require("../package.json");

const HOST = { lang: "Node", lang_version: process.versions.node, bindings_version: VERSION };

/** Marks a native client handed to the constructor, for clients that share one's connections. */
const SHARED = Symbol("shared");

/** What clients are made of, once loaded. */
let parts;

/** Loads what clients are made of with the first of them: who verifies webhooks alone does without. */
function loaded() {
  parts ??= {
    ...require("./call.js"),
    ...require("./calls.js"),
    ...require("./options.js"),
    ...require("./report.js"),
    ...require("./generated/resources.js"),
  };
  return parts;
}

/** A client of the NextGen API. */
class NextGen {
  #native;
  #call;

  /** Makes a client; without `apiKey` it takes NEXTGEN_API_KEY, or fails at its first call. */
  constructor(apiKey, options) {
    const { call, resources } = loaded();
    const client = apiKey === SHARED ? options : makeNative(apiKey, options);
    this.#native = client;
    this.#call = (verb, target, id, params, given) => call(client, verb, target, id, params, given);
    for (const [name, Resource] of Object.entries(resources)) this[name] = new Resource(this.#call);
  }

  /** Returns a client whose calls have those options too, over the same connections and threads. */
  withOptions(options) {
    const { sharedOptions, translated } = loaded();
    const text = sharedOptions(options);
    return new NextGen(
      SHARED,
      translated(() => this.#native.with(text)),
    );
  }

  /** Makes a request that this version has no method for: `request("POST", "/charges", { … })`. */
  request(method, path, params, options) {
    const verb = typeof method === "string" ? method.toUpperCase() : method;
    return this.#call(verb, { method: verb, path }, undefined, params, options);
  }

  /** Verifies webhooks, as `NextGen.webhooks` does. */
  get webhooks() {
    return NextGen.webhooks;
  }

  /** Shows the client without its key. */
  [inspect.custom]() {
    return `NextGen ${/\{.*\}/s.exec(this.#native.show())?.[0] ?? ""}`;
  }
}

function makeNative(apiKey, options) {
  const { clientOptions, outbox, register, translated } = loaded();
  const { text, limit, observer } = clientOptions(apiKey, options, HOST);
  return translated(() => new native.Client(text, limit, outbox, observer ? register(observer) : 0));
}

/** Gives the class a property that is loaded when it is first read, and is like any other from then on. */
function later(name, load) {
  const define = (value) => Object.defineProperty(NextGen, name, { value, writable: true, enumerable: true });
  Object.defineProperty(NextGen, name, {
    get: () => define(load())[name],
    set: define,
    enumerable: true,
    configurable: true,
  });
}

Object.assign(NextGen, errors, { VERSION });
later("webhooks", () => require("./webhooks.js"));

module.exports = { NextGen };
