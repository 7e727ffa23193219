# Written by `make surface` from the core's table; do not edit.
# frozen_string_literal: true

module NextGen
  # The server is at fault, or the answer is no API answer.
  class APIError < NextGenError; end

  # There is no API key, or not a valid one (401).
  class AuthenticationError < NextGenError; end

  # This API key may not do that (403).
  class PermissionError < NextGenError; end

  # The request is wrong, or names what does not exist (400, 404, or refused before sending).
  class InvalidRequestError < NextGenError; end

  # The parameters were right but the card was declined (402).
  class CardError < NextGenError; end

  # The idempotency key was used with other parameters, or is in use at this moment (400, 409).
  class IdempotencyError < NextGenError; end

  # Too many requests (429).
  class RateLimitError < NextGenError; end

  # No complete answer came: the network, TLS or a proxy failed.
  class APIConnectionError < NextGenError; end

  # No complete answer came in time.
  class APITimeoutError < APIConnectionError; end

  # A webhook's signature does not prove that NextGen sent it.
  class SignatureVerificationError < NextGenError; end

  # A webhook is signed rightly but its body is no event.
  class InvalidPayloadError < SignatureVerificationError; end

  # The client cannot be made or used as it was configured.
  class ConfigurationError < NextGenError; end
end
