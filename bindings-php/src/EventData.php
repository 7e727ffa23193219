<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Json;
use NextGen\Internal\ObjectTypes;

/**
 * What an event happened to.
 *
 * @property-read Charge|Card|Customer|Refund|Event|WebhookEndpoint|UnknownObject|null $object The object as it was just after the event.
 * @property-read mixed $previous_attributes The values that the event changed, as they were before it.
 */
final class EventData extends ApiObject
{
    protected const FIELDS = [
        'object' => '',
        'previous_attributes' => '',
    ];

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'object' => $map === null ? null : ObjectTypes::make($map),
            'previous_attributes' => Json::plain($raw),
        };
    }
}
