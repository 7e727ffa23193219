<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Json;
use NextGen\Internal\ObjectTypes;

/** What an event happened to. */
final class EventData extends ApiObject
{
    /**
     * The object as it was just after the event.
     *
     * @var Charge|Card|Customer|Refund|Event|WebhookEndpoint|UnknownObject|null
     */
    public readonly ?ApiObject $object;

    /** The values that the event changed, as they were before it. */
    public readonly mixed $previous_attributes;

    protected function read(\stdClass $raw): void
    {
        $this->object = ($value = $raw->object ?? null) instanceof \stdClass ? ObjectTypes::make($value) : null;
        $this->previous_attributes = Json::plain($raw->previous_attributes ?? null);
    }
}
