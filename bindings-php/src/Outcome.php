<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** What the card network and the risk rules made of a charge. */
final class Outcome extends ApiObject
{
    /** What the card network said, such as `approved_by_network`. */
    public readonly ?string $network_status;

    /** Why, where there is more to say. */
    public readonly ?string $reason;

    /** How risky the charge is: `normal`, `elevated`, `highest`. */
    public readonly ?string $risk_level;

    /** How risky the charge is, 0 to 100. */
    public readonly ?int $risk_score;

    /** What happened, in words for you, not for the payer. */
    public readonly ?string $seller_message;

    /** What came of it: `authorized`, `issuer_declined`, `blocked`, `invalid`. */
    public readonly ?string $type;

    protected function read(\stdClass $raw): void
    {
        $this->network_status = \is_string($value = $raw->network_status ?? null) ? $value : null;
        $this->reason = \is_string($value = $raw->reason ?? null) ? $value : null;
        $this->risk_level = \is_string($value = $raw->risk_level ?? null) ? $value : null;
        $this->risk_score = \is_int($value = $raw->risk_score ?? null) ? $value : null;
        $this->seller_message = \is_string($value = $raw->seller_message ?? null) ? $value : null;
        $this->type = \is_string($value = $raw->type ?? null) ? $value : null;
    }
}
