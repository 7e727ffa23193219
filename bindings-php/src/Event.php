<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * An event: something that happened in the account.
 *
 * @property-read string|null $id The unique id, `evt_…`.
 * @property-read string|null $object Always `event`.
 * @property-read string|null $api_version The version of the API that wrote `data`.
 * @property-read int|null $created When it happened, in unix seconds.
 * @property-read bool|null $livemode Whether it happened with a live key, or in test mode.
 * @property-read int|null $pending_webhooks How many webhook endpoints have not yet taken the event.
 * @property-read EventRequest|null $request The request that caused it, if a request did.
 * @property-read value-of<EventType>|string|null $type What happened.
 */
final class Event extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'object' => 'string',
        'api_version' => 'string',
        'created' => 'integer',
        'data' => '',
        'livemode' => 'boolean',
        'pending_webhooks' => 'integer',
        'request' => '',
        'type' => 'string',
    ];

    /** What it happened to. */
    public readonly ?EventData $data;

    /**
     * @internal
     *
     * @param array<array-key, mixed> $raw
     */
    public function __construct(array $raw, ?LastResponse $lastResponse = null)
    {
        parent::__construct($raw, $lastResponse);
        $this->data = $this->part('data', $raw['data'] ?? null);
    }

    public function __unserialize(array $data): void
    {
        parent::__unserialize($data);
        $this->data = $this->part('data', $this->raw['data'] ?? null);
    }

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'data' => $this->data ?? ($map === null ? null : new EventData($map)),
            'request' => $map === null ? (\is_string($raw) ? new EventRequest(['id' => $raw]) : null) : new EventRequest($map),
        };
    }
}
