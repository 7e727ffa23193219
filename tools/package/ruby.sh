#!/usr/bin/env bash
# Packs the gem: from source (built by cargo where it is installed), and precompiled for each platform built, with
# the library of each version of Ruby that was built there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/package/common.sh
need ruby ruby

# The gem in the repository brings the Rust sources into its folder; the work goes on in a copy of that.
ruby -r ./bindings-ruby/scripts/stage -e Stage.run
source=$(fresh ruby/source)
cp -R bindings-ruby/{lib,sig,ext,README.md,CHANGELOG.md,nextgen-ruby.gemspec} "$source"
find "$source/lib" \( -name '*.so' -o -name '*.bundle' \) -delete
licences "$source"
(cd "$source" && gem build --strict --silent nextgen-ruby.gemspec --output "$dist/nextgen-ruby-$version.gem")

pack_platform() {
    local platform folder
    platform=$(ruby_platform "$1")
    [ -n "$platform" ] && [ -d "$native/$1/ruby" ] || return 0
    folder=$(fresh "ruby/$platform")
    cp -R "$source"/{lib,sig,README.md,CHANGELOG.md,LICENSE*,nextgen-ruby.gemspec} "$folder"
    cp -R "$native/$1/ruby"/* "$folder/lib/nextgen/"
    (cd "$folder" && NEXTGEN_PLATFORM=$platform gem build --strict --silent nextgen-ruby.gemspec \
        --output "$dist/nextgen-ruby-$version-$platform.gem")
}
each_platform pack_platform
