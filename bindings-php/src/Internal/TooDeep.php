<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * Ends the walk through a value that is nested too deep, or holds itself.
 *
 * @internal
 */
final class TooDeep extends \Exception
{
}
