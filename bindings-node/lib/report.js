"use strict";

/** Makes errors from the reports of the core, and for what only JavaScript can see. */

const classes = require("./generated/errors.js");

/** The options whose names the core writes its own way, as users of this package write them. */
const OPTION_NAMES = {
  api_key: "apiKey",
  api_version: "apiVersion",
  app_info: "appInfo",
  base_url: "baseUrl",
  ca_bundle: "caBundle",
  connect_timeout: "connectTimeout",
  extra_headers: "extraHeaders",
  extra_params: "extraParams",
  idempotency_key: "idempotencyKey",
  max_retries: "maxRetries",
};

const OPTIONS = new RegExp(`\\b(?:${Object.keys(OPTION_NAMES).join("|")})\\b`, "g");

/** Makes the error that a report (JSON text) tells of. */
function errorFrom(text) {
  const report = JSON.parse(text);
  const { class: name, message, ...rest } = report;
  const details = { message };
  for (const [member, value] of Object.entries(rest)) details[camel(member)] = value;
  if (report.http_status === null) {
    // Nothing of this was written by a server, so these words are the SDK's own.
    details.message = message.replace(OPTIONS, (word) => OPTION_NAMES[word]);
    if (Object.hasOwn(OPTION_NAMES, report.param)) details.param = OPTION_NAMES[report.param];
  }
  return new (classes[name] ?? classes.NextGenError)(details);
}

/** Runs `inside` and makes of what the native part throws the error it stands for. */
function translated(inside) {
  try {
    return inside();
  } catch (thrown) {
    // What is no report is a fault of the SDK's own.
    throw thrown.message.startsWith("{") ? errorFrom(thrown.message) : new classes.NextGenError({ message: thrown.message });
  }
}

/** What every error tells of which no server knows. */
const LOCAL = { shouldRetry: false, attempts: 0, outcomeUnknown: false };

/** Makes the error for a parameter that cannot be sent. */
function refused(param, message) {
  const type = "invalid_request_error";
  return new classes.InvalidRequestError({ type, code: "parameter_invalid", param, message, ...LOCAL });
}

/** Makes the error for an option that cannot be used. */
function misconfigured(param, message) {
  return new classes.ConfigurationError({ param, message, ...LOCAL });
}

/** Says what a value is, briefly and without its contents, for messages. */
function describe(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  if (typeof value === "object") {
    if (Array.isArray(value)) return `a list of ${value.length}`;
    return `an object of class ${value.constructor?.name ?? "Object"}`;
  }
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}

function camel(name) {
  return name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

module.exports = { LOCAL, errorFrom, translated, refused, misconfigured, describe };
