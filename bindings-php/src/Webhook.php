<?php

declare(strict_types=1);

namespace NextGen;

use NextGen\Exception\WrongTypeError;
use NextGen\Internal\Errors;
use NextGen\Internal\Json;
use NextGen\Internal\Library;
use NextGen\Internal\Params;
use NextGen\Internal\Prepared;
use NextGen\Internal\Signatures;

/** Verifies webhooks, and signs them for tests. */
final class Webhook
{
    /** How far from now a signature's time may be, in seconds. */
    public const DEFAULT_TOLERANCE = 300;

    /**
     * Verifies that NextGen sent a webhook, and returns its event.
     *
     * @param string $payload The body exactly as received: `file_get_contents('php://input')`.
     * @param string|null $header The value of `NextGen-Signature`.
     * @param string|list<string>|null $secret The endpoint's secret, `whsec_…`, or up to five while one
     *     replaces another.
     * @param int|null $tolerance How many seconds the signature's time may lie before or after now, 1 to 86,400;
     *     null leaves the time unchecked.
     * @param int|null $now The time to hold the signature's time against, in unix seconds.
     *
     * @throws Exception\SignatureVerificationException when the signature does not prove the origin.
     * @throws Exception\ConfigurationException when the secret or the tolerance cannot be used.
     */
    public static function constructEvent(
        string|array|object $payload,
        ?string $header,
        #[\SensitiveParameter] string|array|null $secret,
        int|float|string|bool|null $tolerance = self::DEFAULT_TOLERANCE,
        ?int $now = null,
    ): Event {
        $payload = \is_string($payload) ? $payload : throw self::parsed($payload);
        if (\is_string($secret) && \is_int($tolerance) && $now === null) {
            $header ??= '';
            $library = Library::claim();
            // Here and below, as the way through one more function would be a tenth of all that is not the core's.
            $event = $library->ffi->nextgen_event_php(
                $payload,
                \strlen($payload),
                $header,
                \strlen($header),
                $secret,
                \strlen($secret),
                $tolerance,
                $library->place,
            );

            return new Event((array) $library->answer($event)[1]);
        }
        $options = self::options($secret, $tolerance, $now, ['form' => 'php']);

        return new Event(Signatures::eventBy($payload, $header ?? '', $options));
    }

    /**
     * Verifies that NextGen sent a webhook, without reading it. The arguments are those of `constructEvent`.
     *
     * @param string $payload
     * @param string|list<string>|null $secret
     * @param int|null $tolerance
     *
     * @throws Exception\SignatureVerificationException when the signature does not prove the origin.
     * @throws Exception\ConfigurationException when the secret or the tolerance cannot be used.
     */
    public static function verifyHeader(
        string|array|object $payload,
        ?string $header,
        #[\SensitiveParameter] string|array|null $secret,
        int|float|string|bool|null $tolerance = self::DEFAULT_TOLERANCE,
        ?int $now = null,
    ): void {
        $payload = \is_string($payload) ? $payload : throw self::parsed($payload);
        if (\is_string($secret) && \is_int($tolerance) && $now === null) {
            $header ??= '';
            $library = Library::claim();
            $status = $library->ffi->nextgen_check(
                $payload,
                \strlen($payload),
                $header,
                \strlen($header),
                $secret,
                \strlen($secret),
                $tolerance,
                $library->place,
            );
            if ($status !== Library::OK) {
                $library->take($status);
            }
            Library::$idle = $library;
        } else {
            Signatures::checkBy($payload, $header ?? '', self::options($secret, $tolerance, $now, []));
        }
    }

    /**
     * Signs a payload as NextGen would at that time (unix seconds; now by default), for tests.
     *
     * @throws Exception\ConfigurationException when the secret or the time cannot be used.
     */
    public static function generateTestHeader(
        string $payload,
        #[\SensitiveParameter] string $secret,
        ?int $timestamp = null,
    ): string {
        return Signatures::sign($payload, Params::options(['secret' => $secret, 'timestamp' => $timestamp]));
    }

    /** Makes the error for a body that was parsed. */
    private static function parsed(array|object $payload): WrongTypeError
    {
        return Errors::wrongType('payload', \sprintf(
            'payload must be the body exactly as received, a string; got a value of type %s. A parsed body no longer '
            . 'has the bytes that were signed: take file_get_contents(\'php://input\'), $request->getContent() '
            . '(Symfony, Laravel) or (string) $request->getBody() (PSR-7).',
            \get_debug_type($payload),
        ));
    }

    /** @param array<string, string> $more */
    private static function options(
        #[\SensitiveParameter] string|array|null $secret,
        int|float|string|bool|null $tolerance,
        ?int $now,
        array $more,
    ): string {
        $options = Prepared::values(['secret' => $secret, 'now' => $now, 'tolerance' => $tolerance] + $more);
        if ($tolerance === null) {
            // Left out would mean the default; null says that the time is not to be checked.
            $options->tolerance = null;
        }

        return Json::write($options);
    }
}
