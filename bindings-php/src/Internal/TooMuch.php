<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Ends the walk through a value that is no structure to send; the message says what it is instead.
 *
 * @internal
 */
final class TooMuch extends \Exception
{
}
