#!/usr/bin/env bash
# Builds the native part of a language's package for development and puts it where the package looks
# for it: `tools/develop.sh python node ruby php`.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}

# Written beside and moved, since a running process may have the old file mapped.
place() {
    cp "$1" "$2.new"
    mv "$2.new" "$2"
}

develop_python() {
    # maturin wants to be told of the environment that its own interpreter lies in.
    VIRTUAL_ENV="$PWD/.venv" .venv/bin/maturin develop -q -m bindings-python/Cargo.toml
}

develop_node() { NEXTGEN_PROFILE=dev node bindings-node/scripts/install.js; }

develop_ruby() {
    cargo build -p nextgen-ruby
    place "$target/debug/libnextgen_ruby.so" bindings-ruby/lib/nextgen/nextgen_ruby.so
}

develop_php() { NEXTGEN_PROFILE=dev bindings-php/scripts/build.sh; }

for language in "$@"; do "develop_$language"; done
