<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Resource;

use NextGen\Collection;
use NextGen\Deleted;
use NextGen\Internal\Core;
use NextGen\RequestOptions;
use NextGen\WebhookEndpoint;

/** Webhook endpoints: the URLs of yours that events are sent to. */
final class WebhookEndpoints
{
    /** @internal */
    public function __construct(private readonly Core $core)
    {
    }

    /**
     * Creates a webhook endpoint; only this answer holds its `secret`.
     *
     * @param string $url The URL that events are sent to.
     * @param list<string> $enabled_events The types of event to send; `*` takes all, `charge.*` all that begin so.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; at most 50.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function create(
        string $url,
        array $enabled_events,
        array|string|null $metadata = null,
        ?RequestOptions $options = null,
    ): WebhookEndpoint {
        return $this->core->object(WebhookEndpoint::class, 'webhook_endpoints.create', null, [
            'url' => $url,
            'enabled_events' => $enabled_events,
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
        ], $options);
    }

    /**
     * Retrieves the webhook endpoint of that id, without its secret.
     *
     * @param string $id The object's id.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function retrieve(
        string $id,
        ?RequestOptions $options = null,
    ): WebhookEndpoint {
        return $this->core->object(WebhookEndpoint::class, 'webhook_endpoints.retrieve', $id, [], $options);
    }

    /**
     * Updates a webhook endpoint; parameters left out stay as they are.
     *
     * @param string $id The object's id.
     * @param string|null $url The URL that events are sent to.
     * @param list<string>|''|null $enabled_events The types of event to send; `*` takes all, `charge.*` all that begin so.
     * @param array<string, string|int|float|bool|null>|''|null $metadata Texts of your own by name; those given are merged in, an empty text removes its name.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function update(
        string $id,
        ?string $url = null,
        array|string|null $enabled_events = null,
        array|string|null $metadata = null,
        ?RequestOptions $options = null,
    ): WebhookEndpoint {
        return $this->core->object(WebhookEndpoint::class, 'webhook_endpoints.update', $id, [
            'url' => $url,
            'enabled_events' => $enabled_events,
            'metadata' => \is_array($metadata) ? (object) $metadata : $metadata,
        ], $options);
    }

    /**
     * Deletes a webhook endpoint for good; nothing more is sent to it.
     *
     * @param string $id The object's id.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function delete(
        string $id,
        ?RequestOptions $options = null,
    ): Deleted {
        return $this->core->object(Deleted::class, 'webhook_endpoints.delete', $id, [], $options);
    }

    /**
     * Lists webhook endpoints, newest first.
     *
     * @param int|null $limit How many objects a page holds, 1 to 100; 10 by default.
     * @param string|null $starting_after The id after which the page begins; for going forward.
     * @param string|null $ending_before The id before which the page ends; for going backward.
     * @param int|array{gt?: int, gte?: int, lt?: int, lte?: int}|null $created Only objects created at that time, or within that range, in unix seconds.
     * @param RequestOptions|null $options Options of this call alone.
     * @return Collection<WebhookEndpoint>
     * @throws \NextGen\Exception\NextGenException
     */
    public function list(
        int|float|string|bool|null $limit = null,
        ?string $starting_after = null,
        ?string $ending_before = null,
        array|int|null $created = null,
        ?RequestOptions $options = null,
    ): Collection {
        return $this->core->list(WebhookEndpoint::class, 'webhook_endpoints.list', [
            'limit' => $limit,
            'starting_after' => $starting_after,
            'ending_before' => $ending_before,
            'created' => $created,
        ], $options);
    }
}
