<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * A charge: money taken, or to be taken, from a payment source.
 *
 * @property-read string|null $id The unique id, `ch_…`.
 * @property-read string|null $object Always `charge`.
 * @property-read int|null $amount How much was to be taken, in the currency's smallest unit.
 * @property-read int|null $amount_captured How much was taken, in the currency's smallest unit; less after a partial capture.
 * @property-read int|null $amount_refunded How much was given back, in the currency's smallest unit.
 * @property-read bool|null $captured Whether the money was taken, or only reserved.
 * @property-read int|null $created When the charge was created, in unix seconds.
 * @property-read string|null $currency The three-letter ISO 4217 code of the currency, in lower case.
 * @property-read Customer|string|null $customer The customer charged, if there is one.
 * @property-read string|null $description A text for your own use.
 * @property-read bool|null $disputed Whether the payer disputes the charge.
 * @property-read string|null $dispute The id of the dispute, if there is one.
 * @property-read string|null $failure_code The code of the error that the charge failed with.
 * @property-read string|null $failure_message Why the charge failed, in words.
 * @property-read bool|null $livemode Whether real money moved: true with a live key, false in test mode.
 * @property-read array<string, string>|null $metadata Texts of your own by name.
 * @property-read Outcome|null $outcome What the card network and the risk rules made of the charge.
 * @property-read bool|null $paid Whether the charge succeeded, or was reserved for capture.
 * @property-read string|null $receipt_email The address that the receipt goes to.
 * @property-read bool|null $refunded Whether the whole charge was given back.
 * @property-read Collection<Refund>|null $refunds The refunds of the charge, newest first.
 * @property-read Card|null $source The card that was charged.
 * @property-read string|null $statement_descriptor What the payer's statement shows.
 * @property-read value-of<ChargeStatus>|string|null $status How the charge stands.
 */
final class Charge extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'object' => 'string',
        'amount' => 'integer',
        'amount_captured' => 'integer',
        'amount_refunded' => 'integer',
        'captured' => 'boolean',
        'created' => 'integer',
        'currency' => 'string',
        'customer' => '',
        'description' => 'string',
        'disputed' => 'boolean',
        'dispute' => 'string',
        'failure_code' => 'string',
        'failure_message' => 'string',
        'livemode' => 'boolean',
        'metadata' => '',
        'outcome' => '',
        'paid' => 'boolean',
        'receipt_email' => 'string',
        'refunded' => 'boolean',
        'refunds' => '',
        'source' => '',
        'statement_descriptor' => 'string',
        'status' => 'string',
    ];

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'customer' => $map === null ? (\is_string($raw) ? $raw : null) : new Customer($map),
            'metadata' => $map,
            'outcome' => $map === null ? null : new Outcome($map),
            'refunds' => $map === null ? null : new Collection($map, Refund::class),
            'source' => $map === null ? null : new Card($map),
        };
    }
}
