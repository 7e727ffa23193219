<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Keeps secrets apart from the objects they belong to, so that no dump, export or cast shows them.
 *
 * @internal
 */
final class Secret
{
    /** @var \WeakMap<object, string>|null */
    private static ?\WeakMap $kept = null;

    public static function keep(object $owner, #[\SensitiveParameter] string $secret): void
    {
        self::$kept ??= new \WeakMap();
        self::$kept[$owner] = $secret;
    }

    public static function of(object $owner): ?string
    {
        return self::$kept[$owner] ?? null;
    }
}
