<?php

declare(strict_types=1);

/*
 * Writes the header by which PHP-FPM declares the library once, when it starts, and not in every web request:
 *
 *     php vendor/nextgen/nextgen-php/ffi.php > /etc/php/nextgen.h
 *
 * In FPM's php.ini, beside what preload.php asks for:
 *
 *     ffi.preload=/etc/php/nextgen.h
 *
 * It names the library by its path, and PHP does not start where that is missing: write it anew when the package
 * has moved or was updated.
 */

require_once __DIR__ . '/preload.php';

echo \NextGen\Internal\Library::header();
