<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * A card: a payment source of a charge or a customer.
 *
 * @property-read string|null $id The unique id, `card_…`.
 * @property-read string|null $object Always `card`.
 * @property-read string|null $brand The brand, such as `Visa`.
 * @property-read string|null $country The two-letter code of the country that issued the card.
 * @property-read Customer|string|null $customer The customer that the card belongs to, if it is kept.
 * @property-read string|null $cvc_check What the check of the security code brought: `pass`, `fail`, `unavailable`, `unchecked`.
 * @property-read int|null $exp_month The month in which the card expires, 1 to 12.
 * @property-read int|null $exp_year The year in which the card expires, four digits.
 * @property-read string|null $fingerprint The same text for every card of the same number.
 * @property-read value-of<Funding>|string|null $funding Where the card's money comes from.
 * @property-read string|null $last4 The last four digits of the number.
 * @property-read array<string, string>|null $metadata Texts of your own by name.
 * @property-read string|null $name The holder's name.
 */
final class Card extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'object' => 'string',
        'brand' => 'string',
        'country' => 'string',
        'customer' => '',
        'cvc_check' => 'string',
        'exp_month' => 'integer',
        'exp_year' => 'integer',
        'fingerprint' => 'string',
        'funding' => 'string',
        'last4' => 'string',
        'metadata' => '',
        'name' => 'string',
    ];

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'customer' => $map === null ? (\is_string($raw) ? $raw : null) : new Customer($map),
            'metadata' => $map,
        };
    }
}
