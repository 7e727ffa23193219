"""Builds one wheel and tests it with every CPython from 3.9 to 3.13 that this machine has.

They are found by name on PATH and among pyenv's versions. Which ones are missing is said at the end. The
last line is `N passed, N failed`; the exit status is 0 only when nothing failed and at least one ran.
"""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bindings-python"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
PLACE = TARGET / "pythons"
VERSIONS = [(3, minor) for minor in range(9, 14)]

# Frameworks, type checkers and other loops are the same for every Python; their tests run once, elsewhere.
# What takes long and has nothing to do with the version runs there too.
LEFT_OUT = [f"--ignore=tests/test_{name}.py" for name in ("adapters", "sandbox", "servers", "types")]
LEFT_OUT += ["-k", "not uvloop and not anyio and not five_hundred and not idle_threads"]

ASK = """
import platform, sys, sysconfig
free = sysconfig.get_config_var("Py_GIL_DISABLED")
print(sys.version_info[0], sys.version_info[1], platform.python_implementation(), int(bool(free)))
"""


def main():
    """Tests with each Python; returns the exit status."""
    pythons = found()
    wheel = build()
    passed = failed = 0
    # Most of the time of a test goes by in waiting, so two run at once.
    with ThreadPoolExecutor(2) as threads:
        for counts in threads.map(lambda found: test(*found, wheel), sorted(pythons.items())):
            passed, failed = passed + counts[0], failed + counts[1]
    missing = [dotted(version) for version in VERSIONS if version not in pythons]
    print(f"\nTested with CPython {', '.join(dotted(version) for version in sorted(pythons))}.")
    if missing:
        print(f"NOT TESTED, as this machine does not have it: CPython {', '.join(missing)}.")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


def found():
    """Returns the path of a CPython for each version that there is."""
    pythons = {}
    for version in VERSIONS:
        name = f"python{dotted(version)}"
        places = [Path(folder) / name for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
        for place in [*places, *pyenv(name), Path(sys.executable)]:
            if place.is_file() and answers(place) == version:
                pythons[version] = place
                break
    return pythons


def pyenv(name):
    """Returns where pyenv may have a Python of that name."""
    program = shutil.which("pyenv")
    if program is None:
        return []
    root = subprocess.run([program, "root"], capture_output=True, text=True).stdout.strip()
    return sorted(Path(root, "versions").glob(f"*/bin/{name}")) if root else []


def answers(python):
    """Returns the version of a CPython with a global lock; None for anything else, such as a dead shim."""
    try:
        said = subprocess.run([python, "-c", ASK], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = said.stdout.split()
    if said.returncode != 0 or words[2:] != ["CPython", "0"]:
        return None
    return int(words[0]), int(words[1])


def build():
    """Builds the wheel and returns its path."""
    shutil.rmtree(PLACE / "wheel", ignore_errors=True)
    command = ["maturin", "build", "-q", "-m", str(PACKAGE / "Cargo.toml"), "--out", str(PLACE / "wheel")]
    subprocess.run([sys.executable, "-m", *command], check=True)
    (wheel,) = (PLACE / "wheel").glob("*.whl")
    return wheel


def test(version, python, wheel):
    """Installs the wheel beside a Python, runs the tests, and returns how many passed and failed."""
    venv = PLACE / dotted(version)
    subprocess.run([python, "-m", "venv", "--clear", "--without-pip", venv], check=True)
    inside = venv / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python", str(inside)]
    subprocess.run([*pip, "install", "pytest>=8,<10", str(wheel)], check=True)
    command = [inside, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", *LEFT_OUT, "tests"]
    process = subprocess.run(
        command, cwd=PACKAGE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    *lines, last = process.stdout.strip().splitlines() or [""]
    passed, failed, errors = (count(last, word) for word in ("passed", "failed", "error"))
    failed = failed + errors or int(process.returncode != 0)
    # Counts that pytest would write are for `tools/test.py` to add up; here the end's line is.
    told = [f"\n-- CPython {dotted(version)} at {python}", *(lines if failed else [])]
    told.append(f"   {passed} tests hold, {failed} do not")
    print("\n".join(told), flush=True)
    return passed, failed


def count(line, word):
    """Returns the number before that word, 0 if there is none."""
    match = re.search(rf"(\d+) {word}", line)
    return int(match.group(1)) if match else 0


def dotted(version):
    return ".".join(str(part) for part in version)


if __name__ == "__main__":
    sys.exit(main())
