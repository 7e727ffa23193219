<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** How a refund stands. */
enum RefundStatus: string
{
    /** The money is on its way back. */
    case Succeeded = 'succeeded';

    /** The refund is not through yet. */
    case Pending = 'pending';

    /** The money could not be given back. */
    case Failed = 'failed';

    /** The refund was called off. */
    case Canceled = 'canceled';
}
