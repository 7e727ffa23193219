"""What the clients, plain and for asyncio, have in common."""

from __future__ import annotations

import sys

from . import _native

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Type, TypeVar

    from typing_extensions import Self, Unpack

    from ._native import Client as NativeClient
    from ._options import CallOptions

    R = TypeVar("R", bound="Resource")


class Resource:
    """A group of operations on one kind of object."""

    def __init__(self, native: NativeClient) -> None:
        self._native = native

    def __repr__(self) -> str:
        return f"<nextgen.{type(self).__name__}>"


class ClientBase:
    """A client's native half, and the resources made so far."""

    _native: NativeClient
    _resources: Dict[Type[Resource], Resource]

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """Returns a client whose calls have those options; it shares this one's connections."""
        other = object.__new__(type(self))
        other._adopt(self._native.with_options(options))
        return other

    def _connect(self, options: Dict[str, Any]) -> None:
        """Makes the native half, which empties `options`."""
        path = options.get("ca_bundle")
        if path is not None and hasattr(path, "__fspath__"):
            options["ca_bundle"] = path.__fspath__()
        host = {
            "lang": "Python",
            "lang_version": sys.version.split(maxsplit=1)[0],
            "bindings_version": _native.__version__,
        }
        options.update(env=True, host=host)
        self._adopt(_native.Client(options))

    def _adopt(self, native: NativeClient) -> None:
        self._native = native
        self._resources = {}

    def _resource(self, cls: Type[R]) -> R:
        """Returns the one resource of that class, whose methods tests can replace by their own."""
        made: Any = self._resources.get(cls)
        if made is None:
            made = self._resources[cls] = cls(self._native)
        resource: R = made
        return resource

    def __repr__(self) -> str:
        # A report of an error shows also a client that could not be made.
        native = getattr(self, "_native", None)
        return f"<nextgen.{type(self).__name__} {'not made' if native is None else repr(native)}>"

    def __reduce__(self) -> Any:
        name = type(self).__name__
        raise TypeError(
            f"A {name} holds a key and connections and cannot be pickled or copied: "
            "make one in each process, or use with_options."
        )
