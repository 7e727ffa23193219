<?php

declare(strict_types=1);

namespace NextGen\Exception;

use NextGen\Internal\ErrorDetails;

/** An argument is of a type that it cannot have, such as an amount given as a float; nothing was sent. */
final class WrongTypeError extends \TypeError implements NextGenThrowable
{
    use ErrorDetails;
}
