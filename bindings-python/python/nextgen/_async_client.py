"""The client for asyncio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._async_operation import AsyncListing as AsyncListing
from ._async_operation import AsyncListObject as AsyncListObject
from ._async_operation import answer
from ._async_resources import *
from ._async_resources import AsyncResources

if TYPE_CHECKING:
    import os
    from types import TracebackType
    from typing import Any, Dict, Mapping, Optional, Type, Union

    from typing_extensions import Never, Self, Unpack

    from ._base import APIObject
    from ._options import AppInfo, CallOptions


class AsyncClient(AsyncResources):
    """A client of the NextGen API for asyncio: that of `nextgen.Client`, its methods awaited.

    It takes the options of `nextgen.Client` and belongs to no loop: one client serves several, one after the
    other or at once. A task that is cancelled ends its request.

        async with nextgen.AsyncClient("sk_test_...") as client:
            charge = await client.charges.create(amount=2000, currency="usd", source="tok_visa")
            page = await client.charges.list(limit=10)
            async for charge in client.charges.list().auto_paging_iter():
                ...

    Raises:
        ConfigurationError: An option cannot be used; the message says which, and what is wanted.
    """

    __module__ = "nextgen"

    def __init__(
        self,
        api_key: Optional[str] = None,
        *,
        base_url: Optional[str] = None,
        ca_bundle: Union[str, os.PathLike[str], None] = None,
        timeout: Optional[float] = None,
        connect_timeout: Optional[float] = None,
        deadline: Optional[float] = None,
        max_retries: Optional[int] = None,
        proxy: Optional[str] = None,
        app_info: Optional[AppInfo] = None,
        api_version: Optional[str] = None,
        **unknown: Never,
    ) -> None:
        options: Dict[str, Any] = unknown
        options.update(
            api_key=api_key,
            base_url=base_url,
            ca_bundle=ca_bundle,
            timeout=timeout,
            connect_timeout=connect_timeout,
            deadline=deadline,
            max_retries=max_retries,
            proxy=proxy,
            app_info=app_info,
            api_version=api_version,
        )
        # What reports errors shows the locals of frames; both hold secrets.
        del api_key, proxy
        self._connect(options)

    async def request(
        self,
        method: str,
        path: str,
        params: Optional[Mapping[str, Any]] = None,
        **options: Unpack[CallOptions],
    ) -> APIObject:
        """Makes a request that this version has no method for, with the same key, retries and errors.

        Args:
            method: `GET`, `POST` or `DELETE`.
            path: The path below the API base: `/charges`.
            params: The parameters.
            **options: Options of this call alone; see `nextgen.CallOptions`.
        """
        start = self._native.start_request
        made: APIObject = await answer(lambda to: start(method, path, AsyncListObject, params, options, to))
        return made

    async def close(self) -> None:
        """Lets go of the connections; calls are refused from now on."""
        self._native.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        await self.close()
