<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Resource\Charges;
use NextGen\Resource\Customers;
use NextGen\Resource\Events;
use NextGen\Resource\Refunds;
use NextGen\Resource\WebhookEndpoints;

/**
 * The resources of a client.
 *
 * @internal
 */
trait Resources
{
    /** Charges: money taken from a card or another payment source. */
    public readonly Charges $charges;

    /** Customers: people or firms who pay more than once, with their payment sources. */
    public readonly Customers $customers;

    /** Refunds: money given back, to the source that was charged. */
    public readonly Refunds $refunds;

    /** Events: what happened in the account, as webhooks report it. */
    public readonly Events $events;

    /** Webhook endpoints: the URLs of yours that events are sent to. */
    public readonly WebhookEndpoints $webhookEndpoints;

    /** Makes the resource that is used for the first time; until then its property is unset. */
    public function __get(string $name): mixed
    {
        return match ($name) {
            'charges' => $this->charges = new Charges($this->core),
            'customers' => $this->customers = new Customers($this->core),
            'refunds' => $this->refunds = new Refunds($this->core),
            'events' => $this->events = new Events($this->core),
            'webhookEndpoints' => $this->webhookEndpoints = new WebhookEndpoints($this->core),
            default => $this->unknown($name),
        };
    }

    public function __isset(string $name): bool
    {
        return match ($name) {
            'charges', 'customers', 'refunds', 'events', 'webhookEndpoints' => true,
            default => false,
        };
    }

    private function unsetResources(): void
    {
        unset($this->charges);
        unset($this->customers);
        unset($this->refunds);
        unset($this->events);
        unset($this->webhookEndpoints);
    }
}
