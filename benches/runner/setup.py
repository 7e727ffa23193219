"""Builds our packages in release and fetches the peers that registries offer, all under target/bench."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
BENCH = TARGET / "bench"
RELEASE = TARGET / "release"
LANGUAGES = ROOT / "benches" / "languages"

#: What Debian calls the things that the benches need beside the languages themselves.
PACKAGES = "nginx-light openssl libcurl4-openssl-dev php-cli php-curl php-fpm ruby ruby-dev nodejs npm python3-venv"

CRATES = ("nextgen-benches", "nextgen-python", "nextgen-node", "nextgen-ruby", "nextgen-c")


def say(text):
    print(f"== {text}", file=sys.stderr, flush=True)


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


def python():
    """Returns the interpreter to measure: the system's, which distributions build with care."""
    return "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable


def fpm():
    """Returns PHP-FPM's program, or None; its name has the version in it."""
    found = sorted(path for folder in ("/usr/sbin", "/usr/local/sbin") for path in Path(folder).glob("php-fpm*"))
    return found[0] if found else None


def install_packages():
    """Installs what is missing, in the way that the repository's other scripts do."""
    wanted = [name for name in ("nginx", "openssl", "php", "ruby", "node", "npm") if not shutil.which(name)]
    if wanted or not fpm() or subprocess.run(["php", "-r", "exit((int) !extension_loaded('curl'));"]).returncode:
        run("bash", "-c", f"set -e; . {ROOT}/tools/need.sh; need_packages {PACKAGES}")


def build():
    """Builds all crates at once and lays each package out as it is installed."""
    say("building in release (minutes, the first time)")
    crates = [part for crate in CRATES for part in ("-p", crate)]
    # The Python module must not be linked to one Python's library.
    run(
        "cargo",
        "build",
        "-q",
        "--release",
        *crates,
        cwd=ROOT,
        env={**os.environ, "PYO3_BUILD_EXTENSION_MODULE": "1"},
    )
    stage("python", ROOT / "bindings-python" / "python", "lib_native.so", "nextgen/_native.abi3.so")
    # As pip does for what it installs.
    run(python(), "-m", "compileall", "-q", BENCH / "python")
    machine = {"x86_64": "x64", "aarch64": "arm64"}[os.uname().machine]
    node = f"node_modules/nextgen-node/nextgen.linux-{machine}-gnu.node"
    stage("node", None, "libnextgen_node.so", node, ("bindings-node/lib", "bindings-node/package.json"))
    stage("ruby", ROOT / "bindings-ruby" / "lib", "libnextgen_ruby.so", "nextgen/nextgen_ruby.so")
    platform = f"lib/linux-{os.uname().machine.replace('aarch64', 'arm64')}-gnu/libnextgen.so"
    stage("php", ROOT / "bindings-php", "libnextgen.so", platform)
    libcurl = ["cc", "-O2", "-o", BENCH / "libcurl", ROOT / "benches" / "libcurl.c", "-lcurl"]
    if subprocess.run([str(part) for part in libcurl], capture_output=True).returncode:
        say("libcurl is left out: its headers or a C compiler are missing")
        (BENCH / "libcurl").unlink(missing_ok=True)


def stage(name, source, library, place, files=()):
    """Copies a package's files and the library of the release build to where the package looks for it."""
    folder = BENCH / name
    shutil.rmtree(folder, ignore_errors=True)
    built = shutil.ignore_patterns("*.so", "*.node", "tests", "__pycache__", "vendor", "node_modules")
    if source:
        shutil.copytree(source, folder, ignore=built)
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    for file in files:
        path = ROOT / file
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, target.parent / path.name)
    shutil.copy(RELEASE / library, target)


def peers():
    """Installs the peers; returns the contenders to leave out, each with the reason."""
    left_out = {}
    if not (BENCH / "peers-python" / "ready").exists():
        say("installing stripe from PyPI")
        run(python(), "-m", "venv", "--clear", BENCH / "peers-python")
        pip = [BENCH / "peers-python/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        # httpx is what stripe uses for asyncio.
        run(*pip, "stripe", "httpx")
        (BENCH / "peers-python" / "ready").touch()
    node = BENCH / "peers-node"
    if not (node / "node_modules" / "stripe").exists():
        say("installing stripe from npm")
        node.mkdir(parents=True, exist_ok=True)
        (node / "package.json").write_text("{}")
        run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "stripe", cwd=node)
    for language in ("ruby", "php"):
        variable = f"BENCH_STRIPE_{language.upper()}"
        folder = os.environ.get(variable)
        if not folder or not (Path(folder) / "lib").is_dir():
            left_out[language, "stripe"] = f"set {variable} to the path of a checkout of stripe-{language}"
    return left_out


def sizes():
    """Yields what each package that was set up takes on the disk, in MB, without what it depends on."""
    site = next((BENCH / "peers-python").glob("lib/python*/site-packages/stripe"), None)
    places = {
        "nextgen-python": BENCH / "python",
        "stripe (PyPI)": site,
        "nextgen-node": BENCH / "node" / "node_modules" / "nextgen-node",
        "stripe (npm)": BENCH / "peers-node" / "node_modules" / "stripe",
        "nextgen-ruby": BENCH / "ruby",
        "nextgen-php": BENCH / "php",
    }
    for name, place in places.items():
        if place and place.exists():
            files = [path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
            yield name, sum(path.stat().st_size for path in files) / 1e6


def versions():
    """Returns what took part, as pairs of a name and a version."""

    def ask(*command):
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        return (done.stdout + done.stderr).strip().split("\n")[0]

    site = "import importlib.metadata as m; print(m.version('{}'))"
    peers_python = BENCH / "peers-python/bin/python"
    found = [
        ("rustc", ask("rustc", "--version").removeprefix("rustc ")),
        ("Python", ask(python(), "--version").removeprefix("Python ")),
        ("stripe (PyPI)", ask(peers_python, "-c", site.format("stripe"))),
        ("requests", ask(peers_python, "-c", site.format("requests"))),
        ("httpx", ask(peers_python, "-c", site.format("httpx"))),
        ("Node", ask("node", "--version")),
        (
            "stripe (npm)",
            ask("node", "-p", f"require('{BENCH}/peers-node/node_modules/stripe/package.json').version"),
        ),
        ("Ruby", ask("ruby", "-e", "puts RUBY_VERSION")),
        ("PHP", ask("php", "-r", "echo PHP_VERSION;")),
        ("OpenSSL", ask("openssl", "version").removeprefix("OpenSSL ")),
        ("libcurl", ask("curl-config", "--version").removeprefix("libcurl ")),
        ("nginx", ask("nginx", "-v").rpartition("/")[2]),
    ]
    for language in ("ruby", "php"):
        folder = os.environ.get(f"BENCH_STRIPE_{language.upper()}")
        if folder and (Path(folder) / "VERSION").exists():
            found.append((f"stripe-{language}", (Path(folder) / "VERSION").read_text().strip()))
    return [(name, version) for name, version in found if version]
