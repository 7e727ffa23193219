# How cargo builds for $target what is released; sourced after common.sh. Sets `build`, cargo's command line, and
# `libraries`, the RUSTFLAGS of what loads into another process; RUSTFLAGS itself serves programs.
#
# On Linux with glibc, zig links for the glibc of manylinux2014; NEXTGEN_ZIG=no links for this machine's own.

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
