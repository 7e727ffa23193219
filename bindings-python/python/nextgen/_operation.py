"""How a declared method makes its call."""

from __future__ import annotations

from . import _native
from ._client_base import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Type, TypeVar

    F = TypeVar("F", bound=Callable[..., Any])


def operation(name: str, cls: Type[_native.Object], *, takes_id: bool = False) -> Callable[[F], F]:
    """Makes a declared method call that operation of the API and return a `cls`.

    The method takes any keyword: the core knows the parameters, and says what is wrong with them.
    """

    def decorate(declared: F) -> F:
        def with_id(self: Resource, /, id: Any = None, *rest: Any, **given: Any) -> Any:
            if rest:
                raise too_many(name, 1 + len(rest), "the id", given)
            return self._native.call(name, cls, "" if id is None else id, given)

        def without_id(self: Resource, /, *rest: Any, **given: Any) -> Any:
            if rest:
                raise too_many(name, len(rest), "nothing", given)
            return self._native.call(name, cls, None, given)

        return dress(with_id if takes_id else without_id, declared)

    return decorate


def too_many(name: str, count: int, wanted: str, given: Dict[str, Any]) -> Exception:
    """Returns the error for parameters that were given by position, and empties the keywords."""
    # What reports errors shows the locals of frames, where a key must not be.
    given.clear()
    return _native.refuse(
        name,
        f"{name} takes {wanted} by position and its parameters by keyword; got {count} by position. "
        "Nothing was sent.",
    )


def dress(method: Any, declared: F) -> F:
    """Gives a method the name, the docs and, for `help`, the signature of the declared one."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(method, name, getattr(declared, name))
    method.__wrapped__ = declared
    dressed: F = method
    return dressed
