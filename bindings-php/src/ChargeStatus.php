<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** How a charge stands. */
enum ChargeStatus: string
{
    /** The money was taken, or reserved. */
    case Succeeded = 'succeeded';

    /** The payment is on its way; an event reports how it ends. */
    case Pending = 'pending';

    /** The payment was declined. */
    case Failed = 'failed';
}
