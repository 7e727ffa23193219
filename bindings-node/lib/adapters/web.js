"use strict";

/** `nextgen-node/web` on runtimes of the web, by their WebCrypto. */

const { receiver } = require("./receive.js");

module.exports = receiver(require("../webhooks/web.js"));
