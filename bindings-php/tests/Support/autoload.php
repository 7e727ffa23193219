<?php

/* Finds the classes of the package, those of its tests, and the PSR interfaces on the include path. */

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
    if (str_starts_with($class, 'Psr\\')) {
        $file = stream_resolve_include_path(strtr($class, '\\', '/') . '.php');
        if ($file !== false) {
            require $file;
        }
    }
});
