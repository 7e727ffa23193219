#!/bin/sh
# Builds libnextgen and installs it below a prefix: library, header, pkg-config and CMake files.
#
#   bindings-c/scripts/install.sh [prefix]        default: /usr/local
#   NEXTGEN_PROFILE=dev FEATURES=… bindings-c/scripts/install.sh prefix        for the tests
set -eu

prefix=${1:-/usr/local}
root=$(cd "$(dirname "$0")/../.." && pwd)
profile=${NEXTGEN_PROFILE:-release}
target=${CARGO_TARGET_DIR:-$root/target}
folder=$([ "$profile" = dev ] && echo debug || echo "$profile")

cd "$root"
cargo build --quiet --package nextgen-c --profile "$profile" ${FEATURES:+--features "$FEATURES"}
bindings-c/scripts/place.sh "$target/$folder" "$prefix" "$prefix"
echo "installed libnextgen below $prefix"
