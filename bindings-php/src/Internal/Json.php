<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Reads and writes JSON without loss: `{}` and `[]` stay apart, and no integer is rounded.
 *
 * @internal
 */
final class Json
{
    /** The deepest nesting that is written; the core refuses parameters much less deep. */
    private const DEPTH = 512;

    /**
     * Reads a JSON object; an integer beyond 64 bits is read as text.
     *
     * What comes back is what the core gives too: maps are arrays, but a map that an array could not tell from a
     * list, as it is empty or its names are numbers from 0, is a stdClass.
     *
     * @return array<array-key, mixed>
     */
    public static function read(string $json): array
    {
        $read = \json_decode($json, false, self::DEPTH, \JSON_BIGINT_AS_STRING);
        if (!$read instanceof \stdClass) {
            // A member's name that begins by NUL cannot be a property, but it can be a key.
            return \json_decode($json, true, self::DEPTH, \JSON_BIGINT_AS_STRING | \JSON_THROW_ON_ERROR);
        }

        return \array_map(self::arrays(...), (array) $read);
    }

    public static function write(#[\SensitiveParameter] mixed $value): string
    {
        return \json_encode($value, Params::WRITE, self::DEPTH);
    }

    /** Turns objects into arrays, all the way down. */
    public static function plain(mixed $value): mixed
    {
        if ($value instanceof \stdClass) {
            $value = (array) $value;
        }
        if (!\is_array($value)) {
            return $value;
        }
        foreach ($value as $name => $item) {
            if (!\is_scalar($item)) {
                $value[$name] = self::plain($item);
            }
        }

        return $value;
    }

    /** Turns arrays that are no lists into objects, all the way down. */
    public static function objects(mixed $value): mixed
    {
        if (!\is_array($value) && !$value instanceof \stdClass) {
            return $value;
        }
        $items = \array_map(self::objects(...), (array) $value);
        $isList = \is_array($value) && \array_is_list($value);
        // A name that begins by NUL cannot be a property.
        $isMap = !$isList && !\array_filter(\array_keys($items), static fn ($name) => \str_starts_with((string) $name, "\0"));

        return $isMap ? (object) $items : $items;
    }

    /** Returns a copy in which secrets are cut to what the core shows of them. */
    public static function masked(mixed $value): mixed
    {
        if (!$value instanceof \stdClass && !\is_array($value)) {
            return $value;
        }
        $hidden = '/^.*(?=.{' . ObjectTypes::SHOWN . '})/su';
        $masked = [];
        foreach ((array) $value as $name => $item) {
            $masked[$name] = \is_string($item) && \in_array($name, ObjectTypes::SECRETS, true)
                ? '…' . \preg_replace($hidden, '', $item)
                : self::masked($item);
        }

        return $value instanceof \stdClass ? (object) $masked : $masked;
    }

    private static function arrays(mixed $value): mixed
    {
        if (\is_array($value)) {
            return \array_map(self::arrays(...), $value);
        }
        if (!$value instanceof \stdClass) {
            return $value;
        }
        $items = \array_map(self::arrays(...), (array) $value);

        return \array_is_list($items) ? (object) $items : $items;
    }
}
