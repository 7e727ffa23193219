<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Resource;

use NextGen\Collection;
use NextGen\Event;
use NextGen\Internal\Core;
use NextGen\RequestOptions;

/** Events: what happened in the account, as webhooks report it. */
final class Events
{
    /** @internal */
    public function __construct(private readonly Core $core)
    {
    }

    /**
     * Retrieves the event of that id.
     *
     * @param string $id The object's id.
     * @param RequestOptions|null $options Options of this call alone.
     * @throws \NextGen\Exception\NextGenException
     */
    public function retrieve(
        string $id,
        ?RequestOptions $options = null,
    ): Event {
        return $this->core->object(Event::class, 'events.retrieve', $id, [], $options);
    }

    /**
     * Lists events, newest first.
     *
     * @param int|null $limit How many objects a page holds, 1 to 100; 10 by default.
     * @param string|null $starting_after The id after which the page begins; for going forward.
     * @param string|null $ending_before The id before which the page ends; for going backward.
     * @param int|array{gt?: int, gte?: int, lt?: int, lte?: int}|null $created Only objects created at that time, or within that range, in unix seconds.
     * @param string|null $type Only events of that type; `charge.*` takes all that begin so.
     * @param list<string>|''|null $types Only events of any of these types.
     * @param RequestOptions|null $options Options of this call alone.
     * @return Collection<Event>
     * @throws \NextGen\Exception\NextGenException
     */
    public function list(
        int|float|string|bool|null $limit = null,
        ?string $starting_after = null,
        ?string $ending_before = null,
        array|int|null $created = null,
        ?string $type = null,
        array|string|null $types = null,
        ?RequestOptions $options = null,
    ): Collection {
        return $this->core->list(Event::class, 'events.list', [
            'limit' => $limit,
            'starting_after' => $starting_after,
            'ending_before' => $ending_before,
            'created' => $created,
            'type' => $type,
            'types' => $types,
        ], $options);
    }
}
