<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** There is no API key, or not a valid one (401). */
class AuthenticationException extends NextGenException
{
}
