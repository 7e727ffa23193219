<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * A webhook endpoint: a URL of yours that events are sent to.
 *
 * @property-read string|null $id The unique id, `we_…`.
 * @property-read string|null $object Always `webhook_endpoint`.
 * @property-read int|null $created When the endpoint was created, in unix seconds.
 * @property-read list<string>|null $enabled_events The types of event that are sent.
 * @property-read bool|null $livemode Whether it takes events with a live key, or in test mode.
 * @property-read array<string, string>|null $metadata Texts of your own by name.
 * @property-read string|null $secret The secret that signs what is sent, `whsec_…`; only in the answer to `create`.
 * @property-read string|null $status Whether events are sent: `enabled` or `disabled`.
 * @property-read string|null $url The URL that events are sent to.
 */
final class WebhookEndpoint extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'object' => 'string',
        'created' => 'integer',
        'enabled_events' => '',
        'livemode' => 'boolean',
        'metadata' => '',
        'secret' => 'string',
        'status' => 'string',
        'url' => 'string',
    ];

    protected function part(string $name, mixed $raw): mixed
    {
        $map = \is_array($raw) && !\array_is_list($raw) ? $raw : self::map($raw);

        return match ($name) {
            'enabled_events' => \is_array($raw) && \array_is_list($raw) ? $raw : null,
            'metadata' => $map,
        };
    }
}
