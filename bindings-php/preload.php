<?php

declare(strict_types=1);

/*
 * Loads the whole package once, when PHP-FPM starts: its requests then neither look for a file of it nor link
 * a class of it, and it may use FFI under the default ffi.enable=preload. In FPM's php.ini:
 *
 *     opcache.enable=1
 *     opcache.preload=/path/to/vendor/nextgen/nextgen-php/preload.php
 *     opcache.preload_user=www-data
 *
 * If you preload a file of your own, require this one from there. What needs a framework's interfaces, or is for
 * tests, loads as ever.
 */

(static function (string $source): void {
    // A class that extends another needs it first.
    $load = static function (string $class) use ($source): void {
        if (\str_starts_with($class, 'NextGen\\')) {
            require_once $source . \strtr(\substr($class, \strlen('NextGen')), '\\', '/') . '.php';
        }
    };
    \spl_autoload_register($load);
    foreach (['', '/Exception', '/Internal', '/Resource'] as $folder) {
        foreach (\glob("{$source}{$folder}/*.php") as $file) {
            require_once $file;
        }
    }
    \spl_autoload_unregister($load);
})(__DIR__ . '/src');
