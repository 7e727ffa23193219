<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Resource;

use NextGen\Collection;
use NextGen\Customer;
use NextGen\Deleted;
use NextGen\Internal\Core;
use NextGen\RequestOptions;

/** Customers: people or firms who pay more than once, with their payment sources. */
final class Customers
{
    /** @internal */
    public function __construct(private readonly Core $core)
    {
    }

    /**
     * Creates a customer, with a payment source where one is given.
     *
     * @param string|null $email The customer's address for mail.
     * @param string|null $description A text for your own use, shown beside the customer.
     * @param string|null $source A token such as `tok_visa`; its card is attached and becomes the default source.
     * @param string|null $name The customer's full name.
     * @param string|null $phone The customer's telephone number.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; at most 50.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `default_source`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function create(
        ?string $email = null,
        ?string $description = null,
        ?string $source = null,
        ?string $name = null,
        ?string $phone = null,
        array|string|null $metadata = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Customer {
        return $this->core->object(Customer::class, 'customers.create', null, [
            'email' => $email,
            'description' => $description,
            'source' => $source,
            'name' => $name,
            'phone' => $phone,
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
            'expand' => $expand,
        ], $options);
    }

    /**
     * Retrieves the customer of that id; for a deleted one, a notice with `deleted` true.
     *
     * @param string $id The object's id.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `default_source`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function retrieve(
        string $id,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Customer {
        return $this->core->object(Customer::class, 'customers.retrieve', $id, [
            'expand' => $expand,
        ], $options);
    }

    /**
     * Updates a customer; parameters left out stay as they are, an empty text unsets.
     *
     * @param string $id The object's id.
     * @param string|null $email The customer's address for mail.
     * @param string|null $description A text for your own use, shown beside the customer.
     * @param string|null $source A token such as `tok_visa`; its card is attached and becomes the default source.
     * @param string|null $name The customer's full name.
     * @param string|null $phone The customer's telephone number.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; those given are merged in, an empty text removes its name.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `default_source`.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function update(
        string $id,
        ?string $email = null,
        ?string $description = null,
        ?string $source = null,
        ?string $name = null,
        ?string $phone = null,
        array|string|null $metadata = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Customer {
        return $this->core->object(Customer::class, 'customers.update', $id, [
            'email' => $email,
            'description' => $description,
            'source' => $source,
            'name' => $name,
            'phone' => $phone,
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
            'expand' => $expand,
        ], $options);
    }

    /**
     * Deletes a customer for good, with its payment sources; its charges stay.
     *
     * @param string $id The object's id.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function delete(
        string $id,
        ?RequestOptions $options = null,
    ): Deleted {
        return $this->core->object(Deleted::class, 'customers.delete', $id, [], $options);
    }

    /**
     * Lists customers, newest first.
     *
     * @param int|null $limit How many objects a page holds, 1 to 100; 10 by default.
     * @param string|null $starting_after The id after which the page begins; for going forward.
     * @param string|null $ending_before The id before which the page ends; for going backward.
     * @param int|array{gt?: int, gte?: int, lt?: int, lte?: int}|null $created Only objects created at that time, or within that range, in unix seconds.
     * @param string|null $email Only customers with exactly that address.
     * @param list<string>|''|null $expand The fields to answer with whole objects in place of ids, such as `data.default_source`.
     * @param RequestOptions|null $options Options of this call alone.
     * @return Collection<Customer>
     * @throws \NextGen\Exception\NextGenException
     */
    public function list(
        int|float|string|bool|null $limit = null,
        ?string $starting_after = null,
        ?string $ending_before = null,
        array|int|null $created = null,
        ?string $email = null,
        array|string|null $expand = null,
        ?RequestOptions $options = null,
    ): Collection {
        return $this->core->list(Customer::class, 'customers.list', [
            'limit' => $limit,
            'starting_after' => $starting_after,
            'ending_before' => $ending_before,
            'created' => $created,
            'email' => $email,
            'expand' => $expand,
        ], $options);
    }
}
