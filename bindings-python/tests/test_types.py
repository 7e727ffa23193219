"""Types: what must pass does, what must not does not, and the stubs say what the native part has."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TYPES = HERE / "types"


def run(*command):
    """Runs a tool of this environment; gives its output."""
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, cwd=HERE.parent)
    return done.returncode, done.stdout + done.stderr


def mypy(path, cache):
    return run("mypy", "--strict", "--no-warn-unused-ignores", f"--cache-dir={cache}", str(path))


def pyright(path, cache):
    return run("pyright", "--pythonpath", sys.executable, "--project", str(TYPES), str(path))


def marked(path):
    """Returns the numbers of the lines that are marked."""
    lines = path.read_text().splitlines()
    return {number for number, line in enumerate(lines, 1) if line.endswith("# bad")}


@pytest.mark.parametrize("check", [mypy, pyright])
def test_what_is_right_passes(check, tmp_path):
    status, output = check(TYPES / "ok.py", tmp_path)
    assert status == 0, output


@pytest.mark.parametrize("check", [mypy, pyright])
def test_every_marked_line_and_no_other_is_an_error(check, tmp_path):
    path = TYPES / "bad.py"
    _, output = check(path, tmp_path)
    found = {int(number) for number in re.findall(r"bad\.py:(\d+)(?::\d+)?(?: -|:) error", output)}
    assert found == marked(path), output


@pytest.mark.parametrize("command", [("mypy",), ("pyright", "--pythonpath", sys.executable)])
def test_the_package_itself_passes(command):
    status, output = run(*command)
    assert status == 0, output


def test_the_stubs_are_true():
    status, output = run("mypy.stubtest", "nextgen", "--allowlist", str(TYPES / "stubtest.txt"))
    assert status == 0, output
