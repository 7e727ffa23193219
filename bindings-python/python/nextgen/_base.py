"""What all answers have in common."""

from __future__ import annotations

from . import _native

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import AbstractSet, Any, Callable, Dict, Mapping, Optional, Type, TypeVar

    C = TypeVar("C", bound=Type[_native.Object])
    Self = TypeVar("Self", bound="APIObject")


def model(
    name: Optional[str] = None,
    *,
    parts: Optional[Mapping[str, str]] = None,
    plain: AbstractSet[str] = frozenset(),
) -> Callable[[C], C]:
    """Makes the properties of a class read their fields, and the class that of answers.

    Args:
        name: The field `object` of its answers; for a part, which has none, the class's own name.
        parts: The fields that hold parts, each with the name of the part's class.
        plain: The fields that are read as plain data.
    """

    def decorate(cls: C) -> C:
        for field, declared in list(vars(cls).items()):
            if isinstance(declared, property):
                part = parts.get(field) if parts else None
                reader = _Field(field, plain=field in plain, part=part)
                reader.__doc__ = declared.__doc__
                setattr(cls, field, reader)
        cls.__module__ = "nextgen"
        _native.register(cls.__name__ if name is None else name, cls)
        return cls

    return decorate


class _Field(_native.Field):
    # Not a docstring: each field has that of its property, for `help`.
    __slots__ = ("__doc__",)


@model("")
class APIObject(_native.Object):
    """An object of the API as an answer brought it; it does not change.

    Fields are read as attributes or by key, those that this version does not know as well. A declared
    field that the answer lacks is `None` as an attribute and a `KeyError` by key. `dict`-like reading
    (`in`, `len`, `for name in`, `keys`, `values`, `items`, `get`) goes over the fields of the answer.
    """

    __slots__ = ()

    def values(self) -> list[Any]:
        """Returns the values of the fields that the answer has, in its order."""
        return [self[name] for name in self.keys()]

    def items(self) -> list[tuple[str, Any]]:
        """Returns the names and values of the fields that the answer has, in its order."""
        return [(name, self[name]) for name in self.keys()]

    def replace(self: Self, **changes: Any) -> Self:
        """Returns a copy with those fields changed; for tests, it changes nothing at the API."""
        return type(self)({**self.to_dict(), **changes})

    # What `copy.replace` of Python 3.13 calls.
    __replace__ = replace

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._masked(), self._response_parts())

    def __repr__(self) -> str:
        import json

        shown = json.dumps(self._masked(), indent=2, ensure_ascii=False)
        mark = f" id={self.get('id')}" if "id" in self else ""
        return f"<nextgen.{type(self).__name__}{mark} {shown}>"

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name for name in self.keys() if name.isidentifier())})


class LastResponse:
    """How an answer came."""

    __slots__ = ("status", "headers", "request_id", "idempotency_key", "attempts")
    __module__ = "nextgen"

    def __init__(
        self,
        status: int,
        headers: Dict[str, str],
        request_id: Optional[str],
        idempotency_key: Optional[str],
        attempts: int,
    ) -> None:
        self.status = status
        """The HTTP status."""
        self.headers = headers
        """The headers, their names in lower case."""
        self.request_id = request_id
        """The id of the request, to quote to support."""
        self.idempotency_key = idempotency_key
        """The idempotency key that a POST carried: yours, or the random one made for it."""
        self.attempts = attempts
        """How many attempts it took."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LastResponse):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<nextgen.LastResponse {self.status} request_id={self.request_id} attempts={self.attempts}>"


def encode(data: object) -> str:
    """Writes plain data as JSON, answers within it included."""
    import json

    return json.dumps(data, allow_nan=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, _native.Object):
        return value.to_dict()
    raise TypeError(f"a value of type {type(value).__name__} is no JSON data")
