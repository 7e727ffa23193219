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

from . import _main_only, _native  # isort: skip
from ._base import APIObject as APIObject
from ._base import LastResponse as LastResponse
from ._client import Client as Client
from ._errors import *
from ._models import *
from ._pages import ListObject as ListObject
from ._resources import *
from ._webhook import Webhook as Webhook

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

_NOT_STARRED = {"PermissionError", "TYPE_CHECKING", "annotations"}

__version__: str = _native.__version__

_atexit.register(_native.at_exit)
if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_native.after_fork)

if not TYPE_CHECKING:
    # `from nextgen import *` must not put a class in the place of Python's own PermissionError.
    __all__ = sorted({name for name in globals() if not name.startswith("_")} - _NOT_STARRED)

    def __getattr__(name):
        """Imports what few programs need when it is first asked for."""
        from importlib import import_module

        if not name.startswith("_"):
            for late in ("_async_client", "_options", "_types"):
                module = import_module(f".{late}", __name__)
                if hasattr(module, name):
                    globals()[name] = getattr(module, name)
                    return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
