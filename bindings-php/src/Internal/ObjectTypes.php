<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\ApiObject;
use NextGen\Card;
use NextGen\Charge;
use NextGen\Customer;
use NextGen\Event;
use NextGen\Refund;
use NextGen\UnknownObject;
use NextGen\WebhookEndpoint;

/**
 * Tells the classes of objects apart by their field `object`.
 *
 * @internal
 */
final class ObjectTypes
{
    /** The fields that are secrets. */
    public const SECRETS = ['secret'];

    /** How many of their last characters dumps show. */
    public const SHOWN = 4;

    /** @param array<array-key, mixed> $raw */
    public static function make(array $raw): ApiObject
    {
        return match ($raw['object'] ?? null) {
            'charge' => new Charge($raw),
            'card' => new Card($raw),
            'customer' => new Customer($raw),
            'refund' => new Refund($raw),
            'event' => new Event($raw),
            'webhook_endpoint' => new WebhookEndpoint($raw),
            default => new UnknownObject($raw),
        };
    }
}
