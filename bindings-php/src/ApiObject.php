<?php

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Json;

/**
 * An object of the API, as an answer or an event brought it.
 *
 * Fields are readonly properties, made when they are read; a field that is missing, null, or of another type
 * than the API says reads as null. All that the server sent, known to this version or not, is there by key:
 * `$charge['amount']`.
 *
 * @implements \ArrayAccess<string, mixed>
 */
abstract class ApiObject implements \ArrayAccess, \JsonSerializable
{
    /**
     * The fields of the class: what `gettype` says of a single value, or '' for what `part` makes.
     *
     * @var array<string, string>
     */
    protected const FIELDS = [];

    /**
     * The objects that were made of parts of others, by the part's name and the whole. They lie here, not in those,
     * so that == sees no more than what the server sent, read or not.
     *
     * @var array<string, \WeakMap<self, self>>
     */
    private static array $parts = [];

    /**
     * @internal Objects come from the API; for tests there is `fromArray`.
     *
     * @param array<array-key, mixed> $raw As `Json::read` returns it.
     */
    public function __construct(
        protected readonly array $raw,
        /** How the object came; null for one that came inside another. */
        public readonly ?LastResponse $lastResponse = null,
    ) {
    }

    /**
     * Makes an object of those fields, for tests.
     *
     * @param array<string, mixed> $fields As the API writes them: `['id' => 'ch_1', 'amount' => 2000]`.
     */
    public static function fromArray(array $fields): static
    {
        return new static(Json::read(Json::write((object) $fields)));
    }

    /** Returns all fields, known and unknown, as plain arrays. */
    public function toArray(): array
    {
        return Json::plain($this->raw);
    }

    /** Returns what the server sent: json_encode gives the API's object again. */
    public function jsonSerialize(): \stdClass
    {
        return (object) \array_map(Json::objects(...), $this->raw);
    }

    /** Reads a field. One that neither the API nor the server knows warns, as an undefined property does. */
    public function __get(string $name): mixed
    {
        $type = static::FIELDS[$name] ?? null;
        if ($type === '') {
            // In this function all the same, as one more call would be a tenth of what it takes to make a part.
            $part = self::$parts[$name][$this] ?? null;
            $value = $part === null ? $this->raw[$name] ?? null : null;
            if ($value !== null) {
                $part = $this->part($name, $value);
                if ($part instanceof self) {
                    self::$parts[$name] ??= new \WeakMap();
                    self::$parts[$name][$this] = $part;
                }
            }

            return $part;
        }
        if ($type === null) {
            return $this->unknown($name);
        }
        $value = $this->raw[$name] ?? null;

        return \gettype($value) === $type ? $value : null;
    }

    public function __isset(string $name): bool
    {
        return isset($this->raw[$name]) && $this->__get($name) !== null;
    }

    public function __set(string $name, mixed $value): void
    {
        throw $this->unchangeable('modify', $name);
    }

    public function __unset(string $name): void
    {
        throw $this->unchangeable('unset', $name);
    }

    public function offsetExists(mixed $offset): bool
    {
        return isset($this->raw[(string) $offset]);
    }

    public function offsetGet(mixed $offset): mixed
    {
        $name = (string) $offset;

        return isset($this->raw[$name]) ? $this->__get($name) ?? Json::plain($this->raw[$name]) : null;
    }

    public function offsetSet(mixed $offset, mixed $value): void
    {
        throw new \LogicException('Objects of the API cannot be changed; call update() on their resource.');
    }

    public function offsetUnset(mixed $offset): void
    {
        $this->offsetSet($offset, null);
    }

    /** Shows all fields to dumps; of a webhook endpoint's secret its last four characters. */
    public function __debugInfo(): array
    {
        return Json::plain(Json::masked($this->raw));
    }

    /**
     * Writes all fields; of a webhook endpoint's secret its last four characters.
     *
     * @return array{json: string, lastResponse: ?LastResponse}
     */
    public function __serialize(): array
    {
        return ['json' => Json::write((object) Json::masked($this->raw)), 'lastResponse' => $this->lastResponse];
    }

    /** @param array{json: string, lastResponse: ?LastResponse} $data */
    public function __unserialize(array $data): void
    {
        $this->raw = Json::read($data['json']);
        $this->lastResponse = $data['lastResponse'];
    }

    /** Makes the value of a field that is more than a single value. What it is made of is not null. */
    protected function part(string $name, mixed $raw): mixed
    {
        throw new \LogicException("{$name} is no field of " . static::class . '.');
    }

    /** Returns a JSON object as an array; null for anything else. */
    protected static function map(mixed $raw): ?array
    {
        if (\is_array($raw)) {
            return \array_is_list($raw) ? null : $raw;
        }

        return $raw instanceof \stdClass ? (array) $raw : null;
    }

    private function unknown(string $name): mixed
    {
        if (!\array_key_exists($name, $this->raw)) {
            \trigger_error(\sprintf('Undefined property: %s::$%s', static::class, $name), \E_USER_WARNING);
        }

        return Json::plain($this->raw[$name] ?? null);
    }

    private function unchangeable(string $how, string $name): \Throwable
    {
        return isset(static::FIELDS[$name])
            ? new \Error(\sprintf('Cannot %s readonly property %s::$%s', $how, static::class, $name))
            : new \LogicException('Objects of the API cannot be changed; call update() on their resource.');
    }
}
