<?php

/* Finds the classes of the package, and those of its tests. */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    foreach (['NextGen\\Tests\\' => dirname(__DIR__), 'NextGen\\' => dirname(__DIR__, 2) . '/src'] as $prefix => $folder) {
        if (str_starts_with($class, $prefix)) {
            $file = $folder . '/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
            if (is_file($file)) {
                require $file;
            }

            return;
        }
    }
});
