<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** The request is wrong, or names what does not exist (400, 404, or refused before sending). */
class InvalidRequestException extends NextGenException
{
}
