"""The sandbox as test runs start it: `nextgen.testing.Sandbox`."""

import json
import os
import subprocess
import sys

import pytest

import nextgen
from conftest import charge, sandbox_binary
from nextgen.testing import Sandbox


@pytest.fixture(autouse=True)
def program(monkeypatch):
    """Names the program, as an installed one is found by itself."""
    path = str(sandbox_binary())
    monkeypatch.setenv("NEXTGEN_SANDBOX", path)
    return path


def test_it_serves_and_ends():
    with Sandbox() as sandbox:
        client = sandbox.client(max_retries=0)
        assert charge(client).paid
        assert sandbox.webhook_secret.startswith("whsec_")
    with pytest.raises(nextgen.APIConnectionError):
        charge(client)
    sandbox.stop()


def test_two_have_accounts_of_their_own():
    with Sandbox() as one, Sandbox() as other:
        charge(one.client())
        assert not other.client().charges.list().data


def test_asyncio():
    import asyncio

    async def pay(sandbox):
        async with sandbox.async_client() as client:
            return await client.charges.create(amount=2000, currency="usd", source="tok_visa")

    with Sandbox() as sandbox:
        assert asyncio.run(pay(sandbox)).paid


def test_its_variables_serve_programs_that_make_their_own_client():
    code = "import nextgen; print(nextgen.Client().charges.list().data)"
    with Sandbox() as sandbox:
        ran = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **sandbox.env}, capture_output=True, text=True
        )
        assert (ran.stdout, ran.stderr) == ("[]\n", "")
        assert sandbox.env["NEXTGEN_WEBHOOK_SECRET"] == sandbox.webhook_secret


def test_arguments_reach_the_program():
    with Sandbox(arguments=["--api-key", "sk_test_of_this_run"]) as sandbox:
        assert sandbox.api_key == "sk_test_of_this_run"
        assert charge(sandbox.client()).paid


def test_it_shows_no_key():
    with Sandbox() as sandbox:
        assert sandbox.api_key not in repr(sandbox) and sandbox.base_url in repr(sandbox)


def test_it_ends_with_the_process_that_started_it():
    code = (
        "import json, os\nfrom nextgen.testing import Sandbox\nsandbox = Sandbox()\n"
        "print(json.dumps([sandbox.api_key, sandbox.base_url]), flush=True)\nos.abort()"
    )
    # The sandbox shares that program's standard error: reading to its end waits for both.
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    key, base_url = json.loads(ran.stdout)
    with pytest.raises(nextgen.APIConnectionError):
        charge(nextgen.Client(key, base_url=base_url, max_retries=0))


def test_one_that_does_not_start_says_so(capfd):
    with pytest.raises(nextgen.ConfigurationError, match="ended with status 2"):
        Sandbox(arguments=["--nonsense"])
    assert "--nonsense" in capfd.readouterr().err


def test_a_missing_program_is_told_with_the_way_to_it(monkeypatch):
    monkeypatch.setenv("NEXTGEN_SANDBOX", "/nowhere/nextgen-sandbox")
    with pytest.raises(nextgen.ConfigurationError, match="/nowhere/nextgen-sandbox cannot be started"):
        Sandbox()
    monkeypatch.delenv("NEXTGEN_SANDBOX")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sysconfig.get_path", lambda *_: "/nowhere")
    with pytest.raises(nextgen.ConfigurationError, match="pip install nextgen-sandbox"):
        Sandbox()


def test_it_is_found_on_path(monkeypatch, program):
    monkeypatch.delenv("NEXTGEN_SANDBOX")
    monkeypatch.setenv("PATH", os.path.dirname(program))
    with Sandbox() as sandbox:
        assert charge(sandbox.client()).paid
