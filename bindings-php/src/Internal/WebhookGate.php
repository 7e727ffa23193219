<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Event;
use NextGen\Exception\SignatureVerificationException;
use NextGen\Webhook;

/**
 * What the adapters for web frameworks share.
 *
 * @internal
 */
final class WebhookGate
{
    public const HEADER = 'NextGen-Signature';

    private readonly Secret $secret;

    /** @param string|list<string>|(\Closure(): (string|list<string>))|null $secret */
    public function __construct(
        #[\SensitiveParameter] string|array|\Closure|null $secret,
        private readonly ?int $tolerance,
    ) {
        $this->secret = new Secret($secret);
    }

    /** Returns the event, or else the text of the answer 400: the code of what is wrong. */
    public function check(string $payload, ?string $header): Event|string
    {
        $secret = $this->secret->reveal();
        try {
            return Webhook::constructEvent($payload, $header, $secret instanceof \Closure ? $secret() : $secret, $this->tolerance);
        } catch (SignatureVerificationException $refused) {
            return "webhook refused: {$refused->errorCode}";
        }
    }
}
