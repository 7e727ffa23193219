"""Starts the API in test mode for a test run.

    from nextgen.testing import Sandbox

    with Sandbox() as sandbox:
        client = sandbox.client()
        client.charges.create(amount=2000, currency="usd", source="tok_visa")

With pytest, one for the whole run:

    @pytest.fixture(scope="session")
    def sandbox():
        with Sandbox() as sandbox:
            yield sandbox

The program `nextgen-sandbox` is started on a free port of this machine, with an account of its own in
memory. It comes with `pip install nextgen-sandbox`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from typing import Any, Dict, Optional, Sequence

from . import _errors
from ._async_client import AsyncClient
from ._client import Client

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Self


class Sandbox:
    """A running `nextgen-sandbox`: leave the `with` block, or call `stop`, to end it.

    It ends with the process that started it too, however that comes about.
    """

    base_url: str
    """The API's base URL."""
    api_key: str
    """The secret key of its account, `sk_test_…`."""
    ca_bundle: str
    """The PEM file of the certificate authority to trust."""
    webhook_secret: str
    """What signs the events that go to `forward_to`."""

    def __init__(self, *, forward_to: Sequence[str] = (), arguments: Sequence[str] = ()) -> None:
        """Starts it, and returns when it listens.

        `forward_to` lists URLs that get every event, signed; `arguments` go to the program as they are
        (`nextgen-sandbox --help`). Raises `nextgen.ConfigurationError` where there is no such program, or
        it does not start; what it said of that stands on standard error.
        """
        urls = [part for url in forward_to for part in ("--forward-to", url)]
        command = [_program(), "--port", "0", "--json", "--until-eof", *urls, *arguments]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as fault:
            raise _errors.ConfigurationError(f"{command[0]} cannot be started: {fault.strerror}.") from fault
        assert self._process.stdout is not None
        # The line comes once it listens; the pipe ends without one where it could not start.
        line = self._process.stdout.readline()
        if not line:
            self.stop()
            raise _errors.ConfigurationError(f"{command[0]} ended with status {self._process.returncode}.")
        said = json.loads(line)
        self.base_url, self.api_key = said["base_url"], said["api_key"]
        self.ca_bundle, self.webhook_secret = said["ca_bundle"], said["webhook_secret"]

    def client(self, **options: Any) -> Client:
        """Makes a client of it; `options` are those of `nextgen.Client`."""
        return Client(**{**self._options(), **options})

    def async_client(self, **options: Any) -> AsyncClient:
        """Makes a client of it for asyncio; `options` are those of `nextgen.AsyncClient`."""
        return AsyncClient(**{**self._options(), **options})

    @property
    def env(self) -> Dict[str, str]:
        """The variables by which `nextgen.Client()` and other programs find it, as `NEXTGEN_API_KEY`."""
        return {
            **{f"NEXTGEN_{name.upper()}": value for name, value in self._options().items()},
            "NEXTGEN_WEBHOOK_SECRET": self.webhook_secret,
        }

    def stop(self) -> None:
        """Ends it; its account is gone. More calls do nothing."""
        # The end of its input ends it. Other signals may be this process's own affair.
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<nextgen.testing.Sandbox {self.base_url}>"

    def _options(self) -> Dict[str, str]:
        return {"api_key": self.api_key, "base_url": self.base_url, "ca_bundle": self.ca_bundle}


def _program() -> str:
    """Finds the program: the one named, the one installed beside this Python, or one on PATH."""
    named: Optional[str] = os.environ.get("NEXTGEN_SANDBOX")
    if named:
        return named
    beside = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", f"{os.name}_user")]
    found = shutil.which("nextgen-sandbox", path=os.pathsep.join([*beside, os.environ.get("PATH", "")]))
    if found is None:
        raise _errors.ConfigurationError(
            "There is no program nextgen-sandbox. Install it by `pip install nextgen-sandbox` or "
            "`cargo install nextgen-sandbox`, or name it by the environment variable NEXTGEN_SANDBOX."
        )
    return found
