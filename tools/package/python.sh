#!/usr/bin/env bash
# Packs the wheels of nextgen-python and of the sandbox, for one target.
#
# One wheel serves CPython 3.9 and later (the stable ABI). On Linux with glibc, zig links for manylinux2014;
# NEXTGEN_ZIG=no links for this machine's own glibc, and the wheel's name says which that is.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
tools_of_packaging

options=(--release --locked --quiet --target "$target" --out "$dist" --strip)
case $target in
    *-linux-gnu) [ "${NEXTGEN_ZIG:-yes}" != yes ] || options+=(--zig --compatibility manylinux2014) ;;
    *-linux-musl) options+=(--compatibility musllinux_1_2) ;;
esac

export RUSTFLAGS="${RUSTFLAGS:-} $remap"
rm -f "$dist"/nextgen_python-*.whl "$dist"/nextgen_sandbox-*.whl
say "building the wheel of nextgen-python for $target"
maturin build "${options[@]}" -m bindings-python/Cargo.toml
say "building the wheel of nextgen-sandbox for $target"
maturin build "${options[@]}" -m sandbox/Cargo.toml

wheel=$(ls "$dist"/nextgen_python-*.whl)
abi3audit --strict "$wheel"
case $target in *-linux-*) auditwheel show "$wheel" ;; esac
