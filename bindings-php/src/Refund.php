<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** A refund: money given back, to the source that was charged. */
final class Refund extends ApiObject
{
    /** The unique id, `re_…`. */
    public readonly ?string $id;

    /** Always `refund`. */
    public readonly ?string $object;

    /** How much is given back, in the currency's smallest unit. */
    public readonly ?int $amount;

    /** The charge that is refunded. */
    public readonly Charge|string|null $charge;

    /** When the refund was created, in unix seconds. */
    public readonly ?int $created;

    /** The three-letter ISO 4217 code of the currency, in lower case. */
    public readonly ?string $currency;

    /**
     * Texts of your own by name.
     *
     * @var array<string, string>|null
     */
    public readonly ?array $metadata;

    /**
     * Why the money is given back.
     *
     * @var value-of<RefundReason>|string|null
     */
    public readonly ?string $reason;

    /** The number on the receipt that was sent for the refund. */
    public readonly ?string $receipt_number;

    /**
     * How the refund stands.
     *
     * @var value-of<RefundStatus>|string|null
     */
    public readonly ?string $status;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->amount = \is_int($value = $raw->amount ?? null) ? $value : null;
        $this->charge = ($value = $raw->charge ?? null) instanceof \stdClass ? new Charge($value) : (\is_string($value) ? $value : null);
        $this->created = \is_int($value = $raw->created ?? null) ? $value : null;
        $this->currency = \is_string($value = $raw->currency ?? null) ? $value : null;
        $this->metadata = ($value = $raw->metadata ?? null) instanceof \stdClass ? (array) $value : null;
        $this->reason = \is_string($value = $raw->reason ?? null) ? $value : null;
        $this->receipt_number = \is_string($value = $raw->receipt_number ?? null) ? $value : null;
        $this->status = \is_string($value = $raw->status ?? null) ? $value : null;
    }
}
