#!/usr/bin/env bash
# Runs every fuzz target for SECONDS (30), or the ones in TARGETS; `make fuzz`.
set -euo pipefail
cd "$(dirname "$0")/.."
export RUSTC_BOOTSTRAP=1
command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for target in ${TARGETS:-signature answer error form retry_after ids c_calls sandbox_http}; do
    # New inputs go to a folder that is thrown away, so that the corpora stay small and chosen.
    mkdir -p "$work/$target"
    if cargo fuzz run "$target" "$work/$target" "fuzz/corpus/$target" -- \
        -max_total_time="${SECONDS_EACH:-30}" -timeout=30 -rss_limit_mb=2048 -print_final_stats=1 2>"$work/log"; then
        echo "ok   $target: $(grep -o 'number_of_executed_units: .*' "$work/log" | grep -o '[0-9]*') inputs"
        passed=$((passed + 1))
    else
        tail -40 "$work/log"
        echo "FAIL $target"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
