<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** No complete answer came: the network, TLS or a proxy failed. */
class ApiConnectionException extends NextGenException
{
}
