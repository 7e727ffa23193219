<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** What happened. An unknown type is an event like any other. */
enum EventType: string
{
    /** A charge succeeded. */
    case ChargeSucceeded = 'charge.succeeded';

    /** A charge was declined. */
    case ChargeFailed = 'charge.failed';

    /** A charge is on its way. */
    case ChargePending = 'charge.pending';

    /** A reserved charge was captured. */
    case ChargeCaptured = 'charge.captured';

    /** A charge was refunded, wholly or in part. */
    case ChargeRefunded = 'charge.refunded';

    /** A charge's description, metadata or receipt address was changed. */
    case ChargeUpdated = 'charge.updated';

    /** A payer disputes a charge. */
    case ChargeDisputeCreated = 'charge.dispute.created';

    /** A refund was created. */
    case RefundCreated = 'refund.created';

    /** A refund was changed. */
    case RefundUpdated = 'refund.updated';

    /** A customer was created. */
    case CustomerCreated = 'customer.created';

    /** A customer was changed. */
    case CustomerUpdated = 'customer.updated';

    /** A customer was deleted. */
    case CustomerDeleted = 'customer.deleted';

    /** A billing cycle was paid. */
    case InvoicePaymentSucceeded = 'invoice.payment_succeeded';

    /** A billing cycle could not be paid. */
    case InvoicePaymentFailed = 'invoice.payment_failed';
}
