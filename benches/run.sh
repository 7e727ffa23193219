#!/bin/sh
# Builds and runs the benches. libcurl takes part where its headers and a C compiler are installed
# (Debian: apt-get install libcurl4-openssl-dev).
set -eu
cd "$(dirname "$0")/.."
cargo build --release --quiet -p nextgen-benches
target="${CARGO_TARGET_DIR:-target}/release"
if cc -O2 -Wall -Wextra -o "$target/nextgen-bench-libcurl" benches/libcurl.c -lcurl 2>"$target/nextgen-bench-libcurl.log"; then
    NEXTGEN_BENCH_LIBCURL="$target/nextgen-bench-libcurl"
    export NEXTGEN_BENCH_LIBCURL
fi
exec "$target/nextgen-benches"
