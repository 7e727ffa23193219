"""Webhooks: verify what arrives, sign what tests send."""

from __future__ import annotations

from . import _native

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Tuple, Union

    from ._types import AnyEvent

    Payload = Union[bytes, bytearray, memoryview, str]
    Secret = Union[str, List[str], Tuple[str, ...]]


class Webhook:
    """Verifies that a webhook comes from NextGen.

    Over the raw body, before any parser has touched it: `request.get_data()` in Flask, `request.body` in
    Django, `await request.body()` in FastAPI and Starlette.
    """

    __module__ = "nextgen"

    if TYPE_CHECKING:

        @staticmethod
        def construct_event(
            payload: Payload,
            header: Optional[str],
            secret: Secret,
            *,
            tolerance: Optional[int] = 300,
            now: Optional[int] = None,
        ) -> AnyEvent:
            """Verifies a webhook and returns its event.

            Args:
                payload: The body exactly as it was received.
                header: The header `NextGen-Signature`.
                secret: The endpoint's secret, `whsec_…`; while one replaces another, a list of up to five.
                tolerance: How far from now the signature's time may be, in seconds, 1 to 86,400; `None`
                    leaves the time unchecked.
                now: The time to hold it against, in unix seconds; for tests.

            Raises:
                SignatureVerificationError: The signature does not prove that NextGen sent it; see `code`.
                InvalidPayloadError: The signature is right but the body is no event.
            """
            ...

        @staticmethod
        def verify_header(
            payload: Payload,
            header: Optional[str],
            secret: Secret,
            *,
            tolerance: Optional[int] = 300,
            now: Optional[int] = None,
        ) -> None:
            """Verifies a webhook's signature only; takes what `construct_event` takes.

            Raises:
                SignatureVerificationError: The signature does not prove that NextGen sent it; see `code`.
            """
            ...

        @staticmethod
        def generate_test_header(payload: Payload, secret: str, timestamp: Optional[int] = None) -> str:
            """Signs a payload as NextGen does, for tests; `timestamp` in unix seconds, now if not given."""
            ...

    else:
        # The native functions themselves, with their docs: a frame of Python's would hold the secret,
        # for whatever reports errors with the locals of frames.
        construct_event = staticmethod(_native.construct_event)
        verify_header = staticmethod(_native.verify_header)
        generate_test_header = staticmethod(_native.generate_test_header)
