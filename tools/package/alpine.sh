#!/bin/sh
# Runs parts of tools/package.sh in a fresh container of Alpine, for musl: `alpine.sh native python`.
set -eu
cd "$(dirname "$0")/../.."

apk add --no-cache bash curl git build-base clang-libclang python3 py3-pip >/dev/null
curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --quiet --profile minimal
# The sources belong to the user outside.
git config --global --add safe.directory "$PWD"
exec tools/package.sh "$@"
