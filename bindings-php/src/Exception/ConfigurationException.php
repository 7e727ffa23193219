<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** The client cannot be made or used as it was configured. */
class ConfigurationException extends NextGenException
{
}
