<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** The idempotency key was used with other parameters, or is in use at this moment (400, 409). */
class IdempotencyException extends NextGenException
{
}
