#!/usr/bin/env bash
# Builds what is native for one target (NEXTGEN_TARGET, or this machine) and lays it into target/package/native/<target>/:
#
#   nextgen.node   libnextgen.so   libnextgen.a   nextgen-sandbox   ruby/<version>/nextgen_ruby.so
#
# The packing scripts beside this one pack whatever targets lie there. On Linux with glibc, zig links for the
# glibc of manylinux2014; NEXTGEN_ZIG=no links for this machine's own.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
tools_of_packaging

folder=$native/$target
rm -rf "$folder"
mkdir -p "$folder"
crates=(-p nextgen-c -p nextgen-node)
command -v ruby >/dev/null && [ -n "$(ruby_platform "$target")" ] && crates+=(-p nextgen-ruby)

# link_by_zig: has C code compiled, and all linked, for the old glibc. Not by `cargo zigbuild`, which has Ruby's
# headers read with zig's, where some that they include are missing.
link_by_zig() {
    local wrapper=$work/zigcc name=${target//-/_}
    printf '#!/bin/sh\nexec cargo-zigbuild zig cc -- -fno-sanitize=all -target %s.%s "$@"\n' "${target/-unknown/}" "$glibc" >"$wrapper"
    chmod +x "$wrapper"
    export "CC_$name=$wrapper" "CARGO_TARGET_${name^^}_LINKER=$wrapper"
}

build=(cargo build --target "$target" --release --locked)
export RUSTFLAGS="${RUSTFLAGS:-} $remap"
libraries=$RUSTFLAGS
case $target in
    *-linux-gnu) [ "${NEXTGEN_ZIG:-yes}" != yes ] || link_by_zig ;;
    # A library uses the musl of the process that loads it; the sandbox brings its own, and so runs anywhere.
    *-linux-musl) libraries="$RUSTFLAGS -C target-feature=-crt-static" ;;
    # The names of Ruby and Node are found when the library is loaded.
    *-apple-*) libraries="$RUSTFLAGS -C link-arg=-Wl,-undefined,dynamic_lookup" ;;
esac

say "building for $target: ${crates[*]}"
RUSTFLAGS=$libraries "${build[@]}" "${crates[@]}"
say "building for $target: the sandbox"
"${build[@]}" -p nextgen-sandbox

built=${CARGO_TARGET_DIR:-target}/$target/release
cp "$built/$(library_name "$target" nextgen_node)" "$folder/nextgen.node"
cp "$built/$(library_name "$target" nextgen)" "$folder/"
for archive in libnextgen.a nextgen.lib nextgen.dll.lib; do
    [ ! -f "$built/$archive" ] || cp "$built/$archive" "$folder/"
done
cp "$built/$(program_name "$target" nextgen-sandbox)" "$folder/"
if [[ " ${crates[*]} " == *" nextgen-ruby "* ]]; then
    ruby=$folder/ruby/$(ruby -e 'print RUBY_VERSION[/\A\d+\.\d+/]')
    mkdir -p "$ruby"
    cp "$built/$(library_name "$target" nextgen_ruby)" "$ruby/nextgen_ruby.$(ruby -rrbconfig -e 'print RbConfig::CONFIG["DLEXT"]')"
fi
case $target in
    *-linux-*)
        find "$folder" \( -name '*.so' -o -name '*.node' -o -name nextgen-sandbox \) -exec strip --strip-unneeded {} +
        # Debug information of C code is most of what an archive would weigh.
        strip --strip-debug "$folder/libnextgen.a"
        ;;
    *-apple-*) strip -x "$folder"/*.dylib "$folder"/*.node "$folder/nextgen-sandbox" ;;
esac
find "$folder" -type f -exec ls -l {} + | awk '{ print $5, $NF }'
