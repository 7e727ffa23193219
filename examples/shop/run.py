"""Runs each language's shop against a sandbox, as its visitors would: buys, is declined, wants its money back.

`python3 examples/shop/run.py` runs all; with names, those. Each shop has a web server of its own on a free port, to which
the sandbox delivers its webhooks. Ends by `N passed, N failed`. `make examples` builds what this needs.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

SHOPS = pathlib.Path(__file__).resolve().parent
ROOT = SHOPS.parent.parent
BUILT = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "debug"

# How long a shop may take to listen, and a webhook to arrive, in seconds. Both take well under one.
PATIENCE = 60


def commands(folder, port):
    """Returns the command and the environment of each shop."""
    # Node and Composer find packages in the folder of the program.
    modules = folder / "node_modules"
    modules.mkdir()
    (modules / "nextgen-node").symlink_to(ROOT / "bindings-node")
    (modules / "express").symlink_to(ROOT / "bindings-node" / "node_modules" / "express")
    shutil.copy(SHOPS / "shop.mjs", folder)
    return {
        "python": ([str(ROOT / ".venv/bin/python"), str(SHOPS / "shop.py")], {}),
        "node": (["node", str(folder / "shop.mjs")], {}),
        "ruby": (["ruby", "-I", str(ROOT / "bindings-ruby/lib"), str(SHOPS / "shop.rb")], {"APP_ENV": "production"}),
        "php": (
            ["php", "-d", "ffi.enable=1", "-S", f"127.0.0.1:{port}", str(SHOPS / "shop.php")],
            {"NEXTGEN_AUTOLOAD": str(SHOPS / "autoload.php"), "TMPDIR": str(folder)},
        ),
        "rust": ([str(BUILT / "nextgen-shop")], {}),
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(base, path, form=None):
    """Sends a request; returns its status, and its body where that is JSON."""
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    try:
        answer = urllib.request.urlopen(base + path, data, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        text = answer.read()
        return answer.status, json.loads(text) if text.startswith(b"{") else {}


def wait(what, until):
    """Asks again and again until it is so."""
    end = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {PATIENCE} s for {what}")
        time.sleep(0.02)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def visit(base):
    """Does what visitors do; returns a sentence on it."""
    order = {"email": "ada@example.com", "amount": "2000", "source": "tok_visa"}
    status, declined = ask(base, "/orders", {**order, "source": "tok_chargeDeclined"})
    assert status == 402 and "declined" in declined["error"], (status, declined)
    status, bought = ask(base, "/orders", order)
    assert status == 201 and bought["status"] == "paid", (status, bought)
    status, refunding = ask(base, f"/orders/{bought['id']}/refund", {})
    assert status == 202, (status, refunding)
    wait("the webhook", lambda: ask(base, f"/orders/{bought['id']}")[1]["status"] == "refunded")
    status, forged = ask(base, "/webhooks", {"type": "charge.refunded"})
    assert status == 400, (status, forged)
    return f"{bought['id']} bought, refunded, and reported by a verified webhook"


def run(name):
    """Runs one shop; raises where it does not do what it should."""
    with tempfile.TemporaryDirectory() as place:
        folder, port = pathlib.Path(place), free_port()
        command, more = commands(folder, port)[name]
        forward = f"http://127.0.0.1:{port}/webhooks"
        sandbox = subprocess.Popen(
            [BUILT / "nextgen-sandbox", "--port", "0", "--json", "--forward-to", forward],
            stdout=subprocess.PIPE,
            text=True,
        )
        shop = None
        try:
            said = json.loads(sandbox.stdout.readline())
            settings = {f"NEXTGEN_{key.upper()}": str(value) for key, value in said.items()}
            environment = {**os.environ, **settings, **more, "PORT": str(port)}
            with open(folder / "log", "w") as log:
                shop = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
            wait("the shop", lambda: listens(port) or shop.poll() is not None)
            return visit(f"http://127.0.0.1:{port}")
        except Exception as error:
            raise RuntimeError(f"{error!r}\n{(folder / 'log').read_text()}") from error
        finally:
            for process in (shop, sandbox):
                if process:
                    process.terminate()
                    process.wait()


def main(names):
    passed = failed = 0
    for name in names or ["python", "node", "ruby", "php", "rust"]:
        try:
            print(f"{name:8} {run(name)}", flush=True)
            passed += 1
        except RuntimeError as error:
            print(f"{name:8} FAILED {error}", flush=True)
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
