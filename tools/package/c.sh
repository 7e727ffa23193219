#!/usr/bin/env bash
# Packs the C library for each platform built: library, header, pkg-config and CMake files, examples.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh

pack_platform() {
    case $1 in *-linux-*) ;; *) pack_plain "$1"; return ;; esac
    local folder
    folder=$(fresh "c/libnextgen-$version-$1")
    bindings-c/scripts/place.sh "$native/$1" "$folder"
    finish "$1" "$folder"
}

# Other systems lay out libraries in ways of their own: the files, for the user to place.
pack_plain() {
    local folder
    folder=$(fresh "c/libnextgen-$version-$1")
    mkdir "$folder/lib" "$folder/include"
    find "$native/$1" -maxdepth 1 \( -name '*nextgen.dylib' -o -name 'libnextgen.a' -o -name 'nextgen*.dll' -o -name 'nextgen*.lib' \) \
        -exec cp {} "$folder/lib/" \;
    cp include/nextgen.h "$folder/include/"
    finish "$1" "$folder"
}

finish() {
    cp -R examples/c "$2/examples"
    cp bindings-c/README.md "$2"
    licences "$2"
    tarball "$dist/libnextgen-$version-$1.tar.gz" "$2"
}

each_platform pack_platform
