#!/usr/bin/env bash
# The archive as Composer installs it, from a repository of dist/ alone.
. "$(dirname "$0")/common.sh"
unpack_sandbox

cat >composer.json <<JSON
{
    "repositories": [{"type": "artifact", "url": "$dist"}, {"packagist.org": false}],
    "require": {"nextgen/nextgen-php": "$version"}
}
JSON
settings+=(COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_DISABLE_NETWORK=1)
clean composer install --quiet --no-interaction
cat >charge.php <<'PHP'
<?php
require 'vendor/autoload.php';

$sandbox = \NextGen\Testing\Sandbox::start();
$charge = $sandbox->client()->charges->create(amount: 2000, currency: 'usd', source: 'tok_visa');
echo $charge->toArray()['status'];
PHP
works "the Composer package" "$(clean "$php" charge.php)"
echo "     installed: $(du -sk vendor/nextgen | cut -f1) KiB"
