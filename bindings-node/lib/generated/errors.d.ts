// Written by `make surface` from the core's table of operations and models; do not edit.
import { NextGenError } from "../error.js";

export { NextGenError };

/** The server is at fault, or the answer is no API answer. */
export declare class APIError extends NextGenError {
  readonly name: "APIError";
}

/** There is no API key, or not a valid one (401). */
export declare class AuthenticationError extends NextGenError {
  readonly name: "AuthenticationError";
}

/** This API key may not do that (403). */
export declare class PermissionError extends NextGenError {
  readonly name: "PermissionError";
}

/** The request is wrong, or names what does not exist (400, 404, or refused before sending). */
export declare class InvalidRequestError extends NextGenError {
  readonly name: "InvalidRequestError";
}

/** The parameters were right but the card was declined (402). */
export declare class CardError extends NextGenError {
  readonly name: "CardError";
}

/** The idempotency key was used with other parameters, or is in use at this moment (400, 409). */
export declare class IdempotencyError extends NextGenError {
  readonly name: "IdempotencyError";
}

/** Too many requests (429). */
export declare class RateLimitError extends NextGenError {
  readonly name: "RateLimitError";
}

/** No complete answer came: the network, TLS or a proxy failed. */
export declare class APIConnectionError extends NextGenError {
  readonly name: "APIConnectionError" | "APITimeoutError";
}

/** No complete answer came in time. */
export declare class APITimeoutError extends APIConnectionError {
  readonly name: "APITimeoutError";
}

/** A webhook's signature does not prove that NextGen sent it. */
export declare class SignatureVerificationError extends NextGenError {
  readonly name: "SignatureVerificationError" | "InvalidPayloadError";
}

/** A webhook is signed rightly but its body is no event. */
export declare class InvalidPayloadError extends SignatureVerificationError {
  readonly name: "InvalidPayloadError";
}

/** The client cannot be made or used as it was configured. */
export declare class ConfigurationError extends NextGenError {
  readonly name: "ConfigurationError";
}
