"""How asyncio waits for calls, which threads of the native part make."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Dict, Generic, Optional, TypeVar

from . import _native
from ._base import model
from ._client_base import Resource
from ._operation import dress, too_many
from ._pages import Page

if TYPE_CHECKING:
    from typing import Generator, List, Tuple, Type

    F = TypeVar("F", bound=Callable[..., Any])
    To = Tuple[_native.Pool, _native.Inbox, Any]

T = TypeVar("T")


def operation(name: str, cls: Type[_native.Object], *, takes_id: bool = False) -> Callable[[F], F]:
    """Makes a declared method call that operation of the API and return a `cls`."""

    def decorate(declared: F) -> F:
        async def with_id(self: Resource, /, id: Any = None, *rest: Any, **given: Any) -> Any:
            if rest:
                raise too_many(name, 1 + len(rest), "the id", given)
            target = "" if id is None else id
            return await answer(lambda to: self._native.start_call(name, cls, target, given, to))

        async def without_id(self: Resource, /, *rest: Any, **given: Any) -> Any:
            if rest:
                raise too_many(name, len(rest), "nothing", given)
            return await answer(lambda to: self._native.start_call(name, cls, None, given, to))

        return dress(with_id if takes_id else without_id, declared)

    return decorate


def listing(name: str) -> Callable[[F], F]:
    """Makes a declared method return what lists by that operation, page by page or object by object."""

    def decorate(declared: F) -> F:
        def method(self: Resource, /, *rest: Any, **given: Any) -> AsyncListing[Any]:
            if rest:
                raise too_many(name, len(rest), "nothing", given)
            return AsyncListing(
                lambda to: self._native.start_call(name, AsyncListObject, None, {**given}, to)
            )

        return dress(method, declared)

    return decorate


class AsyncListing(Generic[T]):
    """A list that was asked for. Nothing is sent until it is awaited, for its first page, or iterated."""

    __slots__ = ("_start",)
    __module__ = "nextgen"

    def __init__(self, start: Callable[[To], _native.Call]) -> None:
        self._start = start

    def __await__(self) -> Generator[Any, None, AsyncListObject[T]]:
        return answer(self._start).__await__()

    async def auto_paging_iter(self) -> AsyncIterator[T]:
        """Goes through the objects of all pages, fetching page after page; see `AsyncListObject`."""
        page = await self
        async for item in page.auto_paging_iter():
            yield item


@model("async list")
class AsyncListObject(Page[T]):
    """A page of objects, newest first, and the way through all pages behind it.

    Iterating goes over the objects of this page alone, `auto_paging_iter` over those of all pages.
    """

    __slots__ = ()

    async def auto_paging_iter(self) -> AsyncIterator[T]:
        """Goes through the objects of this page and of all behind it, fetching page after page.

        Newest first; or, when only `ending_before` was given, backward from there, oldest first.
        """
        page: Optional[AsyncListObject[T]] = self
        while page is not None:
            for item in reversed(page.data) if self._goes_backward() else page.data:
                yield item
            page._require_client()
            current = page
            page = await answer(lambda to: _native.Client.start_next_page(current, to))  # noqa: B023


async def answer(start: Callable[[To], Optional[_native.Call]]) -> Any:
    """Begins a call and waits for its answer; a task that is cancelled meanwhile ends the call."""
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    call = start((_pool, _inbox(loop), future))
    if call is None:
        return None
    try:
        return await future
    finally:
        call.cancel()


_pool = _native.Pool()
_inboxes: Dict[asyncio.AbstractEventLoop, _native.Inbox] = {}
_left_to_parents: List[object] = []


def _inbox(loop: asyncio.AbstractEventLoop) -> _native.Inbox:
    """Returns the inbox of a loop; those of closed loops go when a new one comes."""
    inbox = _inboxes.get(loop)
    if inbox is None:
        for known in list(_inboxes):
            if known.is_closed():
                _inboxes.pop(known, None)
        inbox = _inboxes[loop] = _native.Inbox(loop)
    return inbox


def _after_fork() -> None:
    """Begins anew in a forked child, which has none of its parent's threads and may find its locks held."""
    global _pool, _inboxes
    _left_to_parents.extend((_pool, _inboxes))
    _pool, _inboxes = _native.Pool(), {}


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
