<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Exception\ConfigurationException;

/**
 * Finds the library for the machine that PHP runs on.
 *
 * @internal
 */
final class Platform
{
    /** Returns the folder that holds the libraries of all platforms. */
    public static function folder(): string
    {
        return \dirname(__DIR__, 2) . '/lib';
    }

    /** @throws ConfigurationException when the package has no library for this machine. */
    public static function library(): string
    {
        $own = \getenv('NEXTGEN_LIBRARY');
        $path = $own === false || $own === ''
            ? \sprintf('%s/%s/%s', self::folder(), self::name(), self::file())
            : $own;
        if (\is_file($path)) {
            return $path;
        }
        throw new ConfigurationException(\sprintf(
            'There is no library for this machine (%s) at %s. Install a package that has it, build it by '
            . 'scripts/build.sh, or name one by the environment variable NEXTGEN_LIBRARY.',
            self::name(),
            $path,
        ));
    }

    /** Returns the name of the platform: `linux-x86_64-gnu`, `darwin-arm64`, `windows-x86_64`. */
    public static function name(): string
    {
        $processor = match (\strtolower(\php_uname('m'))) {
            'amd64', 'x86_64', 'x64' => 'x86_64',
            'aarch64', 'arm64' => 'arm64',
            default => \strtolower(\php_uname('m')),
        };

        return match (\PHP_OS_FAMILY) {
            'Linux' => \sprintf('linux-%s-%s', $processor, self::isMusl() ? 'musl' : 'gnu'),
            default => \strtolower(\PHP_OS_FAMILY) . '-' . $processor,
        };
    }

    /** Says whether PHP runs on musl. It may be there for other programs, on a system that stands on glibc. */
    private static function isMusl(): bool
    {
        // Named after the processor: to look through the folder would take longer than all else here. Where open_basedir
        // keeps PHP out of it, there is a warning that nobody can use.
        return @\is_file('/lib/ld-musl-' . \php_uname('m') . '.so.1')
            && \preg_match('#/(ld-musl-|libc\.musl-)#', (string) @\file_get_contents('/proc/self/maps')) === 1;
    }

    private static function file(): string
    {
        return match (\PHP_OS_FAMILY) {
            'Windows' => 'nextgen.dll',
            'Darwin' => 'libnextgen.dylib',
            default => 'libnextgen.so',
        };
    }
}
