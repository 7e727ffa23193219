// Written by `make surface` from the core's table of operations and models; do not edit.
"use strict";

const { NextGenError } = require("../error.js");

/** The server is at fault, or the answer is no API answer. */
class APIError extends NextGenError {}
APIError.prototype.name = "APIError";

/** There is no API key, or not a valid one (401). */
class AuthenticationError extends NextGenError {}
AuthenticationError.prototype.name = "AuthenticationError";

/** This API key may not do that (403). */
class PermissionError extends NextGenError {}
PermissionError.prototype.name = "PermissionError";

/** The request is wrong, or names what does not exist (400, 404, or refused before sending). */
class InvalidRequestError extends NextGenError {}
InvalidRequestError.prototype.name = "InvalidRequestError";

/** The parameters were right but the card was declined (402). */
class CardError extends NextGenError {}
CardError.prototype.name = "CardError";

/** The idempotency key was used with other parameters, or is in use at this moment (400, 409). */
class IdempotencyError extends NextGenError {}
IdempotencyError.prototype.name = "IdempotencyError";

/** Too many requests (429). */
class RateLimitError extends NextGenError {}
RateLimitError.prototype.name = "RateLimitError";

/** No complete answer came: the network, TLS or a proxy failed. */
class APIConnectionError extends NextGenError {}
APIConnectionError.prototype.name = "APIConnectionError";

/** No complete answer came in time. */
class APITimeoutError extends APIConnectionError {}
APITimeoutError.prototype.name = "APITimeoutError";

/** A webhook's signature does not prove that NextGen sent it. */
class SignatureVerificationError extends NextGenError {}
SignatureVerificationError.prototype.name = "SignatureVerificationError";

/** A webhook is signed rightly but its body is no event. */
class InvalidPayloadError extends SignatureVerificationError {}
InvalidPayloadError.prototype.name = "InvalidPayloadError";

/** The client cannot be made or used as it was configured. */
class ConfigurationError extends NextGenError {}
ConfigurationError.prototype.name = "ConfigurationError";

module.exports = {
  NextGenError,
  APIError,
  AuthenticationError,
  PermissionError,
  InvalidRequestError,
  CardError,
  IdempotencyError,
  RateLimitError,
  APIConnectionError,
  APITimeoutError,
  SignatureVerificationError,
  InvalidPayloadError,
  ConfigurationError,
};
