<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** This API key may not do that (403). */
class PermissionException extends NextGenException
{
}
