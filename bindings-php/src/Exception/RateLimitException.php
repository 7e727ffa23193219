<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** Too many requests (429). */
class RateLimitException extends NextGenException
{
}
