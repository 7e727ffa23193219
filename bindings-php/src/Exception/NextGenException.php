<?php

declare(strict_types=1);

namespace NextGen\Exception;

use NextGen\Internal\ErrorDetails;

/** The root of all exceptions of the SDK; itself thrown only for a fault in the SDK. */
class NextGenException extends \Exception implements NextGenThrowable
{
    use ErrorDetails;
}
