"use strict";

/** `nextgen-node/webhooks` where node:crypto is there. */

const { createHmac, webcrypto } = require("node:crypto");
const { webhooks } = require("./verify.js");

const hmac = (secret, signed) => createHmac("sha256", secret).update(signed).digest();

module.exports = webhooks(hmac, webcrypto.subtle);
