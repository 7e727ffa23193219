#!/usr/bin/env bash
# The precompiled gem, and the one from source, each in a home of its own.
. "$(dirname "$0")/common.sh"
unpack_sandbox

cat >charge.rb <<'RB'
require "nextgen-ruby"
require "nextgen/sandbox"

abort "not the gem" unless $LOADED_FEATURES.grep(/nextgen_ruby/).all? { |path| path.start_with?(ENV.fetch("GEM_HOME")) }
NextGen::Sandbox.start do |sandbox|
  puts sandbox.client.charges.create(amount: 2000, currency: "usd", source: "tok_visa").status
end
RB

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
