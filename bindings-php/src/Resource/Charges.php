<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Resource;

use NextGen\Charge;
use NextGen\Collection;
use NextGen\Internal\Core;
use NextGen\RequestOptions;

/** Charges: money taken from a card or another payment source. */
final class Charges
{
    /** @internal */
    public function __construct(private readonly Core $core)
    {
    }

    /**
     * Creates a charge: takes an amount from a payment source.
     *
     * Give `source`, `customer`, or both. A declined payment is a card error whose `charge` is the
     * id of the failed charge. With a test key no money moves.
     *
     * @param int $amount How much to take, in the currency's smallest unit (2000 is 20.00 usd), from 1 to 99,999,999.
     * @param string $currency The three-letter ISO 4217 code of the currency, in lower case.
     * @param string|null $source The payment source to charge: a token such as `tok_visa`, or the id of a card of `customer`.
     * @param string|null $customer The id of the customer to charge, by its default source unless `source` is given.
     * @param string|null $description A text for your own use, shown beside the charge.
     * @param bool|null $capture Whether to take the money at once (the default), or only to reserve it for `capture`.
     * @param string|null $receipt_email The address that the receipt goes to.
     * @param string|null $statement_descriptor What the payer's statement shows, at most 22 characters.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; at most 50.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `customer`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function create(
        int|float|string|bool $amount,
        string $currency,
        ?string $source = null,
        ?string $customer = null,
        ?string $description = null,
        ?bool $capture = null,
        ?string $receipt_email = null,
        ?string $statement_descriptor = null,
        array|string|null $metadata = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Charge {
        return $this->core->object(Charge::class, 'charges.create', null, [
            'amount' => $amount,
            'currency' => $currency,
            'source' => $source,
            'customer' => $customer,
            'description' => $description,
            'capture' => $capture,
            'receipt_email' => $receipt_email,
            'statement_descriptor' => $statement_descriptor,
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
            'expand' => $expand,
        ], $options);
    }

    /**
     * Retrieves the charge of that id.
     *
     * @param string $id The object's id.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `customer`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function retrieve(
        string $id,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Charge {
        return $this->core->object(Charge::class, 'charges.retrieve', $id, [
            'expand' => $expand,
        ], $options);
    }

    /**
     * Updates a charge; parameters left out stay as they are, an empty text unsets.
     *
     * @param string $id The object's id.
     * @param string|null $description A text for your own use, shown beside the charge.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; those given are merged in, an empty text removes its name.
     * @param string|null $receipt_email The address that the receipt goes to.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `customer`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function update(
        string $id,
        ?string $description = null,
        array|string|null $metadata = null,
        ?string $receipt_email = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Charge {
        return $this->core->object(Charge::class, 'charges.update', $id, [
            'description' => $description,
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
            'receipt_email' => $receipt_email,
            'expand' => $expand,
        ], $options);
    }

    /**
     * Captures a charge that was created with `capture` false: takes the money reserved.
     *
     * @param string $id The object's id.
     * @param int|null $amount How much to take, in the currency's smallest unit; what remains is released. All by default.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `customer`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function capture(
        string $id,
        int|float|string|bool|null $amount = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Charge {
        return $this->core->object(Charge::class, 'charges.capture', $id, [
            'amount' => $amount,
            'expand' => $expand,
        ], $options);
    }

    /**
     * Lists charges, newest first.
     *
     * @param int|null $limit How many objects a page holds, 1 to 100; 10 by default.
     * @param string|null $starting_after The id after which the page begins; for going forward.
     * @param string|null $ending_before The id before which the page ends; for going backward.
     * @param int|array{gt?: int, gte?: int, lt?: int, lte?: int}|null $created Only objects created at that time, or within that range, in unix seconds.
     * @param string|null $customer Only charges of the customer of that id.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `data.customer`.
     * @param RequestOptions|null $options Options of this call alone.
     * @return Collection<Charge>
     * @throws \NextGen\Exception\NextGenException
     */
    public function list(
        int|float|string|bool|null $limit = null,
        ?string $starting_after = null,
        ?string $ending_before = null,
        array|int|null $created = null,
        ?string $customer = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Collection {
        return $this->core->list(Charge::class, 'charges.list', [
            'limit' => $limit,
            'starting_after' => $starting_after,
            'ending_before' => $ending_before,
            'created' => $created,
            'customer' => $customer,
            'expand' => $expand,
        ], $options);
    }
}
