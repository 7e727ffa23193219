<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Stands for a secret that lies elsewhere, so that no dump, export, cast or serialization shows it.
 *
 * @internal
 */
final class Secret
{
    /** @var \WeakMap<self, string|array|\Closure|null>|null */
    private static ?\WeakMap $kept = null;

    public function __construct(#[\SensitiveParameter] string|array|\Closure|null $secret)
    {
        self::$kept ??= new \WeakMap();
        self::$kept[$this] = $secret;
    }

    public function reveal(): string|array|\Closure|null
    {
        return self::$kept[$this];
    }

    /** @return never */
    public function __serialize(): array
    {
        throw new \LogicException('A secret cannot be serialized.');
    }

    private function __clone()
    {
    }
}
