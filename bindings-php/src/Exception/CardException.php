<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Exception;

/** The parameters were right but the card was declined (402). */
class CardException extends NextGenException
{
}
