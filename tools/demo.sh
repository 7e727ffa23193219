#!/usr/bin/env bash
# Starts a sandbox and runs the demo of each language against it; cleans up after itself.
# `tools/demo.sh rust python` runs those languages only.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/need.sh
. tools/sandbox.sh

[ "$#" -gt 0 ] || set -- rust python node ruby php c
tools/setup.sh rust "$@"
say "building the core, the sandbox and the packages (a few minutes on a fresh machine)"
cargo build -p nextgen-sandbox -p nextgen-examples
for language in "$@"; do
    case $language in rust | c) ;; *) tools/develop.sh "$language" ;; esac
done

root=$PWD
target=${CARGO_TARGET_DIR:-$root/target}/debug
start_sandbox

demo_rust() { "$target/nextgen-demo"; }
demo_python() { .venv/bin/python examples/demo/demo.py; }
demo_ruby() { ruby -I bindings-ruby/lib examples/demo/demo.rb; }

# Node finds a package in the folders above a program.
demo_node() {
    mkdir -p "$folder/node/node_modules"
    ln -s "$root/bindings-node" "$folder/node/node_modules/nextgen-node"
    cp examples/demo/demo.mjs "$folder/node"
    node "$folder/node/demo.mjs"
}

demo_php() {
    mkdir "$folder/php"
    printf '{"repositories":[{"type":"path","url":"%s"},{"packagist":false}],"require":{"nextgen/nextgen-php":"*"}}' \
        "$root/bindings-php" >"$folder/php/composer.json"
    COMPOSER_DISABLE_NETWORK=1 COMPOSER_ALLOW_SUPERUSER=1 composer --working-dir="$folder/php" --quiet install
    NEXTGEN_AUTOLOAD="$folder/php/vendor/autoload.php" php examples/demo/demo.php
}

demo_c() {
    NEXTGEN_PROFILE=dev bindings-c/scripts/install.sh "$folder/prefix" >/dev/null
    local flags
    read -ra flags <<<"$(PKG_CONFIG_PATH="$folder/prefix/lib/pkgconfig" pkg-config --cflags --libs nextgen)"
    cc -std=c99 examples/c/charge.c "${flags[@]}" -o "$folder/charge"
    LD_LIBRARY_PATH="$folder/prefix/lib" "$folder/charge"
}

for language in "$@"; do
    say "$language, against $NEXTGEN_BASE_URL"
    "demo_$language"
done
say "done: money moved in test mode, and every webhook was verified"
