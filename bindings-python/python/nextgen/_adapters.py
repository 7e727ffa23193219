"""What the adapters for web frameworks share."""

from typing import Any, Callable, List, Optional, Tuple, Union

from ._errors import SignatureVerificationError
from ._webhook import Webhook

Secret = Union[str, List[str], Tuple[str, ...]]
"""A webhook endpoint's secret; while one replaces another, up to five."""

HEADER = "NextGen-Signature"


class Verifier:
    """Verifies requests. It holds the secret, so that no frame does whose locals a report of errors shows."""

    __slots__ = ("_secret", "_tolerance")

    def __init__(self, secret: Union[Secret, Callable[[], Secret]], tolerance: Optional[int]) -> None:
        self._secret = secret
        self._tolerance = tolerance

    def __call__(self, body: bytes, header: Optional[str]) -> Tuple[Any, Optional[str]]:
        """Returns the event, or else the text of the answer 400: the code of what is wrong."""
        try:
            event = Webhook.construct_event(body, header, self._known(), tolerance=self._tolerance)
            return event, None
        except SignatureVerificationError as error:
            return None, f"webhook refused: {error.code}"

    def _known(self) -> Secret:
        return self._secret() if callable(self._secret) else self._secret
