<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** A webhook's signature does not prove that NextGen sent it. */
class SignatureVerificationException extends NextGenException
{
}
