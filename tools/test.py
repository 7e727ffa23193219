"""Runs the test steps one after the other, shows their output as it comes, and adds up the counts.

`python3 tools/test.py` runs all, `python3 tools/test.py rust python` only the steps of those groups.
The last line is `N passed, N failed`; the exit status is 0 only when nothing failed.
"""

import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
PYTHON = os.path.join(ROOT, ".venv", "bin", "python")
CONFORMANCE = os.path.join(TARGET, "debug", "nextgen-conformance")

# Group, what it is, command. Builds come before what needs them.
STEPS = [
    ("rust", "surfaces are current", ["cargo", "run", "-q", "-p", "nextgen-surface", "--", "--check"]),
    ("rust", "core, sandbox, tools", ["cargo", "test", "--no-fail-fast"]),
    ("build", "build the suite and the sandbox", ["cargo", "build"]),
    ("build", "build the Python package", ["tools/python-develop.sh"]),
    ("python", "Python idiom", [PYTHON, "-m", "pytest", "-q", "bindings-python/tests"]),
    (
        "conformance",
        "every case in every language",
        [CONFORMANCE, "--lang", "rust,python", "--program", f"python={PYTHON}", "--snippets", "README.md"],
    ),
]

# How each runner says its counts: a pattern, and whether it counts passed or failed.
COUNTS = [
    (re.compile(r"^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored"), ("passed", "failed", "skipped")),
    (re.compile(r"^(\d+) passed, (\d+) failed$"), ("passed", "failed")),
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) passed\b.* in [\d.]+s"), ("passed",)),
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) failed\b.* in [\d.]+s"), ("failed",)),
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) errors?\b.* in [\d.]+s"), ("failed",)),
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) skipped\b.* in [\d.]+s"), ("skipped",)),
]


def run(command):
    """Runs a command, shows its output, and returns its exit status and counts."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    environment = dict(os.environ, PYTHONUNBUFFERED="1", CARGO_TERM_COLOR="never")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    for line in process.stdout:
        # A passed Rust test is a line each; the counts say the same.
        if not re.match(r"^test .* \.\.\. ok$", line):
            print(line, end="", flush=True)
        for pattern, names in COUNTS:
            match = pattern.match(line)
            for name, number in zip(names, match.groups() if match else ()):
                counts[name] += int(number)
    return process.wait(), counts


def main(groups):
    """Runs the steps of those groups, or all, and returns the exit status."""
    known = {group for group, _, _ in STEPS}
    unknown = [group for group in groups if group not in known]
    if unknown:
        sys.exit(f"There is no group {unknown[0]!r}; there are {', '.join(sorted(known))}.")
    rows = []
    for group, title, command in STEPS:
        wanted = not groups or group in groups or (group == "build" and groups != ["rust"])
        if not wanted:
            continue
        print(f"\n== {title}: {' '.join(os.path.relpath(part, ROOT) if part.startswith(ROOT) else part for part in command)}", flush=True)
        begun = time.monotonic()
        status, counts = run(command)
        tests = counts["passed"] + counts["failed"]
        if status != 0 and counts["failed"] == 0:
            counts["failed"] = 1
        elif tests == 0 and group != "build":
            counts["passed"] = 1
        rows.append((title, counts, time.monotonic() - begun))
        if group == "build" and status != 0:
            break
    print()
    for title, counts, took in rows:
        skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
        print(f"{title:36} {counts['passed']:6} passed {counts['failed']:4} failed{skipped}  {took:6.1f} s")
    passed = sum(counts["passed"] for _, counts, _ in rows)
    failed = sum(counts["failed"] for _, counts, _ in rows)
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
