#!/usr/bin/env bash
# Builds what is native for one target (NEXTGEN_TARGET, or this machine) and lays it into target/package/native/<target>/:
#
#   nextgen.node   libnextgen.so   libnextgen.a   nextgen-sandbox
#
# and native-ruby.sh beside them ruby/<version>/nextgen_ruby.so. The packing scripts pack whatever targets lie there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
tools_of_packaging

folder=$native/$target
rm -rf "$folder"
mkdir -p "$folder"
. tools/package/linking.sh

say "building for $target: the libraries for C, PHP and Node"
RUSTFLAGS=$libraries "${build[@]}" -p nextgen-c -p nextgen-node
say "building for $target: the sandbox"
"${build[@]}" -p nextgen-sandbox

built=${CARGO_TARGET_DIR:-target}/$target/release
cp "$built/$(library_name "$target" nextgen_node)" "$folder/nextgen.node"
cp "$built/$(library_name "$target" nextgen)" "$folder/"
for archive in libnextgen.a nextgen.lib nextgen.dll.lib; do
    [ ! -f "$built/$archive" ] || cp "$built/$archive" "$folder/"
done
cp "$built/$(program_name "$target" nextgen-sandbox)" "$folder/"
case $target in
    *-linux-*)
        find "$folder" \( -name '*.so' -o -name '*.node' -o -name nextgen-sandbox \) -exec strip --strip-unneeded {} +
        # Debug information of C code is most of what an archive would weigh.
        strip --strip-debug "$folder/libnextgen.a"
        ;;
    *-apple-*) strip -x "$folder"/*.dylib "$folder"/*.node "$folder/nextgen-sandbox" ;;
esac
find "$folder" -type f -exec ls -l {} + | awk '{ print $5, $NF }'
