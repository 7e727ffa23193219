"""A server that forks: gunicorn with --preload, whose workers use a client that the master made and used."""

import http.client
import socket
import subprocess
import sys

import pytest

APP = """
import os, nextgen
client = nextgen.Client()
client.charges.list()

def app(environ, start_response):
    made = client.charges.create(amount=2000, currency="usd", source="tok_visa", max_retries=0)
    client.charges.list(max_retries=0)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {made.last_response.attempts} {made.id}".encode()]
"""


class Connection(http.client.HTTPConnection):
    """HTTP over a socket of the file system, so that no port has to be free."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(self.host)


def get(path):
    connection = Connection(str(path))
    connection.request("GET", "/", headers={"Host": "localhost"})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body.split()


@pytest.fixture
def gunicorn(tmp_path, environment):
    """A running gunicorn; gives the process and the path of its socket."""
    (tmp_path / "shop.py").write_text(APP)
    path = tmp_path / "socket"
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers", "2", "--bind", f"unix:{path}"]
    command += ["--worker-tmp-dir", str(tmp_path), "shop:app"]
    # Whatever it likes to leave somewhere goes with the folder.
    places = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=tmp_path, env={**environment, **places}, stderr=subprocess.PIPE, text=True
    ) as process:
        said = ""
        while "Booting worker" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        yield process, path
        process.terminate()


def test_gunicorn_with_preload(gunicorn):
    process, path = gunicorn
    answers = [get(path) for _ in range(20)]
    assert {status for status, _ in answers} == {200}, answers
    assert len({charge for _, (_, _, charge) in answers}) == 20
    assert {attempts for _, (_, attempts, _) in answers} == {"1"}
    assert str(process.pid) not in {pid for _, (pid, _, _) in answers}
    process.terminate()
    process.stderr.read()
    assert process.wait(20) == 0
