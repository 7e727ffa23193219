"use strict";

/** Options as users write them, made into those of the core; the core checks their values. */

const { encode } = require("./encode.js");
const { describe, misconfigured } = require("./report.js");

const CALL = {
  apiKey: "api_key",
  connectTimeout: "connect_timeout",
  deadline: "deadline",
  extraHeaders: "extra_headers",
  idempotencyKey: "idempotency_key",
  maxRetries: "max_retries",
  timeout: "timeout",
};

/** Options of a call that can be set for all of them; a key that makes a call unique cannot. */
const { idempotencyKey: _, ...SHARED } = CALL;

const CLIENT = {
  apiVersion: "api_version",
  appInfo: "app_info",
  baseUrl: "base_url",
  caBundle: "ca_bundle",
  connectTimeout: "connect_timeout",
  deadline: "deadline",
  maxRetries: "max_retries",
  proxy: "proxy",
  timeout: "timeout",
};

/** Options that may come from the environment, as Node sees it: a worker may have one of its own. */
const ENVIRONMENT = {
  api_key: "NEXTGEN_API_KEY",
  base_url: "NEXTGEN_BASE_URL",
  ca_bundle: "NEXTGEN_CA_BUNDLE",
  proxy: "NEXTGEN_PROXY",
};

const MAX_CONCURRENCY = { default: 64, most: 1024 };

/** Returns the core's options of a client as JSON text, and those that stay in JavaScript. */
function clientOptions(apiKey, given, host) {
  const { maxConcurrency, observer, ...rest } = asObject(given);
  const options = { milliseconds: true, key_may_follow: true, host, ...renamed(rest, CLIENT, ["maxConcurrency", "observer"]) };
  if (apiKey !== undefined) options.api_key = apiKey;
  for (const [name, variable] of Object.entries(ENVIRONMENT)) {
    // An empty variable counts as not set.
    options[name] ??= process.env[variable] || undefined;
  }
  return { text: encode(options), limit: concurrency(maxConcurrency), observer: asObserver(observer) };
}

/** Returns the core's options of a call as JSON text (none if none are set), and the rest. */
function callOptions(given) {
  if (given === undefined || given === null) return {};
  const { signal, extraParams, ...rest } = asObject(given);
  const options = renamed(rest, CALL, ["extraParams", "signal"]);
  return {
    text: Object.keys(options).length > 0 ? encode({ milliseconds: true, ...options }) : undefined,
    signal: asSignal(signal),
    extra: extraParams === undefined || extraParams === null ? undefined : encode(extraParams),
    idempotencyKey: options.idempotency_key,
  };
}

/** Returns the core's options that a client shares with all its calls, as JSON text. */
function sharedOptions(given) {
  return encode({ milliseconds: true, ...renamed(asObject(given), SHARED, []) });
}

function renamed(given, names, others) {
  const options = {};
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(names, name)) {
      const known = [...Object.keys(names), ...others].join(", ");
      throw misconfigured(name, `There is no option ${JSON.stringify(name)}. There are ${known}.`);
    }
    if (value !== undefined && value !== null) options[names[name]] = value;
  }
  return options;
}

function asObject(options) {
  if (options === undefined || options === null) return {};
  if (typeof options === "object" && !Array.isArray(options)) return options;
  throw misconfigured("options", `Options must be an object such as { timeout: 30000 }; got ${describe(options)}.`);
}

function asSignal(signal) {
  if (signal === undefined || signal === null) return undefined;
  if (typeof signal.addEventListener === "function" && typeof signal.aborted === "boolean") return signal;
  throw misconfigured("signal", `signal must be an AbortSignal; got ${describe(signal)}.`);
}

function asObserver(observer) {
  if (observer === undefined || observer === null || typeof observer === "function") return observer ?? undefined;
  throw misconfigured("observer", `observer must be a function; got ${describe(observer)}.`);
}

function concurrency(given = MAX_CONCURRENCY.default) {
  if (Number.isInteger(given) && given >= 1 && given <= MAX_CONCURRENCY.most) return given;
  const text = `maxConcurrency must be an integer from 1 to ${MAX_CONCURRENCY.most}; got ${describe(given)}.`;
  throw misconfigured("maxConcurrency", text);
}

module.exports = { clientOptions, callOptions, sharedOptions };
