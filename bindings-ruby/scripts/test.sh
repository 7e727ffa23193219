#!/usr/bin/env bash
# Runs the tests of the gem, in one Ruby; arguments go to minitest: `scripts/test.sh -n /fork/`.
# Build first: `tools/develop.sh ruby`, and `cargo build -p nextgen-sandbox`.
set -euo pipefail
cd "$(dirname "$0")/.."
exec ruby -Ilib -Itest -e 'Dir["./test/*_test.rb"].sort.each { |file| require file }' -- "$@"
