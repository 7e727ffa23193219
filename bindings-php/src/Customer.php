<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * A customer: a person or firm who pays more than once.
 *
 * @property-read string|null $id The unique id, `cus_…`.
 * @property-read string|null $object Always `customer`.
 * @property-read int|null $balance What the customer owes (above zero) or has in credit (below), in the currency's smallest unit.
 * @property-read int|null $created When the customer was created, in unix seconds.
 * @property-read string|null $currency The currency the customer is billed in, once there is one.
 * @property-read Card|string|null $default_source The payment source charged unless another is named.
 * @property-read bool|null $delinquent Whether the last payment of a bill failed.
 * @property-read string|null $description A text for your own use.
 * @property-read string|null $email The address for mail.
 * @property-read bool|null $livemode Whether the customer exists with a live key, or in test mode.
 * @property-read array<string, string>|null $metadata Texts of your own by name.
 * @property-read string|null $name The full name.
 * @property-read string|null $phone The telephone number.
 * @property-read Collection<Card>|null $sources The payment sources.
 * @property-read bool|null $deleted True once the customer was deleted; the other fields are then missing.
 */
final class Customer extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'object' => 'string',
        'balance' => 'integer',
        'created' => 'integer',
        'currency' => 'string',
        'default_source' => '',
        'delinquent' => 'boolean',
        'description' => 'string',
        'email' => 'string',
        'livemode' => 'boolean',
        'metadata' => '',
        'name' => 'string',
        'phone' => 'string',
        'sources' => '',
        'deleted' => 'boolean',
    ];

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'default_source' => $map === null ? (\is_string($raw) ? $raw : null) : new Card($map),
            'metadata' => $map,
            'sources' => $map === null ? null : new Collection($map, Card::class),
        };
    }
}
