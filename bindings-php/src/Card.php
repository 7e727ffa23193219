<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** A card: a payment source of a charge or a customer. */
final class Card extends ApiObject
{
    /** The unique id, `card_…`. */
    public readonly ?string $id;

    /** Always `card`. */
    public readonly ?string $object;

    /** The brand, such as `Visa`. */
    public readonly ?string $brand;

    /** The two-letter code of the country that issued the card. */
    public readonly ?string $country;

    /** The customer that the card belongs to, if it is kept. */
    public readonly Customer|string|null $customer;

    /** What the check of the security code brought: `pass`, `fail`, `unavailable`, `unchecked`. */
    public readonly ?string $cvc_check;

    /** The month in which the card expires, 1 to 12. */
    public readonly ?int $exp_month;

    /** The year in which the card expires, four digits. */
    public readonly ?int $exp_year;

    /** The same text for every card of the same number. */
    public readonly ?string $fingerprint;

    /**
     * Where the card's money comes from.
     *
     * @var value-of<Funding>|string|null
     */
    public readonly ?string $funding;

    /** The last four digits of the number. */
    public readonly ?string $last4;

    /**
     * Texts of your own by name.
     *
     * @var array<string, string>|null
     */
    public readonly ?array $metadata;

    /** The holder's name. */
    public readonly ?string $name;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->brand = \is_string($value = $raw->brand ?? null) ? $value : null;
        $this->country = \is_string($value = $raw->country ?? null) ? $value : null;
        $this->customer = ($value = $raw->customer ?? null) instanceof \stdClass ? new Customer($value) : (\is_string($value) ? $value : null);
        $this->cvc_check = \is_string($value = $raw->cvc_check ?? null) ? $value : null;
        $this->exp_month = \is_int($value = $raw->exp_month ?? null) ? $value : null;
        $this->exp_year = \is_int($value = $raw->exp_year ?? null) ? $value : null;
        $this->fingerprint = \is_string($value = $raw->fingerprint ?? null) ? $value : null;
        $this->funding = \is_string($value = $raw->funding ?? null) ? $value : null;
        $this->last4 = \is_string($value = $raw->last4 ?? null) ? $value : null;
        $this->metadata = ($value = $raw->metadata ?? null) instanceof \stdClass ? (array) $value : null;
        $this->name = \is_string($value = $raw->name ?? null) ? $value : null;
    }
}
