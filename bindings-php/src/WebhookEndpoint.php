<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** A webhook endpoint: a URL of yours that events are sent to. */
final class WebhookEndpoint extends ApiObject
{
    /** The unique id, `we_…`. */
    public readonly ?string $id;

    /** Always `webhook_endpoint`. */
    public readonly ?string $object;

    /** When the endpoint was created, in unix seconds. */
    public readonly ?int $created;

    /**
     * The types of event that are sent.
     *
     * @var list<string>|null
     */
    public readonly ?array $enabled_events;

    /** Whether it takes events with a live key, or in test mode. */
    public readonly ?bool $livemode;

    /**
     * Texts of your own by name.
     *
     * @var array<string, string>|null
     */
    public readonly ?array $metadata;

    /** The secret that signs what is sent, `whsec_…`; only in the answer to `create`. */
    public readonly ?string $secret;

    /** Whether events are sent: `enabled` or `disabled`. */
    public readonly ?string $status;

    /** The URL that events are sent to. */
    public readonly ?string $url;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->created = \is_int($value = $raw->created ?? null) ? $value : null;
        $this->enabled_events = \is_array($value = $raw->enabled_events ?? null) ? $value : null;
        $this->livemode = \is_bool($value = $raw->livemode ?? null) ? $value : null;
        $this->metadata = ($value = $raw->metadata ?? null) instanceof \stdClass ? (array) $value : null;
        $this->secret = \is_string($value = $raw->secret ?? null) ? $value : null;
        $this->status = \is_string($value = $raw->status ?? null) ? $value : null;
        $this->url = \is_string($value = $raw->url ?? null) ? $value : null;
    }
}
