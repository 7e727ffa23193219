#!/bin/sh
# Lays a built libnextgen out as an installation: library, header, pkg-config and CMake files.
#
#   bindings-c/scripts/place.sh <folder with libnextgen.so and libnextgen.a> <to> [prefix]
#
# Without a prefix what is laid out can be moved: its files find each other from where they lie.
set -eu

from=$1
to=$2
prefix=${3:-'${pcfiledir}/../..'}
root=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' "$root/Cargo.toml")
major=${version%%.*}
fill() { sed -e "s|@PREFIX@|$prefix|g" -e "s|@VERSION@|$version|g" -e "s|@MAJOR@|$major|g" "$1"; }

install -d "$to/lib/pkgconfig" "$to/lib/cmake/NextGen" "$to/include"
install -m 755 "$from/libnextgen.so" "$to/lib/libnextgen.so.$version"
ln -sf "libnextgen.so.$version" "$to/lib/libnextgen.so.$major"
ln -sf "libnextgen.so.$major" "$to/lib/libnextgen.so"
install -m 644 "$from/libnextgen.a" "$to/lib/libnextgen.a"
install -m 644 "$root/include/nextgen.h" "$to/include/nextgen.h"
fill "$root/bindings-c/nextgen.pc.in" >"$to/lib/pkgconfig/nextgen.pc"
for file in NextGenConfig NextGenConfigVersion; do
    fill "$root/bindings-c/cmake/$file.cmake.in" >"$to/lib/cmake/NextGen/$file.cmake"
done
