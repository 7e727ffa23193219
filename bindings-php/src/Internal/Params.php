<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Brings values into a shape that JSON can carry. What has none is marked, for the core to refuse by name.
 *
 * @internal
 */
final class Params
{
    /** Deeper values are not followed: they are too deep for the core, or hold themselves. */
    private const DEPTH = 100;

    /** The member by which a value that JSON cannot carry is marked. */
    private const MARK = "\0";

    /**
     * Writes a request as JSON.
     *
     * @param array<string, ?string> $request
     * @param array<array-key, mixed> $params
     * @param array<string, mixed> $options
     */
    public static function request(array $request, array $params, #[\SensitiveParameter] array $options): string
    {
        // Most requests hold nothing that needs more than this; of texts that are not UTF-8 the writer says so.
        $whole = ['params' => self::simple($params), 'options' => self::simple($options), 'form' => 'php'];
        if ($whole['params'] !== null && $whole['options'] !== null) {
            try {
                return Json::write($request + $whole);
            } catch (\JsonException) {
            }
        }
        $whole['params'] = self::prepare($params);
        $whole['options'] = self::prepare($options);

        return Json::write((array) self::prepare($request) + $whole);
    }

    /**
     * Prepares values by name, parameters or options.
     *
     * @param array<array-key, mixed> $values
     */
    public static function prepare(#[\SensitiveParameter] array $values): \stdClass
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
            try {
                $prepared->{$name} = self::value($value, 0);
            } catch (TooDeep) {
                $prepared->{$name} = self::mark('a structure nested more than 64 levels deep, or holding itself');
            }
        }

        return $prepared;
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

    private static function value(mixed $value, int $depth): mixed
    {
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
            throw new TooDeep();
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
