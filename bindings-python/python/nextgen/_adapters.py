"""What the adapters for web frameworks share."""

from typing import Any, Callable, List, Optional, Tuple, Union

from ._errors import SignatureVerificationError
from ._webhook import Webhook

Secret = Union[str, List[str], Tuple[str, ...]]
"""A webhook endpoint's secret; while one replaces another, up to five."""

HEADER = "NextGen-Signature"


def verify(
    body: bytes, header: Optional[str], secret: Union[Secret, Callable[[], Secret]], tolerance: Optional[int]
) -> Tuple[Any, Optional[str]]:
    """Returns the event, or else the text of the answer 400: the code of what is wrong."""
    try:
        known = secret() if callable(secret) else secret
        return Webhook.construct_event(body, header, known, tolerance=tolerance), None
    except SignatureVerificationError as error:
        return None, f"webhook refused: {error.code}"
