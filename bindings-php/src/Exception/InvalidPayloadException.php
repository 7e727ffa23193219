<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** A webhook is signed rightly but its body is no event. */
class InvalidPayloadException extends SignatureVerificationException
{
}
