#!/usr/bin/env bash
# The archive as Composer installs it, from a repository of dist/ alone.
. "$(dirname "$0")/common.sh"
unpack_sandbox

cat >composer.json <<JSON
{
    "repositories": [{"type": "artifact", "url": "$dist"}, {"packagist": false}],
    "require": {"nextgen/nextgen-php": "$version"}
}
JSON
settings+=(COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_DISABLE_NETWORK=1)
clean composer install --quiet --no-interaction
cp "$root/tools/package/check/charge.php" .
works "the Composer package" "$(clean "$php" charge.php)"
echo "     installed: $(du -sk vendor/nextgen | cut -f1) KiB"
