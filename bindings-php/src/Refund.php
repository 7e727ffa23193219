<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * A refund: money given back, to the source that was charged.
 *
 * @property-read string|null $id The unique id, `re_…`.
 * @property-read string|null $object Always `refund`.
 * @property-read int|null $amount How much is given back, in the currency's smallest unit.
 * @property-read Charge|string|null $charge The charge that is refunded.
 * @property-read int|null $created When the refund was created, in unix seconds.
 * @property-read string|null $currency The three-letter ISO 4217 code of the currency, in lower case.
 * @property-read array<string, string>|null $metadata Texts of your own by name.
 * @property-read value-of<RefundReason>|string|null $reason Why the money is given back.
 * @property-read string|null $receipt_number The number on the receipt that was sent for the refund.
 * @property-read value-of<RefundStatus>|string|null $status How the refund stands.
 */
final class Refund extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'object' => 'string',
        'amount' => 'integer',
        'charge' => '',
        'created' => 'integer',
        'currency' => 'string',
        'metadata' => '',
        'reason' => 'string',
        'receipt_number' => 'string',
        'status' => 'string',
    ];

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'charge' => $map === null ? (\is_string($raw) ? $raw : null) : new Charge($map),
            'metadata' => $map,
        };
    }
}
