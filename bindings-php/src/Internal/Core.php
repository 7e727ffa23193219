<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\ApiObject;
use NextGen\Collection;
use NextGen\Exception\NextGenException;
use NextGen\LastResponse;
use NextGen\RequestOptions;
use Psr\Log\LoggerInterface;

/**
 * A client of the core, and the calls made with it.
 *
 * @internal
 */
final class Core
{
    private function __construct(
        private readonly \FFI\CData $client,
        private readonly ?LoggerInterface $logger,
    ) {
    }

    /** @param array<string, mixed> $options */
    public static function make(#[\SensitiveParameter] array $options, ?LoggerInterface $logger): self
    {
        return new self(Library::get()->client(Json::write(Params::prepare($options))), $logger);
    }

    public function with(RequestOptions $options): self
    {
        return new self(Library::get()->clientWith($this->client, self::options($options)), $this->logger);
    }

    public function __destruct()
    {
        Library::get()->ffi->nextgen_client_free($this->client);
    }

    /**
     * Makes a call whose answer is one object.
     *
     * @template T of ApiObject
     *
     * @param class-string<T> $class
     * @param array<string, mixed> $params
     *
     * @return T
     */
    public function object(string $class, string $operation, ?string $id, array $params, ?RequestOptions $options): ApiObject
    {
        [$raw, $response] = $this->call(['operation' => $operation, 'id' => $id], $params, $options);

        return new $class($raw, $response);
    }

    /**
     * Makes a call whose answer is a page.
     *
     * @param class-string<ApiObject> $class
     * @param array<string, mixed> $params
     */
    public function list(string $class, string $operation, array $params, ?RequestOptions $options): Collection
    {
        [$raw, $response] = $this->call(['operation' => $operation], $params, $options);

        return new Collection($raw, $class, $response, new Pager($this, $class, $operation, $params, $options));
    }

    /**
     * Makes a call.
     *
     * @param array<string, ?string> $request
     *
     * @return array{\stdClass, LastResponse}
     */
    public function call(array $request, array|\stdClass $params, ?RequestOptions $options): array
    {
        // Not in $request itself: a trace shows what an argument is now, and the options may hold a key.
        $whole = Params::prepare($request);
        $whole->params = Params::prepare((array) $params);
        if ($options !== null) {
            $whole->options = Params::prepare($options->toArray());
        }
        try {
            [$body, $response] = Library::get()
                ->call($this->client, Json::write($whole), Hooks::of($options?->stop, $this->logger));
        } catch (NextGenException $error) {
            throw Errors::typed($error, $params);
        }
        $how = \json_decode($response, true);

        return [Json::read($body), new LastResponse(
            $how['status'],
            $how['headers'],
            $how['request_id'],
            $how['idempotency_key'],
            $how['attempts'],
        )];
    }

    private static function options(RequestOptions $options): string
    {
        return Json::write(Params::prepare($options->toArray()));
    }
}
