#!/usr/bin/env bash
# Builds the Python package and installs it, editable, into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
# maturin wants to be told of the environment that its own interpreter lies in.
VIRTUAL_ENV="$PWD/.venv" .venv/bin/maturin develop -q -m bindings-python/Cargo.toml
