<?php

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Secret;

/** Options of one call, or of a client made by `Client::withOptions()`. Times are in seconds. */
final class RequestOptions
{
    private readonly ?Secret $apiKey;

    /**
     * @param string|null $idempotencyKey The key of a POST, 1 to 255 visible ASCII characters. The same key
     *     with the same parameters is carried out once, however often it is sent.
     * @param string|null $apiKey Another API key.
     * @param int|float|null $timeout How long one attempt may take, from connecting to the last byte.
     * @param int|null $maxRetries How often the call is tried again, 0 to 20.
     * @param int|float|null $deadline How long the whole call may take, its retries included.
     * @param array<string, mixed> $extraParams Parameters that this version does not know.
     * @param array<string, string> $extraHeaders Headers beside those that the SDK sets.
     * @param (\Closure(): bool)|null $stop Asked every 25 ms while the call waits; true ends it with an
     *     ApiConnectionException of code `stopped`.
     */
    public function __construct(
        public readonly ?string $idempotencyKey = null,
        #[\SensitiveParameter] ?string $apiKey = null,
        public readonly int|float|null $timeout = null,
        public readonly int|float|null $maxRetries = null,
        public readonly int|float|null $deadline = null,
        public readonly array $extraParams = [],
        public readonly array $extraHeaders = [],
        public readonly ?\Closure $stop = null,
    ) {
        $this->apiKey = $apiKey === null ? null : new Secret($apiKey);
    }

    /**
     * Returns the options as the core takes them.
     *
     * @internal
     *
     * @return array<string, mixed>
     */
    public function toArray(): array
    {
        return [
            'idempotency_key' => $this->idempotencyKey,
            'api_key' => $this->apiKey?->reveal(),
            'timeout' => $this->timeout,
            'max_retries' => $this->maxRetries,
            'deadline' => $this->deadline,
            'extra_params' => $this->extraParams === [] ? null : (object) $this->extraParams,
            'extra_headers' => $this->extraHeaders === [] ? null : (object) $this->extraHeaders,
        ];
    }

    /** @return never */
    public function __serialize(): array
    {
        throw new \LogicException('RequestOptions cannot be serialized, as they may hold an API key.');
    }
}
