<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * What the card network and the risk rules made of a charge.
 *
 * @property-read string|null $network_status What the card network said, such as `approved_by_network`.
 * @property-read string|null $reason Why, where there is more to say.
 * @property-read string|null $risk_level How risky the charge is: `normal`, `elevated`, `highest`.
 * @property-read int|null $risk_score How risky the charge is, 0 to 100.
 * @property-read string|null $seller_message What happened, in words for you, not for the payer.
 * @property-read string|null $type What came of it: `authorized`, `issuer_declined`, `blocked`, `invalid`.
 */
final class Outcome extends ApiObject
{
    protected const FIELDS = [
        'network_status' => 'string',
        'reason' => 'string',
        'risk_level' => 'string',
        'risk_score' => 'integer',
        'seller_message' => 'string',
        'type' => 'string',
    ];
}
