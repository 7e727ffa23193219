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
    private const WRITE = \JSON_PRESERVE_ZERO_FRACTION | \JSON_UNESCAPED_SLASHES | \JSON_UNESCAPED_UNICODE
        | \JSON_THROW_ON_ERROR;

    /** The deepest nesting that is written; the core refuses parameters much less deep. */
    private const DEPTH = 512;

    /** Reads a JSON object that the core has checked; an integer beyond 64 bits is read as text. */
    public static function read(string $json): \stdClass
    {
        $read = \json_decode($json, false, self::DEPTH, \JSON_BIGINT_AS_STRING);
        if ($read instanceof \stdClass) {
            return $read;
        }
        // A member's name that begins by NUL cannot be a property, but it can be a key.
        $read = \json_decode($json, true, self::DEPTH, \JSON_BIGINT_AS_STRING | \JSON_THROW_ON_ERROR);

        return (object) $read;
    }

    public static function write(#[\SensitiveParameter] mixed $value): string
    {
        return \json_encode($value, self::WRITE, self::DEPTH);
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

    /** Returns a copy in which secrets are cut to their last four characters. */
    public static function masked(mixed $value): mixed
    {
        if (!$value instanceof \stdClass && !\is_array($value)) {
            return $value;
        }
        $masked = [];
        foreach ((array) $value as $name => $item) {
            $masked[$name] = \is_string($item) && \in_array($name, ObjectTypes::SECRETS, true)
                ? '…' . \preg_replace('/^.*(?=.{4})/su', '', $item)
                : self::masked($item);
        }

        return $value instanceof \stdClass ? (object) $masked : $masked;
    }
}
