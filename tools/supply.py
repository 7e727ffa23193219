"""Checks what the packages are built from: how many crates, of which licences, from where, and how old.

Prints a line for each check and `N passed, N failed`. `docs/dependencies.md` must give a reason for every
direct dependency.
"""

import os
import re
import sys

from crates import ROOT, SHIPPED, Crates

# The most crates that may end up in what ships, its own included; a new dependency must be worth raising it.
MOST = {
    "nextgen": 39,
    "nextgen-c": 40,
    "nextgen-python": 43,
    "nextgen-node": 59,
    "nextgen-ruby": 44,
    "nextgen-sandbox": 88,
}

# Below these versions the crates have published advisories that concern us.
FLOORS = {
    "pyo3": (0, 29, 0),
    "rustls": (0, 23, 18),
    "rustls-webpki": (0, 103, 13),
    "ring": (0, 17, 12),
}

# Licences that ask for no more than naming the authors.
LICENCES = {
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
}

# What builds and never ships may be under this one too: its terms bind changes to its own files.
BUILD_ONLY = {"MPL-2.0"}

# Not a repository or a mirror of somebody's own.
REGISTRY = re.compile(r"registry\+.*/rust-lang/.*-index")


def counts(crates):
    """Yields a fault where more crates ship than may."""
    for name, what in SHIPPED.items():
        number = len(crates.shipped_with(name, build=False))
        print(f"     {name}: {number} crates in {what}, at most {MOST[name]}")
        if number > MOST[name]:
            yield f"{name} has {number} crates; at most {MOST[name]} were agreed on"


def licences(crates):
    """Yields a fault for each crate whose licence is not among the ones we take."""
    inside = {package["id"] for name in SHIPPED for package in crates.shipped_with(name, build=False)}
    for package in crates.packages.values():
        if package["source"] is None:
            continue
        allowed = LICENCES if package["id"] in inside else LICENCES | BUILD_ONLY
        if not is_allowed(package["license"] or "", allowed):
            yield f"{package['name']} {package['version']} is under {package['license']!r}"


def is_allowed(expression, allowed):
    """Says whether one choice of a licence expression without nested brackets is allowed whole."""
    joined = expression.replace("/", " OR ")
    while match := re.search(r"\(([^()]*)\)", joined):
        good = is_allowed(match[1], allowed)
        joined = joined.replace(match[0], "MIT" if good else "NONE")
    choices = re.split(r"\s+OR\s+", joined)
    return any(all(part.strip() in allowed for part in re.split(r"\s+AND\s+", choice)) for choice in choices)


def floors(_):
    """Yields a fault for each locked version below the floor of a known advisory."""
    for lock in ("Cargo.lock", "fuzz/Cargo.lock"):
        path = os.path.join(ROOT, lock)
        text = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        for name, version, source in re.findall(r'name = "(.+)"\nversion = "(.+)"\n(?:source = "(.+)"\n)?', text):
            if source and not REGISTRY.fullmatch(source):
                yield f"{lock}: {name} comes from {source}"
            numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
            if name in FLOORS and numbers < FLOORS[name]:
                yield f"{lock}: {name} {version} is below {FLOORS[name]}"


def reasons(crates):
    """Yields a fault for each direct dependency that docs/dependencies.md does not speak of."""
    with open(os.path.join(ROOT, "docs", "dependencies.md"), encoding="utf-8") as file:
        told = set(re.findall(r"^\| `([^`]+)`", file.read(), re.MULTILINE))
    ours = {member["name"] for member in crates.members}
    direct = {dep["name"] for member in crates.members for dep in member["dependencies"]} - ours
    yield from (f"docs/dependencies.md has no reason for {name}" for name in sorted(direct - told))
    yield from (f"docs/dependencies.md speaks of {name}, which is not used" for name in sorted(told - direct))


CHECKS = [
    ("no more crates than agreed on", counts),
    ("licences", licences),
    ("one registry, and no version of a known advisory", floors),
    ("a reason for each direct dependency", reasons),
]


def main():
    """Runs every check and returns the exit status."""
    crates, failed = Crates(), 0
    for title, check in CHECKS:
        faults = list(check(crates))
        print(f"{'FAIL' if faults else 'ok  '} {title}")
        for fault in faults:
            print(f"     {fault}")
        failed += bool(faults)
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
