<?php

declare(strict_types=1);

namespace NextGen;

/** The application that uses the SDK, as it appears in the Dashboard. */
final class AppInfo
{
    public function __construct(
        public readonly string $name,
        public readonly ?string $version = null,
        public readonly ?string $url = null,
    ) {
    }
}
