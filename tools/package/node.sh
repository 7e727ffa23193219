#!/usr/bin/env bash
# Packs the Node package: the main one, of JavaScript alone, and one with the native part for each platform built.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
need node nodejs
need npm npm

# pack FOLDER: makes the .tgz of a folder in dist.
pack() { (cd "$1" && npm pack --silent --ignore-scripts --pack-destination "$dist"); }

pack_platform() {
    local name folder
    name=$(node_platform "$1")
    folder=$(fresh "node/nextgen-node-$name")
    cp "$native/$1/nextgen.node" "$folder/nextgen.$name.node"
    licences "$folder"
    node tools/package/manifest.mjs platform nextgen-node "$name" >"$folder/package.json"
    pack "$folder"
}

main=$(fresh node/nextgen-node)
cp -R bindings-node/lib "$main"
cp bindings-node/README.md "$main"
licences "$main"
node tools/package/manifest.mjs main nextgen-node >"$main/package.json"
pack "$main"
each_platform pack_platform
