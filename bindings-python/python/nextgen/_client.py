"""The client."""

from __future__ import annotations

from ._pages import ListObject
from ._resources import Resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from types import TracebackType
    from typing import Any, Dict, Mapping, Optional, Type, Union

    from typing_extensions import Never, Self, Unpack

    from ._base import APIObject
    from ._options import AppInfo, CallOptions


class Client(Resources):
    """A client of the NextGen API. Threads may share one, and it survives `os.fork`.

    Its resources are attributes: `client.charges.create(amount=2000, currency="usd", source="tok_visa")`.
    Failures are `nextgen.NextGenError` and its subclasses. Closing it, or leaving its `with` block, lets go
    of its connections.

    Args:
        api_key: The secret API key, `sk_test_…` or `sk_live_…`; `NEXTGEN_API_KEY` if not given.
        base_url: The base of the API, `https` only; `NEXTGEN_BASE_URL` if not given.
        ca_bundle: A PEM file of authorities to trust in place of the built-in ones; `NEXTGEN_CA_BUNDLE`
            if not given.
        timeout: How long one attempt may take, in seconds; 80 by default.
        connect_timeout: How long connecting may take, in seconds; 10 by default.
        deadline: How long a call may take with all its retries, in seconds; without end by default.
        max_retries: How often a call is tried again, 0 to 20; twice by default.
        proxy: The URL of an HTTP proxy, or `env` for the usual `HTTPS_PROXY` and `NO_PROXY`;
            `NEXTGEN_PROXY` if not given.
        app_info: Who makes the requests: `name`, and if you like `version` and `url`.
        api_version: The version of the API to ask for.

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

    def request(
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
        answer: APIObject = self._native.request(method, path, ListObject, params, options)
        return answer

    def close(self) -> None:
        """Lets go of the connections; calls are refused from now on."""
        self._native.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.close()
