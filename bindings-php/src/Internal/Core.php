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

    /** @param array<string, scalar|array<string, scalar>|\stdClass|null> $options */
    public static function make(#[\SensitiveParameter] array $options, ?LoggerInterface $logger): self
    {
        return new self(Library::claim()->client(Params::checked($options)), $logger);
    }

    public function with(RequestOptions $options): self
    {
        return new self(Library::claim()->client(self::options($options), $this->client), $this->logger);
    }

    public function __destruct()
    {
        Library::ffi()->nextgen_client_free($this->client);
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
        [1 => $body, 2 => $how] = $this->call(['operation' => $operation, 'id' => $id], $params, $options);

        return new $class((array) $body, new LastResponse(...$how));
    }

    /**
     * Makes a call whose answer is a page.
     *
     * @param class-string<ApiObject> $class
     * @param array<string, mixed> $params
     */
    public function list(string $class, string $operation, array $params, ?RequestOptions $options): Collection
    {
        [1 => $body, 2 => $how] = $this->call(['operation' => $operation], $params, $options);
        $pager = new Pager($this, $class, $operation, $params, $options);

        return new Collection((array) $body, $class, new LastResponse(...$how), $pager);
    }

    /**
     * Makes a call.
     *
     * @param array<string, ?string> $request
     *
     * @return array{1: array<array-key, mixed>|\stdClass, 2: list<mixed>} The answer, and what makes its `LastResponse`.
     */
    public function call(array $request, array $params, ?RequestOptions $options): array
    {
        $stop = $options?->stop;
        $signals = \function_exists('pcntl_signal_dispatch');
        $isPlain = $stop === null && $this->logger === null && !$signals;
        try {
            return Library::claim()->call(
                $this->client,
                Params::request($request, $params, $options === null ? [] : $options->toArray()),
                // None where nothing asks and nothing listens.
                $isPlain ? null : new Hooks($stop, $this->logger, $signals),
            );
        } catch (NextGenException $error) {
            throw Errors::typed($error, $params);
        }
    }

    private static function options(RequestOptions $options): string
    {
        return Params::options($options->toArray());
    }
}
