<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Verifies and signs webhooks by the core.
 *
 * @internal
 */
final class Signatures
{
    /** Verifies a webhook by options as JSON. */
    public static function checkBy(string $payload, string $header, #[\SensitiveParameter] string $options): void
    {
        $library = Library::claim();
        $lengths = [\strlen($payload), \strlen($header), \strlen($options)];
        $library->take(Library::others()
            ->nextgen_verify($payload, $lengths[0], $header, $lengths[1], $options, $lengths[2], $library->place));
    }

    /**
     * Does the same, and returns the event; the options have `form` set to `php`.
     *
     * @return array<array-key, mixed>
     */
    public static function eventBy(string $payload, string $header, #[\SensitiveParameter] string $options): array
    {
        $library = Library::claim();
        $lengths = [\strlen($payload), \strlen($header), \strlen($options)];

        Library::others()
            ->nextgen_event($payload, $lengths[0], $header, $lengths[1], $options, $lengths[2], $library->place);

        return (array) $library->answer(null)[1];
    }

    /** Signs a payload, for tests. */
    public static function sign(string $payload, #[\SensitiveParameter] string $options): string
    {
        $library = Library::claim();
        $status = Library::others()
            ->nextgen_sign($payload, \strlen($payload), $options, \strlen($options), $library->place);

        return $library->take($status) ?? throw Errors::make(null);
    }
}
