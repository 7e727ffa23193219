#!/usr/bin/env bash
# Runs the tests of the PHP package; arguments go to PHPUnit: `scripts/test.sh --filter Fpm`.
# Build first: `tools/develop.sh php`, and `cargo build -p nextgen-sandbox`. Needs PHP-FPM, nginx and Composer.
set -euo pipefail
cd "$(dirname "$0")/.."

phpunit "$@"
[ $# = 0 ] || exit 0

# The same library, made to panic on purpose; then the usual one again, for whoever comes next.
panic=$(mktemp -d)
trap 'rm -rf "$panic"' EXIT
NEXTGEN_PROFILE=dev FEATURES=test-panic ../bindings-c/scripts/install.sh "$panic" > /dev/null
(cd .. && cargo build --quiet --package nextgen-c)
NEXTGEN_PANIC_LIBRARY=$panic/lib/libnextgen.so phpunit --testsuite panic

# Debian has the PSR-15 interfaces as an extension only; tools/setup.sh unpacks it here.
extension=$(echo vendor/debian/usr/lib/php/*/psr.so)
[ ! -e "$extension" ] || set -- -d "extension=$PWD/$extension"
php "$@" "$(command -v phpunit)" --testsuite psr15
