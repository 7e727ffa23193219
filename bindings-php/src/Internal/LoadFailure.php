<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Client;
use NextGen\Exception\ConfigurationException;

/**
 * Says why the library could not be loaded, and what to do.
 *
 * @internal
 */
final class LoadFailure
{
    public static function withoutFfi(): ConfigurationException
    {
        return new ConfigurationException(
            'NextGen needs PHP\'s FFI extension, which is not loaded. Install it (on Debian it comes with PHP) '
            . 'and set extension=ffi in php.ini.',
        );
    }

    public static function ofVersion(string $path, string $version): ConfigurationException
    {
        return new ConfigurationException(\sprintf(
            'The library %s is of version %s, the PHP code of version %s; install both from one package.',
            $path,
            $version,
            Client::VERSION,
        ));
    }

    public static function of(\FFI\Exception $fault, string $path): ConfigurationException
    {
        return new ConfigurationException(self::explain($fault, $path), [], $fault);
    }

    private static function explain(\FFI\Exception $fault, string $path): string
    {
        if (!\str_contains($fault->getMessage(), 'ffi.enable')) {
            return \sprintf('The library %s cannot be loaded: %s.', $path, \rtrim($fault->getMessage(), '.'));
        }

        return \sprintf(
            'PHP may not use FFI here. Set ffi.enable=1 in php.ini (for FPM: in its own php.ini, then restart it), '
            . 'or keep ffi.enable=preload and set opcache.preload=%s. Now: ffi.enable=%s, SAPI %s.',
            \dirname(__DIR__, 2) . '/preload.php',
            \ini_get('ffi.enable'),
            \PHP_SAPI,
        );
    }
}
