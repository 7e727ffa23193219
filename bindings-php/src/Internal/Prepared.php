<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Brings values into a shape that JSON can carry. What has none is marked, for the core to refuse by name.
 *
 * @internal
 */
final class Prepared
{
    /** Deeper values are not followed: they are too deep for the core, or hold themselves. */
    private const DEPTH = 100;

    /** How many values are taken at most, far more than any request may have: parts that are shared come over and over. */
    private const MOST = 100_000;

    /** How many more values may come. */
    private static int $left = 0;

    /** The member by which a value that JSON cannot carry is marked. */
    private const MARK = "\0";

    /**
     * Prepares values by name, parameters or options.
     *
     * @param array<array-key, mixed> $values
     */
    public static function values(#[\SensitiveParameter] array $values): \stdClass
    {
        $prepared = new \stdClass();
        foreach ($values as $name => $value) {
            $name = (string) $name;
            if ($value === null || $value === []) {
                continue;
            }
            if (\str_starts_with($name, "\0") || !self::isText($name)) {
                // No property can have that name. The core refuses its like in the same words, so the rest is no matter.
                return (object) ['name' => self::mark('a parameter whose name holds bytes that are not UTF-8, or a NUL')];
            }
            self::$left = self::MOST;
            try {
                $prepared->{$name} = self::value($value, 0);
            } catch (TooMuch $fault) {
                $prepared->{$name} = self::mark($fault->getMessage());
            }
        }

        return $prepared;
    }

    private static function value(mixed $value, int $depth): mixed
    {
        if (self::$left-- === 0) {
            throw new TooMuch('a structure of over ' . self::MOST . ' values');
        }
        if (\is_string($value)) {
            return self::isText($value) ? $value : self::mark('bytes that are not UTF-8');
        }
        if (\is_float($value)) {
            return match (true) {
                \is_nan($value) => self::mark('the float NaN'),
                \is_infinite($value) => self::mark('the float ' . ($value > 0 ? 'inf' : '-inf')),
                default => $value,
            };
        }
        if ($value === null || \is_scalar($value)) {
            return $value;
        }
        if ($value instanceof \BackedEnum) {
            return $value->value;
        }
        if ($depth >= self::DEPTH) {
            throw new TooMuch('a structure nested more than 64 levels deep, or holding itself');
        }
        if (\is_array($value) || $value instanceof \stdClass) {
            return self::several($value, $depth + 1);
        }

        return self::mark('a value of type ' . \get_debug_type($value));
    }

    private static function several(array|\stdClass $values, int $depth): mixed
    {
        if (\is_array($values) && \array_is_list($values)) {
            return $values === [] ? null : \array_map(static fn (mixed $item): mixed => self::value($item, $depth), $values);
        }
        $prepared = [];
        foreach ((array) $values as $name => $value) {
            $name = (string) $name;
            if (!self::isText($name)) {
                return self::mark('a name that is not UTF-8');
            }
            // As a key, not as a property, since a name may begin by NUL: the core refuses it by name.
            $prepared[$name] = self::value($value, $depth);
        }

        return \array_is_list($prepared) ? (object) $prepared : $prepared;
    }

    private static function isText(string $value): bool
    {
        return \preg_match('//u', $value) === 1;
    }

    private static function mark(string $what): array
    {
        return [self::MARK => $what];
    }
}
