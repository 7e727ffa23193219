"use strict";

/** `nextgen-node/web` on Node, whose version 18 has no WebCrypto among its globals. */

const { receiver } = require("./receive.js");

module.exports = receiver(require("../webhooks/index.js"));
