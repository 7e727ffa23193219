<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Exception;

/**
 * The exceptions by the names that the core has for them.
 *
 * @internal
 */
final class ExceptionTypes
{
    /** @var array<string, class-string<Exception\NextGenException>> */
    public const ALL = [
        'NextGenError' => Exception\NextGenException::class,
        'APIError' => Exception\ApiException::class,
        'AuthenticationError' => Exception\AuthenticationException::class,
        'PermissionError' => Exception\PermissionException::class,
        'InvalidRequestError' => Exception\InvalidRequestException::class,
        'CardError' => Exception\CardException::class,
        'IdempotencyError' => Exception\IdempotencyException::class,
        'RateLimitError' => Exception\RateLimitException::class,
        'APIConnectionError' => Exception\ApiConnectionException::class,
        'APITimeoutError' => Exception\ApiTimeoutException::class,
        'SignatureVerificationError' => Exception\SignatureVerificationException::class,
        'InvalidPayloadError' => Exception\InvalidPayloadException::class,
        'ConfigurationError' => Exception\ConfigurationException::class,
    ];
}
