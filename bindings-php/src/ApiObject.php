<?php

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Json;

/**
 * An object of the API, as an answer or an event brought it.
 *
 * Fields are typed properties; a field that is missing, null, or of another type than the API says reads
 * as null. All that the server sent, known to this version or not, is there by key: `$charge['amount']`.
 *
 * @implements \ArrayAccess<string, mixed>
 */
abstract class ApiObject implements \ArrayAccess, \JsonSerializable
{
    /** @internal Objects come from the API; for tests there is `fromArray`. */
    public function __construct(
        private readonly \stdClass $raw,
        /** How the object came; null for one that came inside another. */
        public readonly ?LastResponse $lastResponse = null,
    ) {
        $this->read($raw);
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
        return $this->raw;
    }

    public function offsetExists(mixed $offset): bool
    {
        return isset($this->raw->{$offset});
    }

    public function offsetGet(mixed $offset): mixed
    {
        // What the API calls `raw` or `lastResponse` is no property of ours.
        if (\property_exists(static::class, (string) $offset) && !\property_exists(self::class, (string) $offset)) {
            return $this->{$offset} ?? Json::plain($this->raw->{$offset} ?? null);
        }

        return Json::plain($this->raw->{$offset} ?? null);
    }

    public function offsetSet(mixed $offset, mixed $value): void
    {
        throw new \LogicException('Objects of the API cannot be changed; call update() on their resource.');
    }

    public function offsetUnset(mixed $offset): void
    {
        $this->offsetSet($offset, null);
    }

    /** Reads a field that this version does not know. */
    public function __get(string $name): mixed
    {
        if (!\property_exists($this->raw, $name)) {
            \trigger_error(\sprintf('Undefined property: %s::$%s', static::class, $name), \E_USER_WARNING);
        }

        return Json::plain($this->raw->{$name} ?? null);
    }

    public function __isset(string $name): bool
    {
        return isset($this->raw->{$name});
    }

    public function __set(string $name, mixed $value): void
    {
        $this->offsetSet($name, $value);
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
        return ['json' => Json::write(Json::masked($this->raw)), 'lastResponse' => $this->lastResponse];
    }

    /** @param array{json: string, lastResponse: ?LastResponse} $data */
    public function __unserialize(array $data): void
    {
        $this->raw = Json::read($data['json']);
        $this->lastResponse = $data['lastResponse'];
        $this->read($this->raw);
    }

    /** Sets the typed properties. */
    abstract protected function read(\stdClass $raw): void;
}
