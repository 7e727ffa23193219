#!/usr/bin/env bash
# Runs tests under AddressSanitizer and LeakSanitizer, on stable Rust: the core, the C ABI by random sequences
# of calls, and the corpora of all other fuzz targets.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(rustc -vV | sed -n 's/^host: //p')
export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/address"
export RUSTFLAGS="-Zsanitizer=address -Cdebuginfo=line-tables-only"
export ASAN_OPTIONS=detect_stack_use_after_return=1
cargo test --no-fail-fast --target "$target" -p nextgen -p nextgen-c -p nextgen-targets --lib --tests
