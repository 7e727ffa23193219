#!/usr/bin/env bash
# Installs each file of dist/ where nothing else is installed, without Rust where it is not built from source,
# and charges a card against the sandbox of its own package. `check.sh python node` tries those only.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh

[ $# -gt 0 ] || set -- native python node ruby php c rust
passed=0 failed=0
for what in "$@"; do
    folder=$(fresh "check/$what")
    if tools/package/check/"$what".sh "$folder"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $what: see $folder" >&2
    fi
done
echo "$passed passed, $failed failed"
exit "$((failed > 0))"
