<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** The server is at fault, or the answer is no API answer. */
class ApiException extends NextGenException
{
}
