#!/usr/bin/env bash
# Packs the sdist of nextgen-python, from which pip builds where there is no wheel.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
tools_of_packaging

maturin sdist -m bindings-python/Cargo.toml --out "$dist"
