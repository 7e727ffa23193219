#!/usr/bin/env bash
# The precompiled gem, and the one from source, each in a home of its own.
. "$(dirname "$0")/common.sh"
unpack_sandbox

cp "$root/tools/package/check/charge.rb" .

try() {
    local home=$folder/$2
    settings+=("GEM_HOME=$home" "GEM_PATH=$home")
    if [ "$2" = source ]; then
        # Built where it is installed, so Rust is there.
        GEM_HOME=$home GEM_PATH=$home gem install --local --no-document --silent "$1"
    else
        clean gem install --local --no-document --silent "$1"
    fi
    works "$(basename "$1")" "$(clean "$ruby" charge.rb)"
    echo "     installed: $(du -sk "$home/gems" "$home/extensions" 2>/dev/null | awk '{ s += $1 } END { print s }') KiB"
}

try "$dist/nextgen-ruby-$version-$(ruby_platform "$target").gem" precompiled
try "$dist/nextgen-ruby-$version.gem" source
