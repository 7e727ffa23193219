"""Checks in seconds what a release would hold: one version everywhere, and no file too many in any archive.

Nothing is built: crates are listed by cargo, and the npm packages, the gem and the Composer package are packed
without their native parts. Ends by "N passed, N failed".
"""

import json
import os
import pathlib
import re
import subprocess
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What an archive may hold, as patterns of whole paths, and what must be among it.
LICENCES = r"LICENSE(-MIT|-APACHE)?"
CRATE = rf"Cargo\.(toml|toml\.orig|lock)|\.cargo_vcs_info\.json|README\.md|{LICENCES}|(src|tests|examples)/[\w/-]+\.rs"
NODE = rf"package\.json|README\.md|{LICENCES}|lib/[\w/-]+(\.d)?\.(js|mjs|ts|mts)"
SANDBOX = rf"package\.json|README\.md|{LICENCES}|(index|run)\.js"
GEM = (
    rf"README\.md|CHANGELOG\.md|{LICENCES}|lib/[\w/-]+\.rb|sig/\w+\.rbs|ext/nextgen_ruby/extconf\.rb"
    r"|ext/nextgen_ruby/vendor/(Cargo\.(toml|lock)|(core|binding)/(Cargo\.toml|README\.md|src/[\w/-]+\.rs))"
)
PHP = rf"composer\.json|(ffi|preload)\.php|README\.md|{LICENCES}|src/[\w/-]+\.php"


def text(path):
    return (ROOT / path).read_text()


def found(pattern, path):
    """The one group of a pattern in a file; None where it is not there."""
    match = re.search(pattern, text(path), re.MULTILINE)
    return match and match.group(1)


def versions():
    """Every place that states the version, or must take it from the workspace."""
    yield "Cargo.toml", found(r'^\[workspace\.package\]\nversion = "(.+)"', "Cargo.toml")
    for crate in ("nextgen", "nextgen-sandbox"):
        yield f"what needs {crate}", found(rf'^{crate} = .*version = "(.+)"', "Cargo.toml")
    yield "bindings-node/package.json", json.loads(text("bindings-node/package.json"))["version"]
    yield "bindings-node/package-lock.json", json.loads(text("bindings-node/package-lock.json"))["version"]
    yield "bindings-ruby", found(r'VERSION = "(.+)"', "bindings-ruby/lib/nextgen/version.rb")
    yield "bindings-php/composer.json", json.loads(text("bindings-php/composer.json"))["version"]
    yield "bindings-php", found(r"const VERSION = '(.+)'", "bindings-php/src/Client.php")
    yield "CHANGELOG.md", found(r"^## (\d+\.\d+\.\d+)", "CHANGELOG.md")


def inherits(path):
    """Whether a crate, and what is packed with it, takes the workspace's version."""
    return re.search(r"^version\.workspace = true$", text(path), re.MULTILINE) is not None


def dynamic(path):
    """Whether a Python package takes the version of its crate."""
    return found(r"^dynamic = \[(.*)\]$", path) == '"version"'


def crate(name):
    command = ["cargo", "package", "--list", "--offline", "--allow-dirty", "-p", name]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def packed(parts):
    """Packs those parts without anything native; gives what each archive holds, by the name of its file."""
    with tempfile.TemporaryDirectory() as folder:
        places = {"NEXTGEN_DIST": f"{folder}/dist", "NEXTGEN_PACKAGE_WORK": f"{folder}/work"}
        for part in parts:
            subprocess.run([ROOT / f"tools/package/{part}.sh"], env={**os.environ, **places}, check=True)
        for file in sorted(pathlib.Path(folder, "dist").iterdir()):
            yield file.name, names(file)


def names(file):
    """The files in an archive, without the folder that npm puts them into."""
    if file.suffix == ".zip":
        return [name for name in zipfile.ZipFile(file).namelist() if not name.endswith("/")]
    if file.suffix == ".gem":
        with tarfile.open(file) as outer, tarfile.open(fileobj=outer.extractfile("data.tar.gz")) as inner:
            return inner.getnames()
    with tarfile.open(file) as archive:
        return [name.removeprefix("package/") for name in archive.getnames()]


def checks():
    """Each check: its name, and what is wrong, which is empty where it holds."""
    stated = dict(versions())
    yield "one version everywhere", stated if len(set(stated.values())) != 1 or None in stated.values() else ""
    members = re.findall(r'"([^"]+)"', found(r"^members = \[((?:.|\n)*?)\]", "Cargo.toml"))
    yield "every crate has it", [member for member in members if not inherits(f"{member}/Cargo.toml")]
    projects = ["bindings-python/pyproject.toml", "sandbox/pyproject.toml"]
    yield "every wheel has it", [path for path in projects if not dynamic(path)]
    holds = {
        f"nextgen-node-{stated['Cargo.toml']}.tgz": (NODE, "lib/native.js"),
        f"nextgen-sandbox-{stated['Cargo.toml']}.tgz": (SANDBOX, "run.js"),
        f"nextgen-ruby-{stated['Cargo.toml']}.gem": (GEM, "ext/nextgen_ruby/vendor/core/src/lib.rs"),
        f"nextgen-nextgen-php-{stated['Cargo.toml']}.zip": (PHP, "src/Client.php"),
    }
    archives = dict(packed(["node", "sandbox", "ruby", "php"]))
    yield "these archives and no others", set(archives) ^ set(holds)
    for name, (allowed, needed) in holds.items():
        yield name, surprises(archives.get(name, []), allowed, needed)
    for name in ("nextgen", "nextgen-sandbox"):
        yield f"crate {name}", surprises(crate(name), CRATE, "src/lib.rs")


def surprises(files, allowed, needed):
    """What should not be in an archive, and what is missing."""
    wanted = [needed, "README.md", "LICENSE-MIT", "LICENSE-APACHE"]
    return [name for name in files if not re.fullmatch(allowed, name)] + [f"no {name}" for name in wanted if name not in files]


def main():
    passed = failed = 0
    for name, wrong in checks():
        print(f"FAIL {name}: {wrong}" if wrong else f"ok   {name}")
        passed, failed = passed + (not wrong), failed + bool(wrong)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
