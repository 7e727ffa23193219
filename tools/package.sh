#!/usr/bin/env bash
# Builds into dist/ all that a release uploads, and tries each of it where nothing else is installed.
#
#   tools/package.sh                  everything, for this machine's platform
#   tools/package.sh native node      these parts only: native native-ruby python sdist node
#                                     ruby php c rust sandbox finish check
#
# `native` and `native-ruby` come first: node, ruby, php, c and sandbox pack what they have built, for every platform
# that lies in target/package/native. NEXTGEN_TARGET names another Rust target to build for.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

if [ $# = 0 ]; then
    rm -rf dist
    set -- native native-ruby python sdist node ruby php c rust sandbox finish check
fi
for part in "$@"; do "tools/package/$part.sh"; done
