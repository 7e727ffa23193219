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

    private function makeResources(Core $core): void
    {
        $this->charges = new Charges($core);
        $this->customers = new Customers($core);
        $this->refunds = new Refunds($core);
        $this->events = new Events($core);
        $this->webhookEndpoints = new WebhookEndpoints($core);
    }
}
