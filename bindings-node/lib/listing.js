"use strict";

/** Lists: a page when awaited, every object when iterated. Nothing is sent before either. */

const native = require("./native.js");
const { encode, isPlain } = require("./encode.js");
const { describe, errorFrom, misconfigured, translated } = require("./report.js");

class Listing {
  #fetch;
  #params;
  #first;

  /** Makes a list whose pages `fetch` brings, given their parameters: as they are now, not when they are sent. */
  constructor(fetch, params) {
    this.#fetch = fetch;
    this.#params = isPlain(params) ? { ...params } : params;
  }

  /** Fetches the first page, once. */
  page() {
    this.#first ??= this.#pageAt(this.#params);
    return this.#first;
  }

  then(resolved, rejected) {
    return this.page().then(resolved, rejected);
  }

  catch(rejected) {
    return this.page().catch(rejected);
  }

  finally(settled) {
    return this.page().finally(settled);
  }

  async *[Symbol.asyncIterator]() {
    yield* walk(await this.page(), this.#params, (params) => this.#fetch(params));
  }

  /** Collects at most `limit` objects over all pages. */
  async toArray(options) {
    const limit = limitOf(options);
    const objects = [];
    if (limit === 0) return objects;
    for await (const object of this) {
      objects.push(object);
      if (objects.length >= limit) break;
    }
    return objects;
  }

  async #pageAt(params) {
    const page = await this.#fetch(params);
    const iterate = () => walk(page, params, (next) => this.#fetch(next));
    return Object.defineProperty(page, Symbol.asyncIterator, { value: iterate, enumerable: false });
  }
}

/** Goes through a page and those that follow it; backward, from each page's end, if only `ending_before` is given. */
async function* walk(page, params, fetch) {
  let trail;
  for (;;) {
    const objects = Array.isArray(page.data) ? page.data : [];
    const way = step(params, trail, page, objects);
    yield* way.backward ? [...objects].reverse() : objects;
    // The objects of a page that leads nowhere are good; the error follows them.
    if (way.fault) throw errorFrom(way.fault);
    if (!way.next) return;
    params = { ...params, ...way.next };
    trail = way.trail;
    page = await fetch(params);
  }
}

/** Checks how many objects are wanted: without a limit that is one, every page there is would be fetched. */
function limitOf(options = {}) {
  if (typeof options !== "object" || options === null) {
    throw misconfigured("options", `Options must be an object such as { limit: 50 }; got ${describe(options)}.`);
  }
  const { limit = Infinity } = options;
  if (limit === Infinity || (Number.isInteger(limit) && limit >= 0)) return limit;
  throw misconfigured("limit", `limit must be a whole number of objects, 0 or above; got ${describe(limit)}.`);
}

/** Asks the core how to go on. */
function step(params, trail, page, objects) {
  const ids = [objects.at(0)?.id, objects.at(-1)?.id].map((id) => (typeof id === "string" ? id : undefined));
  const text = encode(params ?? {});
  return translated(() => native.nextPage(text, trail, page.has_more === true, ids[0], ids[1]));
}

module.exports = { Listing };
