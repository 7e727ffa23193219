#!/usr/bin/env bash
# Prepares this machine for a language: `tools/setup.sh rust python`; `tools/setup.sh all` for each of them.
# Safe to run again and again.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/need.sh

setup_rust() {
    [ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
    command -v cargo >/dev/null || { echo "Missing: cargo. Please install Rust with rustup." >&2; exit 1; }
    need cc gcc libc6-dev
}

setup_python() {
    need python3 python3 python3-venv
    # Debian's Python comes without the module that fills a new environment with pip.
    python3 -c 'import ensurepip' 2>/dev/null || install_packages "Python's ensurepip" python3-venv
    if [ ! -x .venv/bin/python ]; then
        say "making .venv"
        python3 -m venv .venv
    fi
    if ! cmp -s tools/requirements.txt .venv/requirements.txt; then
        say "installing Python tools into .venv"
        .venv/bin/python -m pip install -q --disable-pip-version-check -r tools/requirements.txt
        cp tools/requirements.txt .venv/requirements.txt
    fi
}

setup_node() {
    need node nodejs
    need npm npm
    if ! cmp -s bindings-node/package-lock.json bindings-node/node_modules/.lock; then
        say "installing Node's test tools into bindings-node/node_modules"
        # The native part is built by tools/develop.sh, so no script needs to run.
        (cd bindings-node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
        cp bindings-node/package-lock.json bindings-node/node_modules/.lock
    fi
}

setup_ruby() {
    need ruby ruby
    # The headers of Ruby, and the parser that its bindings are made by, with the headers it wants.
    need_packages ruby-dev libclang1-14 libclang-common-14-dev
    # What the adapters are tested with.
    need_packages ruby-rack ruby-rack-test ruby-sinatra ruby-rails puma rubocop
}

setup_php() {
    need php php-cli
    need_packages php-xml php-mbstring phpunit composer
}

setup_c() {
    need g++ g++
    need pkg-config pkg-config
    need cmake cmake
    need valgrind valgrind
}

[ "$*" != all ] || set -- rust python node ruby php c
for language in "$@"; do "setup_$language"; done
