<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** A charge: money taken, or to be taken, from a payment source. */
final class Charge extends ApiObject
{
    /** The unique id, `ch_…`. */
    public readonly ?string $id;

    /** Always `charge`. */
    public readonly ?string $object;

    /** How much was to be taken, in the currency's smallest unit. */
    public readonly ?int $amount;

    /** How much was taken, in the currency's smallest unit; less after a partial capture. */
    public readonly ?int $amount_captured;

    /** How much was given back, in the currency's smallest unit. */
    public readonly ?int $amount_refunded;

    /** Whether the money was taken, or only reserved. */
    public readonly ?bool $captured;

    /** When the charge was created, in unix seconds. */
    public readonly ?int $created;

    /** The three-letter ISO 4217 code of the currency, in lower case. */
    public readonly ?string $currency;

    /** The customer charged, if there is one. */
    public readonly Customer|string|null $customer;

    /** A text for your own use. */
    public readonly ?string $description;

    /** Whether the payer disputes the charge. */
    public readonly ?bool $disputed;

    /** The id of the dispute, if there is one. */
    public readonly ?string $dispute;

    /** The code of the error that the charge failed with. */
    public readonly ?string $failure_code;

    /** Why the charge failed, in words. */
    public readonly ?string $failure_message;

    /** Whether real money moved: true with a live key, false in test mode. */
    public readonly ?bool $livemode;

    /**
     * Texts of your own by name.
     *
     * @var array<string, string>|null
     */
    public readonly ?array $metadata;

    /** What the card network and the risk rules made of the charge. */
    public readonly ?Outcome $outcome;

    /** Whether the charge succeeded, or was reserved for capture. */
    public readonly ?bool $paid;

    /** The address that the receipt goes to. */
    public readonly ?string $receipt_email;

    /** Whether the whole charge was given back. */
    public readonly ?bool $refunded;

    /**
     * The refunds of the charge, newest first.
     *
     * @var Collection<Refund>|null
     */
    public readonly ?Collection $refunds;

    /** The card that was charged. */
    public readonly ?Card $source;

    /** What the payer's statement shows. */
    public readonly ?string $statement_descriptor;

    /**
     * How the charge stands.
     *
     * @var value-of<ChargeStatus>|string|null
     */
    public readonly ?string $status;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->amount = \is_int($value = $raw->amount ?? null) ? $value : null;
        $this->amount_captured = \is_int($value = $raw->amount_captured ?? null) ? $value : null;
        $this->amount_refunded = \is_int($value = $raw->amount_refunded ?? null) ? $value : null;
        $this->captured = \is_bool($value = $raw->captured ?? null) ? $value : null;
        $this->created = \is_int($value = $raw->created ?? null) ? $value : null;
        $this->currency = \is_string($value = $raw->currency ?? null) ? $value : null;
        $this->customer = ($value = $raw->customer ?? null) instanceof \stdClass ? new Customer($value) : (\is_string($value) ? $value : null);
        $this->description = \is_string($value = $raw->description ?? null) ? $value : null;
        $this->disputed = \is_bool($value = $raw->disputed ?? null) ? $value : null;
        $this->dispute = \is_string($value = $raw->dispute ?? null) ? $value : null;
        $this->failure_code = \is_string($value = $raw->failure_code ?? null) ? $value : null;
        $this->failure_message = \is_string($value = $raw->failure_message ?? null) ? $value : null;
        $this->livemode = \is_bool($value = $raw->livemode ?? null) ? $value : null;
        $this->metadata = ($value = $raw->metadata ?? null) instanceof \stdClass ? (array) $value : null;
        $this->outcome = ($value = $raw->outcome ?? null) instanceof \stdClass ? new Outcome($value) : null;
        $this->paid = \is_bool($value = $raw->paid ?? null) ? $value : null;
        $this->receipt_email = \is_string($value = $raw->receipt_email ?? null) ? $value : null;
        $this->refunded = \is_bool($value = $raw->refunded ?? null) ? $value : null;
        $this->refunds = ($value = $raw->refunds ?? null) instanceof \stdClass ? new Collection($value, Refund::class) : null;
        $this->source = ($value = $raw->source ?? null) instanceof \stdClass ? new Card($value) : null;
        $this->statement_descriptor = \is_string($value = $raw->statement_descriptor ?? null) ? $value : null;
        $this->status = \is_string($value = $raw->status ?? null) ? $value : null;
    }
}
