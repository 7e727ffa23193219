<?php

declare(strict_types=1);

/*
 * Lets PHP-FPM use NextGen under its default ffi.enable=preload. In FPM's php.ini:
 *
 *     opcache.enable=1
 *     opcache.preload=/path/to/vendor/nextgen/nextgen-php/preload.php
 *     opcache.preload_user=www-data
 *
 * Only code that was preloaded may then use FFI, and this is all of it that does. If you preload a file of
 * your own, require this one from there.
 */

require_once __DIR__ . '/src/Internal/Hooks.php';
require_once __DIR__ . '/src/Internal/Core.php';
require_once __DIR__ . '/src/Internal/Header.php';
require_once __DIR__ . '/src/Internal/Library.php';
require_once __DIR__ . '/src/Internal/Pager.php';
require_once __DIR__ . '/src/Internal/Signatures.php';
