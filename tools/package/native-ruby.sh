#!/usr/bin/env bash
# Builds Ruby's library for one target and the version of Ruby on PATH, and lays it beside what native.sh has built:
# target/package/native/<target>/ruby/<version>/nextgen_ruby.so. Run it once with each version of Ruby.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
tools_of_packaging
need ruby ruby
. tools/package/linking.sh

api=$(ruby -e 'print RUBY_VERSION[/\A\d+\.\d+/]')
folder=$native/$target/ruby/$api
say "building for $target: the library for Ruby $api"
RUSTFLAGS=$libraries "${build[@]}" -p nextgen-ruby

rm -rf "$folder"
mkdir -p "$folder"
file=$folder/nextgen_ruby.$(ruby -rrbconfig -e 'print RbConfig::CONFIG["DLEXT"]')
cp "${CARGO_TARGET_DIR:-target}/$target/release/$(library_name "$target" nextgen_ruby)" "$file"
case $target in
    *-linux-*) strip --strip-unneeded "$file" ;;
    *-apple-*) strip -x "$file" ;;
esac
ls -l "$file" | awk '{ print $5, $NF }'
