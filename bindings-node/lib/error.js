"use strict";

/** What an error tells besides its message, by the names that users read. */
const SHOWN = [
  "type",
  "code",
  "param",
  "declineCode",
  "charge",
  "docUrl",
  "requestLogUrl",
  "httpStatus",
  "requestId",
  "shouldRetry",
  "idempotencyKey",
  "attempts",
  "outcomeUnknown",
];

/** Long things, kept out of what a log line shows of an error. */
const HIDDEN = ["headers", "body"];

/** The root of all errors of the SDK; itself thrown only for a fault in the SDK. */
class NextGenError extends Error {
  constructor(details = {}) {
    super(details.message);
    for (const name of SHOWN) {
      if (details[name] !== undefined && details[name] !== null) this[name] = details[name];
    }
    for (const name of HIDDEN) {
      const value = details[name] ?? undefined;
      Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: false });
    }
  }

  /** Gives the error as plain data, for logs: its class and message too, without headers and body. */
  toJSON() {
    return { name: this.name, message: this.message, ...this };
  }
}

NextGenError.prototype.name = "NextGenError";

module.exports = { NextGenError };
