<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** Where a card's money comes from. */
enum Funding: string
{
    /** A credit card. */
    case Credit = 'credit';

    /** A debit card. */
    case Debit = 'debit';

    /** A prepaid card. */
    case Prepaid = 'prepaid';

    /** Not known. */
    case Unknown = 'unknown';
}
