<?php

declare(strict_types=1);

namespace NextGen;

/** How an answer came. */
final class LastResponse
{
    /**
     * @internal
     *
     * @param array<string, string> $headers
     */
    public function __construct(
        /** The HTTP status. */
        public readonly int $status,
        /** The headers by their names in lower case. */
        public readonly array $headers,
        /** The id of the request, to quote to support. */
        public readonly ?string $requestId,
        /** The idempotency key that a POST carried: yours, or the random one made for it. */
        public readonly ?string $idempotencyKey,
        /** How many attempts it took, 1 or more. */
        public readonly int $attempts,
    ) {
    }
}
