<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** Why money is given back. */
enum RefundReason: string
{
    /** The charge was made twice. */
    case Duplicate = 'duplicate';

    /** The charge was a fraud. */
    case Fraudulent = 'fraudulent';

    /** The customer asked for it. */
    case RequestedByCustomer = 'requested_by_customer';
}
