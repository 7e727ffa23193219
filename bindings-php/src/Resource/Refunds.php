<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Resource;

use NextGen\Collection;
use NextGen\Internal\Core;
use NextGen\Refund;
use NextGen\RefundReason;
use NextGen\RequestOptions;

/** Refunds: money given back, to the source that was charged. */
final class Refunds
{
    /** @internal */
    public function __construct(private readonly Core $core)
    {
    }

    /**
     * Creates a refund: gives back all or a part of a charge.
     *
     * @param string $charge The id of the charge to refund.
     * @param int|null $amount How much to give back, in the currency's smallest unit; all that remains by default.
     * @param RefundReason|string|null $reason Why: `duplicate`, `fraudulent` or `requested_by_customer`.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; at most 50.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `charge`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function create(
        string $charge,
        int|float|string|bool|null $amount = null,
        RefundReason|string|null $reason = null,
        array|string|null $metadata = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Refund {
        return $this->core->object(Refund::class, 'refunds.create', null, [
            'charge' => $charge,
            'amount' => $amount,
            'reason' => $reason,
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
            'expand' => $expand,
        ], $options);
    }

    /**
     * Retrieves the refund of that id.
     *
     * @param string $id The object's id.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `charge`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function retrieve(
        string $id,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Refund {
        return $this->core->object(Refund::class, 'refunds.retrieve', $id, [
            'expand' => $expand,
        ], $options);
    }

    /**
     * Updates a refund's metadata.
     *
     * @param string $id The object's id.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; those given are merged in, an empty text removes its name.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `charge`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function update(
        string $id,
        array|string|null $metadata = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Refund {
        return $this->core->object(Refund::class, 'refunds.update', $id, [
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
            'expand' => $expand,
        ], $options);
    }

    /**
     * Lists refunds, newest first.
     *
     * @param int|null $limit How many objects a page holds, 1 to 100; 10 by default.
     * @param string|null $starting_after The id after which the page begins; for going forward.
     * @param string|null $ending_before The id before which the page ends; for going backward.
     * @param int|array{gt?: int, gte?: int, lt?: int, lte?: int}|null $created Only objects created at that time, or within that range, in unix seconds.
     * @param string|null $charge Only refunds of the charge of that id.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `data.charge`.
     * @param RequestOptions|null $options Options of this call alone.
     * @return Collection<Refund>
     * @throws \NextGen\Exception\NextGenException
     */
    public function list(
        int|float|string|bool|null $limit = null,
        ?string $starting_after = null,
        ?string $ending_before = null,
        array|int|null $created = null,
        ?string $charge = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Collection {
        return $this->core->list(Refund::class, 'refunds.list', [
            'limit' => $limit,
            'starting_after' => $starting_after,
            'ending_before' => $ending_before,
            'created' => $created,
            'charge' => $charge,
            'expand' => $expand,
        ], $options);
    }
}
