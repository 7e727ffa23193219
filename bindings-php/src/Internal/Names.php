<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Turns the keys of a framework's configuration into the names of arguments: `api_key` is `apiKey`.
 *
 * @internal
 */
final class Names
{
    /**
     * @param array<string, mixed> $options
     *
     * @return array<string, mixed>
     */
    public static function ofArguments(#[\SensitiveParameter] array $options): array
    {
        $named = [];
        foreach ($options as $name => $value) {
            $named[\lcfirst(\str_replace('_', '', \ucwords($name, '_')))] = $value;
        }

        return $named;
    }
}
