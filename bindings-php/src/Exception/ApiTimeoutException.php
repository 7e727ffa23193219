<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** No complete answer came in time. */
class ApiTimeoutException extends ApiConnectionException
{
}
