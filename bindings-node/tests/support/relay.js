"use strict";

/** A relay before the sandbox, which passes the bytes on and counts the connections. */

const { once } = require("node:events");
const net = require("node:net");
const { after } = require("node:test");
const { sandbox, client } = require("./sandbox.js");

const relays = [];

after(() => {
  for (const relay of relays) relay.stop();
});

class Relay {
  opened = 0;
  received = 0;
  #open = new Set();
  #server;

  /** Starts a relay; it ends with the file's tests. */
  static async start() {
    const { baseUrl } = await sandbox();
    const relay = new Relay();
    relay.#server = net.createServer((near) => relay.#pass(near, new URL(baseUrl).port));
    relays.push(relay);
    await once(relay.#server.listen(0, "127.0.0.1"), "listening");
    return relay;
  }

  /** Makes a client whose calls go through the relay. */
  client(options) {
    return client({ baseUrl: `https://127.0.0.1:${this.#server.address().port}/v1`, ...options });
  }

  get open() {
    return this.#open.size;
  }

  stop() {
    this.#server.close();
    for (const near of this.#open) near.destroy();
  }

  #pass(near, port) {
    this.opened += 1;
    this.#open.add(near);
    const far = net.connect(port, "127.0.0.1");
    near.on("data", (bytes) => {
      this.received += bytes.length;
    });
    near.pipe(far).pipe(near);
    near.on("error", () => {}).on("close", () => far.destroy());
    far.on("error", () => {}).on("close", () => near.destroy());
    near.on("close", () => this.#open.delete(near));
  }
}

module.exports = { Relay };
