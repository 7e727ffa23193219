"use strict";

/** `nextgen-node/webhooks` on runtimes of the web: node:crypto only where the runtime offers it. */

const { webhooks } = require("./verify.js");

const crypto = globalThis.process?.getBuiltinModule?.("node:crypto");

const hmac = (secret, signed) => crypto.createHmac("sha256", secret).update(signed).digest();

module.exports = webhooks(crypto ? hmac : undefined, globalThis.crypto?.subtle);
