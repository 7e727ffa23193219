#!/usr/bin/env bash
# The long part of the hostile tests; `make torture`. A seed that a part prints repeats its faults.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build -q
torture=("${CARGO_TARGET_DIR:-target}/debug/nextgen-torture" --program python=.venv/bin/python --lang rust,python,node,ruby,php)
status=0
NEXTGEN_KILLS=50 cargo test -q -p nextgen-sandbox --test binary || status=1
"${torture[@]}" allocations --times 1000 || status=1
"${torture[@]}" flat --times 1000 || status=1
"${torture[@]}" race --times 300 || status=1
"${torture[@]}" ledger --charges "${CHARGES:-10000}" --kills 50 || status=1
"${torture[@]}" soak --size "${SIZE:-20000}" --clients 16 || status=1
python3 tools/fuzz.py --seconds "${SECONDS_EACH:-60}" || status=1
exit "$status"
