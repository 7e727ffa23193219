#!/usr/bin/env bash
# Runs the tests of the PHP package; arguments go to PHPUnit: `scripts/test.sh --filter Fpm`.
# Build first: `tools/develop.sh php`, and `cargo build -p nextgen-sandbox`. Needs PHP-FPM, nginx and Composer.
set -euo pipefail
cd "$(dirname "$0")/.."

phpunit "$@"
[ $# = 0 ] || exit 0
# Debian has the PSR-15 interfaces as an extension only; tools/setup.sh unpacks it here.
extension=$(echo vendor/debian/usr/lib/php/*/psr.so)
[ ! -e "$extension" ] || set -- -d "extension=$PWD/$extension"
php "$@" "$(command -v phpunit)" --testsuite psr15
