#!/usr/bin/env python3
"""Fuzzes every target under libFuzzer and AddressSanitizer, two at a time, and counts each as a test.

`tools/fuzz.py [--seconds 30] [--seed N] [TARGET…]`; see fuzz/README.md. Runs on stable Rust. First it looks for a fault that
is planted, so that a machine on which the fuzzer is blind fails instead of passing.
"""

import argparse
import base64
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILT = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).absolute()
PROGRAM = BUILT / "debug" / "nextgen-fuzz"
CORPORA = ROOT / "fuzz" / "corpus"
TARGETS = sorted(folder.name for folder in CORPORA.iterdir())

# One input that takes longer than so many seconds counts as a hang; a busy machine must not.
HANG = 120


def build():
    """Builds the fuzzer, and says whether that worked."""
    manifest = ROOT / "fuzz" / "Cargo.toml"
    command = ["cargo", "build", "-q", "--locked", "--config", ROOT / "fuzz" / "instrument.toml"]
    command += ["--manifest-path", manifest, "--target-dir", BUILT]
    return subprocess.run(command, cwd=ROOT, env=dict(os.environ, RUSTC_BOOTSTRAP="1")).returncode == 0


def fuzz(target, seconds, seed, work):
    """Fuzzes one target; returns its exit status and what it said. New inputs go to `work`, which is thrown away."""
    fresh = pathlib.Path(work) / target
    artifacts = ROOT / "fuzz" / "artifacts" / target
    for folder in (fresh, artifacts):
        folder.mkdir(parents=True, exist_ok=True)
    command = [PROGRAM, f"-max_total_time={seconds}", f"-timeout={HANG}", "-rss_limit_mb=2048", f"-seed={seed}"]
    command += ["-print_final_stats=1", f"-artifact_prefix={artifacts}/", fresh]
    command += [CORPORA / target] if (CORPORA / target).exists() else []
    process = subprocess.run(
        command, env=dict(os.environ, NEXTGEN_FUZZ_TARGET=target), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    return process.returncode, process.stdout


def sees(work):
    """Says whether the fuzzer finds the planted fault, and AddressSanitizer tells it."""
    status, said = fuzz("planted", 60, 1, work)
    for path in (ROOT / "fuzz" / "artifacts" / "planted").glob("*"):
        path.unlink()
    if status != 0 and "heap-buffer-overflow" in said:
        return True
    print(said[-4000:])
    print("the fuzzer does not find a planted fault here, so it would find no other")
    return False


def told(pattern, said):
    """Returns the number that libFuzzer told, or 0."""
    match = re.search(pattern, said)
    return int(match.group(1)) if match else 0


def judge(target, seed, status, said):
    """Prints a line for a target, and how to repeat what it found; returns whether it holds."""
    ran = told(r"number_of_executed_units: +(\d+)", said)
    rate = told(r"average_exec_per_sec: +(\d+)", said)
    covered = max((int(number) for number in re.findall(r" cov: (\d+)", said)), default=0)
    inputs = sum(1 for _ in (CORPORA / target).iterdir())
    if status == 0 and ran > inputs and covered > 0:
        print(f"ok   {target}: {ran} inputs, {rate} a second, {covered} edges, seed {seed}", flush=True)
        return True
    print(said[-8000:])
    print(f"FAIL {target}: exit status {status}, {ran} inputs, seed {seed}")
    match = re.search(r"Test unit written to (\S+)", said)
    if match:
        found = base64.b64encode(pathlib.Path(match.group(1)).read_bytes()).decode()
        print("To repeat it, put the input into the corpus and replay that:")
        print(f"  base64 -d <<< '{found}' > fuzz/corpus/{target}/found")
        print("  cargo test -p nextgen-targets")
        print("or, where only the sanitizer sees it:")
        program = os.path.relpath(PROGRAM, ROOT)
        print(f"  NEXTGEN_FUZZ_TARGET={target} {program} fuzz/corpus/{target}/found", flush=True)
    return False


def main():
    """Fuzzes what the command line names; ends by "N passed, N failed"."""
    parser = argparse.ArgumentParser(description="Fuzzes every target.")
    parser.add_argument("--seconds", type=int, default=30, help="how long each target is fuzzed")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="what libFuzzer's dice begin with")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    given = parser.parse_args()
    unknown = sorted(set(given.targets) - set(TARGETS))
    if unknown:
        parser.error(f"there is no target {unknown[0]!r}; there are {', '.join(TARGETS)}")
    targets = given.targets or TARGETS
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(2) as two:
        if not build() or not sees(work):
            print(f"0 passed, {len(targets)} failed")
            return 1
        runs = {two.submit(fuzz, target, given.seconds, given.seed, work): target for target in targets}
        done = concurrent.futures.as_completed(runs)
        good = sum(judge(runs[run], given.seed, *run.result()) for run in done)
    print(f"{good} passed, {len(targets) - good} failed")
    return 0 if good == len(targets) else 1


if __name__ == "__main__":
    sys.exit(main())
