<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Json;
use NextGen\Internal\ObjectTypes;

/**
 * What an event happened to.
 *
 * @property-read mixed $previous_attributes The values that the event changed, as they were before it.
 */
final class EventData extends ApiObject
{
    protected const FIELDS = [
        'object' => '',
        'previous_attributes' => '',
    ];

    /**
     * The object as it was just after the event.
     *
     * @var Charge|Card|Customer|Refund|Event|WebhookEndpoint|UnknownObject|null
     */
    public readonly ?ApiObject $object;

    /**
     * @internal
     *
     * @param array<array-key, mixed> $raw
     */
    public function __construct(array $raw, ?LastResponse $lastResponse = null)
    {
        parent::__construct($raw, $lastResponse);
        $this->object = $this->part('object', $raw['object'] ?? null);
    }

    public function __unserialize(array $data): void
    {
        parent::__unserialize($data);
        $this->object = $this->part('object', $this->raw['object'] ?? null);
    }

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'object' => $this->object ?? ($map === null ? null : ObjectTypes::make($map)),
            'previous_attributes' => Json::plain($raw),
        };
    }
}
