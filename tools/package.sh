#!/usr/bin/env bash
# Builds into dist/ all that a release uploads, and tries each of it where nothing else is installed.
#
#   tools/package.sh                  everything, for this machine's platform
#   tools/package.sh native node      these parts only: native python node ruby php c rust sandbox finish check
#
# `native` comes first: node, ruby, php, c and sandbox pack what it has built, for every platform that lies in
# target/package/native. NEXTGEN_TARGET names another Rust target to build for.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

if [ $# = 0 ]; then
    rm -rf dist
    set -- native python node ruby php c rust sandbox finish check
fi
for part in "$@"; do "tools/package/$part.sh"; done
