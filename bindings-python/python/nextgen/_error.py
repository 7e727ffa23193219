"""The root of all exceptions."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional, Tuple, Type


class NextGenError(Exception):
    """The root of all errors of the SDK; itself raised only for a fault in the SDK.

    Match on the class and on `code`, never on the message. No attribute holds a key or a secret.
    """

    __module__ = "nextgen"

    def __init__(
        self,
        message: str = "",
        *,
        type: Optional[str] = None,
        code: Optional[str] = None,
        param: Optional[str] = None,
        decline_code: Optional[str] = None,
        charge: Optional[str] = None,
        doc_url: Optional[str] = None,
        request_log_url: Optional[str] = None,
        http_status: Optional[int] = None,
        request_id: Optional[str] = None,
        headers: Optional[Dict[str, str]] = None,
        body: Optional[str] = None,
        should_retry: bool = False,
        idempotency_key: Optional[str] = None,
        attempts: int = 0,
        outcome_unknown: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        """What went wrong, as plain sentences for people."""
        self.type = type
        """The API's type of the error: `card_error`, `invalid_request_error`, …"""
        self.code = code
        """The code that programs match on: `card_declined`, `parameter_missing`, `mismatch`, …"""
        self.param = param
        """The name of the parameter or option at fault."""
        self.decline_code = decline_code
        """Why the card's issuer declined: `insufficient_funds`, …"""
        self.charge = charge
        """The id of the charge that failed."""
        self.doc_url = doc_url
        """Where the documentation explains the code."""
        self.request_log_url = request_log_url
        """Where the Dashboard shows the request."""
        self.http_status = http_status
        """The HTTP status of the answer, where there was one."""
        self.request_id = request_id
        """The id of the request, to quote to support."""
        self.headers = {} if headers is None else headers
        """The headers of the answer, their names in lower case."""
        self.body = body
        """The body of the answer as text; at most its first KiB where it is no API answer."""
        self.should_retry = should_retry
        """Whether the same call may work if it is made again later."""
        self.idempotency_key = idempotency_key
        """The key that all attempts carried; the same call with it is never done twice."""
        self.attempts = attempts
        """How many attempts were made; 0 when nothing was sent."""
        self.outcome_unknown = outcome_unknown
        """Whether the request may have been carried out although no answer says so."""

    def __reduce__(self) -> Tuple[Callable[..., Any], Tuple[Any, ...]]:
        return _unpickle, (self.__class__, self.message, self.__dict__)

    def __repr__(self) -> str:
        names = ("code", "param", "decline_code", "http_status", "request_id")
        known = ((name, getattr(self, name)) for name in names)
        rest = "".join(f", {name}={value!r}" for name, value in known if value is not None)
        return f"{type(self).__name__}({self.message!r}{rest})"


def _unpickle(cls: Type[NextGenError], message: str, state: Dict[str, Any]) -> NextGenError:
    error = cls(message)
    error.__dict__.update(state)
    return error
