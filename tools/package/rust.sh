#!/usr/bin/env bash
# Packs the public crates, and builds each from what was packed, the sandbox over the packed core.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh

say "packing the crates, and building them from what was packed"
cargo package --quiet --locked -p nextgen -p nextgen-sandbox ${NEXTGEN_PACKAGE_DIRTY:+--allow-dirty}
cp "${CARGO_TARGET_DIR:-target}/package/nextgen-$version.crate" \
    "${CARGO_TARGET_DIR:-target}/package/nextgen-sandbox-$version.crate" "$dist"
