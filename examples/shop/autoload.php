<?php

// Loads the package as it lies in the repository, without Composer.

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/../../bindings-php/src/' . strtr(substr($class, strlen('NextGen\\')), '\\', '/') . '.php';
    if (str_starts_with($class, 'NextGen\\') && is_file($file)) {
        require $file;
    }
});
