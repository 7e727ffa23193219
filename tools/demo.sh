#!/usr/bin/env bash
# Starts a sandbox and runs the demo of each language against it; cleans up after itself.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/need.sh

tools/setup.sh rust python
say "building the core, the sandbox and the demo (a few minutes on a fresh machine)"
cargo build -p nextgen-sandbox -p nextgen-examples
say "building the Python package"
tools/python-develop.sh

folder=$(mktemp -d)
target=${CARGO_TARGET_DIR:-target}/debug
"$target/nextgen-sandbox" --port 0 --json >"$folder/ready" &
sandbox=$!
trap 'kill "$sandbox" 2>/dev/null; wait "$sandbox" 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 200); do
    [ -s "$folder/ready" ] && break
    kill -0 "$sandbox" || { echo "The sandbox did not start." >&2; exit 1; }
    sleep 0.05
done
read_ready() { python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$folder/ready" "$1"; }
NEXTGEN_API_KEY=$(read_ready api_key)
NEXTGEN_BASE_URL=$(read_ready base_url)
NEXTGEN_CA_BUNDLE=$(read_ready ca_bundle)
export NEXTGEN_API_KEY NEXTGEN_BASE_URL NEXTGEN_CA_BUNDLE

say "Rust, against $NEXTGEN_BASE_URL"
"$target/nextgen-demo"
say "Python"
.venv/bin/python examples/demo/demo.py
say "done: money moved in test mode, and every webhook was verified"
