<?php

declare(strict_types=1);

namespace NextGen\Exception;

/** Whatever the SDK throws: its exceptions, and its type errors. */
interface NextGenThrowable extends \Throwable
{
    /** Returns the code that programs match on: `card_declined`, `parameter_missing`, `mismatch`, … */
    public function getErrorCode(): ?string;

    /** Returns the name of the parameter or option at fault. */
    public function getParam(): ?string;
}
