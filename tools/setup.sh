#!/usr/bin/env bash
# Prepares this machine for a language: `tools/setup.sh rust python`. Safe to run again and again.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/need.sh

setup_rust() {
    [ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
    command -v cargo >/dev/null || { echo "Missing: cargo. Please install Rust with rustup." >&2; exit 1; }
    need_apt cc gcc libc6-dev
}

setup_python() {
    need_apt python3 python3 python3-venv
    # Debian's Python comes without the module that fills a new environment with pip.
    if ! python3 -c 'import ensurepip' 2>/dev/null; then need_apt /no/ensurepip python3-venv; fi
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

for language in "$@"; do "setup_$language"; done
