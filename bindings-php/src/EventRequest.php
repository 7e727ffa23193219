<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * The request that caused an event.
 *
 * @property-read string|null $id The id of the request, `req_…`.
 * @property-read string|null $idempotency_key The idempotency key that the request carried.
 */
final class EventRequest extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'idempotency_key' => 'string',
    ];
}
