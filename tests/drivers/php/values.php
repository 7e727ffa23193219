<?php

/* Values between the driver's JSON and PHP. */

declare(strict_types=1);

/** Marks the integers that a reader of JSON might round; PHP has those beyond 64 bits as digits. */
function tag(mixed $value): mixed
{
    if ($value instanceof stdClass) {
        return (object) array_map(tag(...), (array) $value);
    }
    if (is_array($value)) {
        return array_map(tag(...), $value);
    }
    $large = is_int($value) && abs($value) > 2 ** 53 - 1 || is_string($value) && preg_match('/^-?\d{19,}$/', $value);

    return $large ? ['$integer' => (string) $value] : $value;
}

/** Makes the values that JSON cannot carry; hashes become arrays, as PHP's users write them. */
function untag(mixed $value): mixed
{
    if (is_array($value)) {
        return array_map(untag(...), $value);
    }
    if (!$value instanceof stdClass) {
        return $value;
    }
    $members = (array) $value;
    $name = (string) array_key_first($members);
    if (count($members) === 1 && str_starts_with($name, '$')) {
        return made($name, $members[$name]);
    }

    return array_map(untag(...), $members);
}

/** Returns named arguments: `api_key` is `apiKey`. */
function named(stdClass $options): array
{
    $named = [];
    foreach ((array) $options as $name => $value) {
        $named[camel($name)] = untag($value);
    }

    return $named;
}

function camel(string $name): string
{
    return lcfirst(str_replace('_', '', ucwords($name, '_')));
}

function dumped(mixed $value): string
{
    ob_start();
    var_dump($value);

    return (string) ob_get_clean();
}

function made(string $tag, mixed $argument): mixed
{
    return match ($tag) {
        '$float' => (float) $argument,
        '$nan' => NAN,
        '$infinity' => $argument * INF,
        // PHP has no larger integers and no decimals; programs that need them keep them as texts.
        '$bigint' => abs((float) $argument) < 2 ** 62 ? (int) $argument : $argument,
        '$decimal', '$subclass' => $argument,
        '$bytes' => base64_decode($argument),
        '$surrogate' => "\xED\xA0\x80",
        '$cycle' => cycle($argument),
        '$deep' => deep($argument),
        '$shared' => shared($argument),
        default => throw new LogicException("unknown tag {$tag}"),
    };
}

/** Makes an array that holds itself, by a name or as an item. */
function cycle(string $kind): array
{
    $value = [];
    $value[$kind === 'list' ? 0 : 'a'] = &$value;

    return $value;
}

/** Makes arrays inside arrays. */
function deep(int $levels): mixed
{
    $value = 'x';
    for ($level = 0; $level < $levels; $level++) {
        $value = ['a' => $value];
    }

    return $value;
}

/** Makes arrays inside arrays, of which each stands twice in the one around it. */
function shared(int $levels): mixed
{
    $value = 'x';
    for ($level = 0; $level < $levels; $level++) {
        $value = ['a' => $value, 'b' => $value];
    }

    return $value;
}
