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
        ) -> AnyEvent: ...

        @staticmethod
        def verify_header(
            payload: Payload,
            header: Optional[str],
            secret: Secret,
            *,
            tolerance: Optional[int] = 300,
            now: Optional[int] = None,
        ) -> None: ...

        @staticmethod
        def generate_test_header(payload: Payload, secret: str, timestamp: Optional[int] = None) -> str: ...

    else:
        # The native functions themselves, with their docs: a frame of Python's would hold the secret,
        # for whatever reports errors with the locals of frames.
        construct_event = staticmethod(_native.construct_event)
        verify_header = staticmethod(_native.verify_header)
        generate_test_header = staticmethod(_native.generate_test_header)
