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
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
major=${version%%.*}
fill() { sed -e "s|@PREFIX@|$prefix|g" -e "s|@VERSION@|$version|g" -e "s|@MAJOR@|$major|g" "$1"; }

install -d "$prefix/lib/pkgconfig" "$prefix/lib/cmake/NextGen" "$prefix/include"
install -m 755 "$target/$folder/libnextgen.so" "$prefix/lib/libnextgen.so.$version"
ln -sf "libnextgen.so.$version" "$prefix/lib/libnextgen.so.$major"
ln -sf "libnextgen.so.$major" "$prefix/lib/libnextgen.so"
install -m 644 "$target/$folder/libnextgen.a" "$prefix/lib/libnextgen.a"
install -m 644 include/nextgen.h "$prefix/include/nextgen.h"
fill bindings-c/nextgen.pc.in > "$prefix/lib/pkgconfig/nextgen.pc"
for file in NextGenConfig NextGenConfigVersion; do
    fill "bindings-c/cmake/$file.cmake.in" > "$prefix/lib/cmake/NextGen/$file.cmake"
done
echo "installed libnextgen $version below $prefix"
