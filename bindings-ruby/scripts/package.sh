#!/usr/bin/env bash
# Makes both gems, in the folder given or in dist/: the one that is built where it is installed, and the
# precompiled one for this platform and this version of Ruby.
#
#   bindings-ruby/scripts/package.sh [folder]
#   bindings-ruby/scripts/package.sh --check [folder]    installs each into a folder of its own and tries it
set -euo pipefail
check=
if [ "${1:-}" = --check ]; then
    check=yes
    shift
fi
mkdir -p "${1:-dist}"
folder=$(cd "${1:-dist}" && pwd)
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-../target}
version=$(ruby -Ilib -rnextgen/version -e 'print NextGen::VERSION')
platform=$(ruby -e 'print Gem::Platform.local')
api=$(ruby -e 'print RUBY_VERSION[/\A\d+\.\d+/]')
extension=$(ruby -rrbconfig -e 'print RbConfig::CONFIG["DLEXT"]')

# Builds a gem from the gemspec, strictly: a warning is a fault.
build() { gem build --strict --quiet --output "$folder/$1" nextgen-ruby.gemspec; }

build "nextgen-ruby-$version.gem"

cargo build --quiet --release --package nextgen-ruby
rm -rf lib/nextgen/*/
mkdir "lib/nextgen/$api"
# The linker's name for the library and Ruby's are not the same on every system.
find "$target/release" -maxdepth 1 -name 'libnextgen_ruby.*' ! -name '*.d' \
    -exec cp {} "lib/nextgen/$api/nextgen_ruby.$extension" \;
NEXTGEN_PRECOMPILED=1 build "nextgen-ruby-$version-$platform.gem"
rm -rf lib/nextgen/*/

[ -n "$check" ] || exit 0
for file in "$folder/nextgen-ruby-$version-$platform.gem" "$folder/nextgen-ruby-$version.gem"; do
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    GEM_HOME=$home GEM_PATH=$home gem install --local --no-document --quiet "$file"
    # Neither what this checkout has built nor its Ruby files are in the way.
    (cd / && env -u RUBYLIB GEM_HOME="$home" GEM_PATH="$home" ruby -W:no-experimental -rnextgen-ruby -e '
        abort "not the gem" unless $LOADED_FEATURES.grep(/nextgen_ruby/).all? { |path| path.start_with?(ENV["GEM_HOME"]) }
        header = NextGen::Webhook.generate_test_header("{\"object\":\"event\"}", "whsec_test")
        NextGen::Webhook.construct_event("{\"object\":\"event\"}", header, "whsec_test")
        puts "nextgen-ruby #{NextGen::VERSION} works, installed from #{ARGV[0]}"' "$(basename "$file")")
    rm -rf "$home"
done
