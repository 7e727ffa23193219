# Written by `make surface` from the core's tables; do not edit.
"""The exceptions, one for each kind of error."""

from ._error import NextGenError

__all__ = [
    "APIConnectionError",
    "APIError",
    "APITimeoutError",
    "AuthenticationError",
    "CardError",
    "ConfigurationError",
    "IdempotencyError",
    "InvalidPayloadError",
    "InvalidRequestError",
    "NextGenError",
    "PermissionError",
    "RateLimitError",
    "SignatureVerificationError",
]


class APIError(NextGenError):
    """The server is at fault, or the answer is no API answer."""

    __module__ = "nextgen"


class AuthenticationError(NextGenError):
    """There is no API key, or not a valid one (401)."""

    __module__ = "nextgen"


class PermissionError(NextGenError):
    """This API key may not do that (403)."""

    __module__ = "nextgen"


class InvalidRequestError(NextGenError):
    """The request is wrong, or names what does not exist (400, 404, or refused before sending)."""

    __module__ = "nextgen"


class CardError(NextGenError):
    """The parameters were right but the card was declined (402)."""

    __module__ = "nextgen"


class IdempotencyError(NextGenError):
    """The idempotency key was used with other parameters, or is in use at this moment (400, 409)."""

    __module__ = "nextgen"


class RateLimitError(NextGenError):
    """Too many requests (429)."""

    __module__ = "nextgen"


class APIConnectionError(NextGenError):
    """No complete answer came: the network, TLS or a proxy failed."""

    __module__ = "nextgen"


class APITimeoutError(APIConnectionError):
    """No complete answer came in time."""

    __module__ = "nextgen"


class SignatureVerificationError(NextGenError):
    """A webhook's signature does not prove that NextGen sent it."""

    __module__ = "nextgen"


class InvalidPayloadError(SignatureVerificationError):
    """A webhook is signed rightly but its body is no event."""

    __module__ = "nextgen"


class ConfigurationError(NextGenError):
    """The client cannot be made or used as it was configured."""

    __module__ = "nextgen"
