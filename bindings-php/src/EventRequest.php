<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** The request that caused an event. */
final class EventRequest extends ApiObject
{
    /** The id of the request, `req_…`. */
    public readonly ?string $id;

    /** The idempotency key that the request carried. */
    public readonly ?string $idempotency_key;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->idempotency_key = \is_string($value = $raw->idempotency_key ?? null) ? $value : null;
    }
}
