"""Runs the test steps one after the other, shows their output as it comes, and adds up the counts.

`python3 tools/test.py` runs all, `python3 tools/test.py rust python` only the steps of those groups.
At the end stand the cases tried by group and language, and what each step passed. The last line is `N passed, N failed`; the
exit status is 0 only when nothing failed. `--tables FILE` prints the first of these for output that a file holds.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
PYTHON = os.path.join(ROOT, ".venv", "bin", "python")
CONFORMANCE = [os.path.join(TARGET, "debug", "nextgen-conformance"), "--program", f"python={PYTHON}"]
SNIPPETS = [os.path.join(TARGET, "debug", "nextgen-snippets"), "--program", f"python={PYTHON}"]
LANGUAGES = ["--lang", "rust,python,node,ruby,php"]
TORTURE = [os.path.join(TARGET, "debug", "nextgen-torture"), "--program", f"python={PYTHON}"]
PLACES = ["README.md", "docs/**/*.md", "bindings-*/README.md"]
DOCUMENTS = [str(path) for place in PLACES for path in sorted(pathlib.Path(ROOT).glob(place))]

# No step takes longer, in seconds; one that does is ended and counts as failed.
LIMIT = 1200

# Group, kind, what it is, command. A step of kind `build` comes before what needs it, and its failure ends
# its group; a `check` says by its exit status alone whether it holds; a `test` prints how many there were.
STEPS = [
    ("rust", "check", "surfaces are current", ["cargo", "run", "-q", "-p", "nextgen-surface", "--", "--check"]),
    ("rust", "test", "core, sandbox, tools", ["cargo", "test", "--no-fail-fast"]),
    ("all", "build", "build the suite and the sandbox", ["cargo", "build"]),
    ("python", "build", "build the Python package", ["tools/develop.sh", "python"]),
    ("python", "test", "Python idiom", [PYTHON, "-m", "pytest", "-q", "bindings-python/tests"]),
    ("python", "test", "one wheel in every CPython of this machine", [PYTHON, "bindings-python/scripts/versions.py"]),
    ("node", "build", "build the Node package", ["tools/develop.sh", "node"]),
    ("node", "test", "Node idiom", ["npm", "--prefix", "bindings-node", "test"]),
    ("ruby", "build", "build the Ruby gem", ["tools/develop.sh", "ruby"]),
    ("ruby", "test", "Ruby idiom", ["bindings-ruby/scripts/test.sh"]),
    ("php", "build", "build the PHP package", ["tools/develop.sh", "php"]),
    ("php", "test", "PHP idiom", ["bindings-php/scripts/test.sh"]),
    ("c", "test", "the C ABI, seen from C", ["bindings-c/scripts/test.sh"]),
    ("conformance", "test", "every case in every language", [*CONFORMANCE, *LANGUAGES]),
    ("hostile", "test", "what the packages are built from", ["python3", "tools/supply.py"]),
    (
        "hostile",
        "test",
        "the ledger, and what failed calls leave",
        [*TORTURE, "ledger", "race", "keys", "files", "flat", "--times", "20", *LANGUAGES],
    ),
    ("hostile", "test", "live allocations", [*TORTURE, "allocations", "--times", "60", "--lang", "rust"]),
    ("hostile", "test", "30 seconds of fuzzing a target", ["python3", "tools/fuzz.py"]),
    ("documents", "build", "build the examples", ["cargo", "build", "-p", "nextgen-examples"]),
    ("documents", "test", "a shop in each language", ["python3", "examples/shop/run.py"]),
    ("package", "test", "what a release would hold", ["python3", "tools/package/contents.py"]),
    ("documents", "test", "the sandbox against the OpenAPI document", ["tools/openapi.sh"]),
    ("documents", "test", "the code blocks of the documents", [*SNIPPETS, *DOCUMENTS]),
]

# How each runner says its counts: a pattern, and what its numbers count.
COUNTS = [
    # cargo test
    (re.compile(r"^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored"), ("passed", "failed", "skipped")),
    # The conductor, and scripts.
    (re.compile(r"^(\d+) passed, (\d+) failed$"), ("passed", "failed")),
    # pytest
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) passed\b.* in [\d.]+s"), ("passed",)),
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) failed\b.* in [\d.]+s"), ("failed",)),
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) errors?\b.* in [\d.]+s"), ("failed",)),
    (re.compile(r"^=*\s*(?:.*?, )?(\d+) skipped\b.* in [\d.]+s"), ("skipped",)),
    # node --test
    (re.compile(r"^[#ℹ] pass (\d+)$"), ("passed",)),
    (re.compile(r"^[#ℹ] fail (\d+)$"), ("failed",)),
    (re.compile(r"^[#ℹ] skipped (\d+)$"), ("skipped",)),
    # minitest: failures and errors are among the runs.
    (
        re.compile(r"^(\d+) runs, \d+ assertions, (\d+) failures, (\d+) errors, (\d+) skips"),
        ("runs", "failed", "failed", "skipped"),
    ),
    # PHPUnit: a full house has a line of its own.
    (re.compile(r"^OK \((\d+) tests?, "), ("passed",)),
    (re.compile(r"^Tests: (\d+), "), ("runs",)),
    (re.compile(r"^Tests: .*(?:Errors): (\d+)"), ("failed",)),
    (re.compile(r"^Tests: .*(?:Failures): (\d+)"), ("failed",)),
    (re.compile(r"^Tests: .*(?:Skipped): (\d+)"), ("skipped",)),
]


class Tables:
    """The cases by group and language, gathered from the tables that programs print."""

    def __init__(self):
        self.heading, self.rows, self.inside = "", [], False

    def hear(self, line):
        """Takes a line of output: a heading of languages, the rows below it, and what is between tables."""
        line = line.rstrip()
        if re.match(r"^ {16}( +(rust|python|node|ruby|php))+$", line):
            self.heading, self.inside = max(self.heading, line, key=len), True
        elif self.inside and re.match(r"^\S.* +\d+/\d+", line):
            self.rows.append(line)
        else:
            self.inside = False

    def show(self):
        """Prints one table."""
        if self.rows:
            print("\n".join(["Cases that passed, of those tried, by group and language:", self.heading, *self.rows, ""]))


def run(command, tables):
    """Runs a command, shows its output, and returns its exit status and counts."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    runs = 0
    environment = dict(os.environ, PYTHONUNBUFFERED="1", CARGO_TERM_COLOR="never")
    try:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        print(f"The step cannot begin: {error}")
        return 127, counts
    watch = threading.Timer(LIMIT, os.killpg, (process.pid, signal.SIGKILL))
    watch.start()
    for line in process.stdout:
        # A passed Rust test is a line each; the counts say the same.
        if not re.match(r"^test .* \.\.\. ok$", line):
            print(line, end="", flush=True)
        tables.hear(line)
        for pattern, names in COUNTS:
            match = pattern.match(line)
            for name, number in zip(names, match.groups() if match else ()):
                if name == "runs":
                    runs += int(number)
                else:
                    counts[name] += int(number)
    status = process.wait()
    watch.cancel()
    counts["passed"] += max(0, runs - counts["failed"] - counts["skipped"]) if runs else 0
    return status, counts


def judged(kind, status, counts):
    """Returns the counts of a step with its exit status taken into account."""
    ran = counts["passed"] + counts["failed"]
    if kind == "test":
        # A runner that says nothing of tests has run none, whatever its status.
        wrong = counts["failed"] == 0 and (status != 0 or ran == 0)
        return dict(counts, failed=counts["failed"] + wrong)
    return {"passed": int(kind == "check" and status == 0), "failed": int(status != 0), "skipped": 0}


def main(groups):
    """Runs the steps of those groups, or all, and returns the exit status."""
    known = {group for group, *_ in STEPS} - {"all"}
    unknown = [group for group in groups if group not in known]
    if unknown:
        sys.exit(f"There is no group {unknown[0]!r}; there are {', '.join(sorted(known))}.")
    # What a shell starts behind it ignores Ctrl-C, and so would the tests that press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    rows = []
    tables = Tables()
    broken = set()
    for group, kind, title, command in STEPS:
        if groups and group not in [*groups, "all"]:
            continue
        if broken & {group, "all"}:
            print(f"\n== {title}: left out, as what it needs could not be built", flush=True)
            continue
        shown = " ".join(os.path.relpath(part, ROOT) if part.startswith(ROOT) else part for part in command)
        print(f"\n== {title}: {shown}", flush=True)
        begun = time.monotonic()
        status, counts = run(command, tables)
        if kind == "build" and status != 0:
            broken.add(group)
        rows.append((title, judged(kind, status, counts), time.monotonic() - begun))
    print()
    tables.show()
    for title, counts, took in rows:
        skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
        print(f"{title:36} {counts['passed']:6} passed {counts['failed']:4} failed{skipped}  {took:6.1f} s")
    passed = sum(counts["passed"] for _, counts, _ in rows)
    failed = sum(counts["failed"] for _, counts, _ in rows)
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


def show_tables(path):
    """Prints the cases by group and language that the output in a file tells of."""
    tables = Tables()
    for line in pathlib.Path(path).read_text(errors="replace").splitlines():
        tables.hear(line)
    tables.show()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--tables"]:
        show_tables(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
