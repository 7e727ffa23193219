"""Pages of objects."""

from __future__ import annotations

from . import _native
from ._base import APIObject, model

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Generic, Iterator, List, Optional, TypeVar

    T = TypeVar("T")

    class _Page(APIObject, Generic[T]):
        pass
else:

    class _Page(APIObject):
        __slots__ = ()

        def __class_getitem__(cls, item):
            return cls


class Page(_Page["T"]):
    """A page of objects, newest first. Iterating goes over the objects of this page alone."""

    __slots__ = ()

    @property
    def object(self) -> str:
        """Always `list`."""
        return "list"

    @property
    def data(self) -> List[T]:
        """The objects of this page."""
        data = self.get("data")
        return data if isinstance(data, list) else []

    @property
    def has_more(self) -> bool:
        """Whether there are more behind this page."""
        return self.get("has_more") is True

    @property
    def url(self) -> Optional[str]:
        """The path that the page came from; never followed."""
        url: Optional[str] = self.get("url")
        return url

    def __iter__(self) -> Iterator[T]:  # type: ignore[override]
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __bool__(self) -> bool:
        return bool(self.data)

    def __contains__(self, item: Any) -> bool:
        return super().__contains__(item) if isinstance(item, str) else item in self.data

    def _require_client(self) -> None:
        if self.has_more and not self._can_page():
            raise _native.refuse(
                "auto_paging_iter",
                "This list came inside another object, or from a pickle, and has more than one page: "
                "list the objects by the client to go through all of them.",
            )


@model("list")
class ListObject(Page["T"]):
    """A page of objects, newest first, and the way through all pages behind it.

    Iterating goes over the objects of this page alone, `auto_paging_iter` over those of all pages.
    """

    __slots__ = ()

    def auto_paging_iter(self) -> Iterator[T]:
        """Goes through the objects of this page and of all behind it, fetching page after page.

        Newest first; or, when only `ending_before` was given, backward from there, oldest first.
        """
        page: Optional[ListObject[T]] = self
        while page is not None:
            yield from reversed(page.data) if self._goes_backward() else page.data
            page._require_client()
            page = _native.Client.next_page(page)
