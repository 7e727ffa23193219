"use strict";

/** What every adapter answers a delivery with. */

const { SignatureVerificationError } = require("../generated/errors.js");

/** How long a body may be unless told otherwise: 1 MiB. */
const LIMIT = 1 << 20;

const RECEIVED = JSON.stringify({ received: true });

/** Returns the answer to a delivery that was refused: what is wrong with it, and no more. */
function refusal(error) {
  return JSON.stringify({ error: { type: "signature_verification_error", code: error.code, message: error.message } });
}

/** Says whether the sender is at fault; anything else is the application's, and its error handler's. */
function isSendersFault(error) {
  return error instanceof SignatureVerificationError;
}

module.exports = { LIMIT, RECEIVED, refusal, isSendersFault };
