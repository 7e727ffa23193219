<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** An event: something that happened in the account. */
final class Event extends ApiObject
{
    /** The unique id, `evt_…`. */
    public readonly ?string $id;

    /** Always `event`. */
    public readonly ?string $object;

    /** The version of the API that wrote `data`. */
    public readonly ?string $api_version;

    /** When it happened, in unix seconds. */
    public readonly ?int $created;

    /** What it happened to. */
    public readonly ?EventData $data;

    /** Whether it happened with a live key, or in test mode. */
    public readonly ?bool $livemode;

    /** How many webhook endpoints have not yet taken the event. */
    public readonly ?int $pending_webhooks;

    /** The request that caused it, if a request did. */
    public readonly ?EventRequest $request;

    /**
     * What happened.
     *
     * @var value-of<EventType>|string|null
     */
    public readonly ?string $type;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->api_version = \is_string($value = $raw->api_version ?? null) ? $value : null;
        $this->created = \is_int($value = $raw->created ?? null) ? $value : null;
        $this->data = ($value = $raw->data ?? null) instanceof \stdClass ? new EventData($value) : null;
        $this->livemode = \is_bool($value = $raw->livemode ?? null) ? $value : null;
        $this->pending_webhooks = \is_int($value = $raw->pending_webhooks ?? null) ? $value : null;
        $this->request = ($value = $raw->request ?? null) instanceof \stdClass ? new EventRequest($value) : (\is_string($value) ? new EventRequest((object) ['id' => $value]) : null);
        $this->type = \is_string($value = $raw->type ?? null) ? $value : null;
    }
}
