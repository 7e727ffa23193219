<?php

/* The PHP driver: one JSON message a line in, one answer a line out; see tests/README.md. */

declare(strict_types=1);

use NextGen\ApiObject;
use NextGen\AppInfo;
use NextGen\Client;
use NextGen\Exception\NextGenThrowable;
use NextGen\Exception\WrongTypeError;
use NextGen\RequestOptions;
use NextGen\Webhook;

require __DIR__ . '/values.php';

const FIELDS = [
    'type' => 'type', 'code' => 'errorCode', 'param' => 'param', 'decline_code' => 'declineCode', 'charge' => 'charge',
    'doc_url' => 'docUrl', 'http_status' => 'httpStatus', 'request_id' => 'requestId', 'should_retry' => 'shouldRetry',
    'idempotency_key' => 'idempotencyKey', 'attempts' => 'attempts', 'outcome_unknown' => 'outcomeUnknown',
    'headers' => 'headers', 'body' => 'body',
];

// The package as it lies in the repository, without Composer.
spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/../../../bindings-php/src/' . strtr(substr($class, strlen('NextGen\\')), '\\', '/') . '.php';
    if (str_starts_with($class, 'NextGen\\') && is_file($file)) {
        require $file;
    }
});
ini_set('display_errors', 'stderr');

while (($line = fgets(STDIN)) !== false) {
    $message = json_decode($line, false, 512, JSON_BIGINT_AS_STRING | JSON_THROW_ON_ERROR);
    $soFar = [];
    try {
        $answer = respond($message, $soFar);
    } catch (NextGenThrowable $error) {
        $answer = ['error' => describe($error), 'so_far' => $soFar];
    } catch (Throwable $error) {
        $reason = ofPhp($error);
        $answer = $reason === null ? ['crash' => get_class($error) . ': ' . $error] : ['unsupported' => $reason];
    }
    $flags = JSON_PRESERVE_ZERO_FRACTION | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;
    echo json_encode(['seq' => $message->seq] + $answer, $flags), "\n";
}

/** Does what a message asks for. */
function respond(stdClass $message, array &$soFar): array
{
    static $clients = [], $made = [];
    $op = $message->op;
    if ($op === 'client') {
        $options = $message->from_env ? [] : named($message->options);
        if (is_array($options['appInfo'] ?? null)) {
            $options['appInfo'] = new AppInfo(...$options['appInfo']);
        }
        // Clients of the same options share their connections and their budget; a case that makes two means two.
        $persistent = !in_array($options, $made);
        $made[] = $options;
        $clients[$message->client] = new Client(...$options, persistent: $persistent);

        return ['ok' => null];
    }
    if (str_starts_with($op, 'webhook.')) {
        return webhook($op, $message);
    }
    $client = $clients[$message->client];
    if ($op === 'show') {
        return ['ok' => print_r($client, true) . dumped($client)];
    }
    $params = untag($message->params ?? new stdClass());
    $options = isset($message->options) ? new RequestOptions(...named($message->options)) : null;
    if ($op === 'request') {
        return done($client->request($message->method, $message->path, $params, $options), $message);
    }
    [$resource, $verb] = explode('.', $op, 2);
    $resource = $client->{camel($resource)};
    if ($verb === 'list.all') {
        foreach ($resource->list(...$params, options: $options)->autoPagingIterator() as $object) {
            $soFar[] = $object->id;
            if (count($soFar) === ($message->most ?? null)) {
                break;
            }
        }

        return ['ok' => $soFar];
    }
    $id = property_exists($message, 'id') ? ['id' => $message->id] : [];

    return done($resource->{$verb}(...$id, ...$params, options: $options), $message);
}

/** Verifies or signs a webhook. */
function webhook(string $op, stdClass $message): array
{
    $payload = $message->payload_text ?? base64_decode($message->payload_base64 ?? '');
    if ($op === 'webhook.sign') {
        return ['ok' => Webhook::generateTestHeader($payload, $message->secret, $message->timestamp)];
    }
    $given = ['payload' => $payload, 'header' => $message->header, 'secret' => $message->secret, 'now' => $message->now];
    if ($message->tolerance !== 'default') {
        $given['tolerance'] = untag($message->tolerance);
    }
    if ($op === 'webhook.verify_header') {
        Webhook::verifyHeader(...$given);

        return ['ok' => null];
    }
    $event = Webhook::constructEvent(...$given);

    return $message->quiet ?? false ? ['ok' => null] : done($event, $message);
}

/** Describes an object, how it came, and what its accessors read. */
function done(ApiObject $result, stdClass $message): array
{
    $answer = ['ok' => tag($result->jsonSerialize())];
    $last = $result->lastResponse;
    if ($last !== null) {
        $answer['response'] = [
            'status' => $last->status, 'request_id' => $last->requestId, 'headers' => (object) $last->headers,
            'idempotency_key' => $last->idempotencyKey, 'attempts' => $last->attempts,
        ];
    }
    if (isset($message->read)) {
        $answer['read'] = array_map(static fn (array $path): mixed => read($result, $path), $message->read);
    }

    return $answer;
}

/** Follows a path: by property, by [key], by the number of an item; $class is the class's name. */
function read(mixed $value, array $path): mixed
{
    foreach ($path as $segment) {
        if ($value === null) {
            return null;
        }
        $segment = (string) $segment;
        $value = match (true) {
            $segment === '$class' => short($value),
            str_starts_with($segment, '[') => $value[substr($segment, 1, -1)],
            ctype_digit($segment) => $value[(int) $segment],
            default => $value->{$segment},
        };
    }

    return tag($value instanceof ApiObject ? $value->jsonSerialize() : $value);
}

/** Describes an error with all that the host would print of it. */
function describe(NextGenThrowable $error): array
{
    $fields = array_map(static fn (string $name): mixed => tag($error->{$name}), FIELDS);
    $fields['headers'] = (object) $error->headers;
    $fields['message'] = $error->getMessage();
    $fields['class'] = $error instanceof WrongTypeError
        ? 'InvalidRequestError'
        : strtr(short($error), ['Exception' => 'Error', 'Api' => 'API']);
    // The driver's own frames hold the message, with its key; those of the package must not.
    $ofPackage = static fn (array $frame): bool => str_starts_with($frame['class'] ?? '', 'NextGen');
    $fields['shown'] = $error . print_r(array_filter($error->getTrace(), $ofPackage), true);

    return $fields;
}

/** Says why PHP itself refuses a call before the package sees it; null for any other fault. */
function ofPhp(Throwable $error): ?string
{
    $message = $error->getMessage();

    return match (true) {
        $error instanceof ArgumentCountError => 'PHP itself refuses a call without a required argument',
        str_contains($message, 'called in ' . __FILE__) => 'PHP itself refuses an argument of that type',
        str_starts_with($message, 'Unknown named parameter') => 'PHP itself refuses an unknown named argument',
        default => null,
    };
}

function short(object $object): string
{
    return basename(strtr(get_class($object), '\\', '/'));
}
