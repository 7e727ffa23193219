#!/usr/bin/env bash
# Packs the sandbox: an archive of the program for each platform built, and the packages for npm. The wheel is
# python.sh's.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
need node nodejs
need npm npm

pack() { (cd "$1" && npm pack --silent --ignore-scripts --pack-destination "$dist"); }

pack_platform() {
    local program name folder
    program=$native/$1/$(program_name "$1" nextgen-sandbox)
    folder=$(fresh "sandbox/nextgen-sandbox-$version-$1")
    cp "$program" sandbox/README.md "$folder"
    licences "$folder"
    tarball "$dist/nextgen-sandbox-$version-$1.tar.gz" "$folder"

    name=$(node_platform "$1")
    folder=$(fresh "sandbox/npm-$name")
    cp "$program" "$folder"
    licences "$folder"
    node tools/package/manifest.mjs platform nextgen-sandbox "$name" >"$folder/package.json"
    pack "$folder"
}

main=$(fresh sandbox/npm)
cp sandbox/npm/*.js sandbox/README.md "$main"
licences "$main"
node tools/package/manifest.mjs main nextgen-sandbox >"$main/package.json"
pack "$main"
each_platform pack_platform
