#!/usr/bin/env bash
# The long part of the hostile tests; `make torture`. A seed that a part prints repeats its faults. The server, the network and
# the Rust client are release builds, the packages those of development. Ends by one table over all parts and languages.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build -q --release -p nextgen-tests -p nextgen-sandbox
program="${CARGO_TARGET_DIR:-target}/release/nextgen-torture"
said=$(mktemp)
trap 'rm "$said"' EXIT
status=0
part() { "$program" "$@" --lang rust,python,node,ruby,php --program python=.venv/bin/python | tee -a "$said" || status=1; }

NEXTGEN_KILLS=50 cargo test -q -p nextgen-sandbox --test binary || status=1
part allocations --times 1000
part flat --times 1000
part keys
part files
part race --times 300
part race --times 20 --clients 50
part ledger --charges "${CHARGES:-10000}" --kills 50
part soak --size "${SIZE:-20000}" --clients 64
python3 tools/fuzz.py --seconds "${SECONDS_EACH:-60}" || status=1
echo
python3 tools/test.py --tables "$said"
exit "$status"
