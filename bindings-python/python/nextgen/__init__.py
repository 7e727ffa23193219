"""The NextGen payments API.

    import nextgen

    client = nextgen.Client("sk_test_...")        # or nextgen.Client() with NEXTGEN_API_KEY set
    charge = client.charges.create(amount=2000, currency="usd", source="tok_visa")

Amounts are integers in the currency's smallest unit: 20.00 usd is 2000. Answers are objects such as
`nextgen.Charge`, failures are exceptions such as `nextgen.CardError`, all of them `nextgen.NextGenError`.
`nextgen.Webhook` verifies webhooks; `nextgen.AsyncClient` is the client for asyncio.
"""

from __future__ import annotations

import atexit as _atexit
import os as _os

from . import _native
from ._base import APIObject, LastResponse
from ._client import Client
from ._errors import *
from ._models import *
from ._pages import ListObject
from ._resources import *
from ._webhook import Webhook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._async_client import *
    from ._async_client import AsyncClient as AsyncClient
    from ._async_operation import AsyncListing as AsyncListing
    from ._async_operation import AsyncListObject as AsyncListObject
    from ._options import AppInfo as AppInfo
    from ._options import CallOptions as CallOptions
    from ._options import Range as Range
    from ._types import *

__version__: str = _native.__version__

_atexit.register(_native.at_exit)
if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_native.after_fork)

_LATE = ("_async_client", "_options", "_types")


def __getattr__(name: str) -> object:
    """Imports what few programs need when it is first asked for."""
    from importlib import import_module

    if not name.startswith("_"):
        for late in _LATE:
            module = import_module(f".{late}", __name__)
            if hasattr(module, name):
                value: object = getattr(module, name)
                globals()[name] = value
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
