"""A sandbox for the whole run, and clients of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import nextgen

ROOT = Path(__file__).resolve().parents[2]

#: How the programs of tests begin.
BEGIN = """
import asyncio, os, signal, sys, threading, time
import nextgen
hang = {"NextGen-Sandbox-Fault": "timeout"}
def send(signum=signal.SIGINT, after=0.3):
    # A process sends the signal; what is returned tells how long ago.
    pid, (reader, writer) = os.getpid(), os.pipe()
    if os.fork() == 0:
        time.sleep(after)
        os.write(writer, str(time.monotonic()).encode())
        os.kill(pid, signum)
        os._exit(0)
    return lambda: time.monotonic() - float(os.read(reader, 100))
"""


def sandbox_binary():
    """Returns the path of the sandbox; `NEXTGEN_SANDBOX` names another."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    path = Path(os.environ.get("NEXTGEN_SANDBOX", target / "debug" / "nextgen-sandbox"))
    if not path.exists():
        pytest.exit(f"There is no sandbox at {path}: run `cargo build -p nextgen-sandbox` first.", 1)
    return path


@pytest.fixture(scope="session")
def sandbox():
    """Starts a sandbox; gives what it says of itself."""
    command = [sandbox_binary(), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield json.loads(process.stdout.readline())
        process.terminate()


@pytest.fixture(scope="session")
def options(sandbox):
    """The options of a client of the sandbox."""
    return {name: sandbox[name] for name in ("api_key", "base_url", "ca_bundle")}


@pytest.fixture(scope="session")
def environment(sandbox):
    """The environment in which `nextgen.Client()` finds the sandbox."""
    names = ("api_key", "base_url", "ca_bundle")
    return {**os.environ, **{f"NEXTGEN_{name.upper()}": sandbox[name] for name in names}}


@pytest.fixture
def client(options):
    """A client of the sandbox."""
    with nextgen.Client(**options) as made:
        yield made


@pytest.fixture
def program(environment):
    """Runs a Python program in a process of its own; gives it back when it has ended."""

    def run(code, timeout=30):
        command = [sys.executable, "-W", "error::ResourceWarning", "-c", code]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout)

    return run


def charge(client, **given):
    """Makes a charge that succeeds."""
    return client.charges.create(**{"amount": 2000, "currency": "usd", "source": "tok_visa", **given})


def fault(rule):
    """The option by which the sandbox goes wrong on purpose."""
    return {"extra_headers": {"NextGen-Sandbox-Fault": rule}}


def end(process, said, code=0):
    """Checks that a program said that and ended with that code."""
    assert (process.returncode, process.stdout.split()) == (code, said.split()), process.stderr
    return process
