<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** A customer: a person or firm who pays more than once. */
final class Customer extends ApiObject
{
    /** The unique id, `cus_…`. */
    public readonly ?string $id;

    /** Always `customer`. */
    public readonly ?string $object;

    /** What the customer owes (above zero) or has in credit (below), in the currency's smallest unit. */
    public readonly ?int $balance;

    /** When the customer was created, in unix seconds. */
    public readonly ?int $created;

    /** The currency the customer is billed in, once there is one. */
    public readonly ?string $currency;

    /** The payment source charged unless another is named. */
    public readonly Card|string|null $default_source;

    /** Whether the last payment of a bill failed. */
    public readonly ?bool $delinquent;

    /** A text for your own use. */
    public readonly ?string $description;

    /** The address for mail. */
    public readonly ?string $email;

    /** Whether the customer exists with a live key, or in test mode. */
    public readonly ?bool $livemode;

    /**
     * Texts of your own by name.
     *
     * @var array<string, string>|null
     */
    public readonly ?array $metadata;

    /** The full name. */
    public readonly ?string $name;

    /** The telephone number. */
    public readonly ?string $phone;

    /**
     * The payment sources.
     *
     * @var Collection<Card>|null
     */
    public readonly ?Collection $sources;

    /** True once the customer was deleted; the other fields are then missing. */
    public readonly ?bool $deleted;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->balance = \is_int($value = $raw->balance ?? null) ? $value : null;
        $this->created = \is_int($value = $raw->created ?? null) ? $value : null;
        $this->currency = \is_string($value = $raw->currency ?? null) ? $value : null;
        $this->default_source = ($value = $raw->default_source ?? null) instanceof \stdClass ? new Card($value) : (\is_string($value) ? $value : null);
        $this->delinquent = \is_bool($value = $raw->delinquent ?? null) ? $value : null;
        $this->description = \is_string($value = $raw->description ?? null) ? $value : null;
        $this->email = \is_string($value = $raw->email ?? null) ? $value : null;
        $this->livemode = \is_bool($value = $raw->livemode ?? null) ? $value : null;
        $this->metadata = ($value = $raw->metadata ?? null) instanceof \stdClass ? (array) $value : null;
        $this->name = \is_string($value = $raw->name ?? null) ? $value : null;
        $this->phone = \is_string($value = $raw->phone ?? null) ? $value : null;
        $this->sources = ($value = $raw->sources ?? null) instanceof \stdClass ? new Collection($value, Card::class) : null;
        $this->deleted = \is_bool($value = $raw->deleted ?? null) ? $value : null;
    }
}
