<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Writes what calls take as JSON.
 *
 * @internal
 */
final class Params
{
    /** How JSON is written. It stands here, as every call needs this class, but few need Json. */
    public const WRITE = \JSON_PRESERVE_ZERO_FRACTION | \JSON_UNESCAPED_SLASHES | \JSON_UNESCAPED_UNICODE
        | \JSON_THROW_ON_ERROR;

    /**
     * Writes a request as JSON.
     *
     * @param array<string, ?string> $request
     * @param array<array-key, mixed> $params
     * @param array<string, mixed> $options
     */
    public static function request(array $request, array $params, #[\SensitiveParameter] array $options): string
    {
        $whole = $request;
        $whole['params'] = self::simple($params);
        if ($options !== []) {
            $whole['options'] = self::simple($options);
        }
        $json = $whole['params'] === null || ($options !== [] && $whole['options'] === null) ? null : self::tried($whole);
        if ($json !== null) {
            return $json;
        }
        $whole['params'] = Prepared::values($params);
        $whole['options'] = Prepared::values($options);

        return Json::write((array) Prepared::values($request) + $whole);
    }

    /**
     * Writes options as JSON.
     *
     * @param array<string, mixed> $options
     */
    public static function options(#[\SensitiveParameter] array $options): string
    {
        $simple = self::simple($options);

        return ($simple === null ? null : self::tried($simple)) ?? Json::write(Prepared::values($options));
    }

    /**
     * Writes options whose types PHP has checked already: single values, and maps of such.
     *
     * @param array<string, scalar|array<string, scalar>|\stdClass|null> $options
     */
    public static function checked(#[\SensitiveParameter] array $options): string
    {
        return self::tried($options) ?? Json::write(Prepared::values($options));
    }

    /** Writes values as they are; null where a text is not UTF-8, or JSON has no such number. */
    private static function tried(#[\SensitiveParameter] array|\stdClass $values): ?string
    {
        try {
            return \json_encode($values, self::WRITE);
        } catch (\JsonException) {
            return null;
        }
    }

    /**
     * Returns values by name as they are, where they are single values, or lists and maps of such; else null.
     *
     * @param array<array-key, mixed> $values
     */
    private static function simple(#[\SensitiveParameter] array $values): array|\stdClass|null
    {
        $simple = [];
        foreach ($values as $name => $value) {
            if ($value === null || $value === []) {
                continue;
            }
            if (!\is_scalar($value)) {
                $value = self::simpleInside($value);
                if ($value === null) {
                    return null;
                }
            }
            $simple[$name] = $value;
        }

        return \array_is_list($simple) ? (object) $simple : $simple;
    }

    private static function simpleInside(#[\SensitiveParameter] mixed $value): mixed
    {
        if ($value instanceof \BackedEnum) {
            return $value->value;
        }
        if (!\is_array($value) && !$value instanceof \stdClass) {
            return null;
        }
        $items = (array) $value;
        foreach ($items as $item) {
            if (!\is_scalar($item)) {
                return null;
            }
        }

        // Of a property whose name begins by NUL nothing would be written, but of a key.
        return \array_is_list($items) ? $value : $items;
    }
}
