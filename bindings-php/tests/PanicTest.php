<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Tests\Support\TestCase;

/**
 * Panics on purpose in the library that NEXTGEN_PANIC_LIBRARY names, which scripts/test.sh builds for it. Wherever
 * one happens, the call fails, nothing unproven is taken for proven, and the next call works.
 */
final class PanicTest extends TestCase
{
    private const CALLS = <<<'PHP'
        use NextGen\Webhook;

        $client = new NextGen\Client();
        $signed = Webhook::generateTestHeader('{"id":"evt_1"}', 'whsec_a');
        // A text with a NUL does not come without a reply.
        $nul = '{"id":"\u0000"}';
        $signedNul = Webhook::generateTestHeader($nul, 'whsec_a');
        $page = $client->charges->list(limit: 1);
        $calls = [
            'call' => static fn () => $client->charges->list(limit: 1),
            'client' => static fn () => new NextGen\Client(persistent: false),
            'with' => static fn () => $client->withOptions(new NextGen\RequestOptions(timeout: 3)),
            'pages' => static fn () => $page->autoPagingIterator()->current(),
            'sign' => static fn () => Webhook::generateTestHeader('{}', 'whsec_a'),
            'verify' => static fn () => Webhook::verifyHeader('{"id":"evt_1"}', $signed, 'whsec_a'),
            'event' => static fn () => Webhook::constructEvent('{"id":"evt_1"}', $signed, 'whsec_a'),
            'event with NUL' => static fn () => Webhook::constructEvent($nul, $signedNul, 'whsec_a'),
            'forged' => static fn () => Webhook::verifyHeader('{"id":"evt_2"}', $signed, 'whsec_a'),
            'forged event' => static fn () => Webhook::constructEvent('{"id":"evt_2"}', $signed, 'whsec_a'),
            'verify several' => static fn () => Webhook::verifyHeader('{"id":"evt_1"}', $signed, ['whsec_a', 'whsec_b']),
            'event several' => static fn () => Webhook::constructEvent('{"id":"evt_1"}', $signed, ['whsec_a', 'whsec_b']),
            'forged several' => static fn () => Webhook::constructEvent('{"id":"evt_2"}', $signed, ['whsec_a', 'whsec_b']),
            'refused' => static fn () => $client->charges->retrieve('ch_nothing'),
        ];
        $outcomes = static fn (): array => array_map(static function (Closure $call): string {
            try {
                $call();

                return 'fine';
            } catch (NextGen\Exception\NextGenException $error) {
                return $error->errorCode ?? 'no code';
            }
        }, $calls);
        putenv('NEXTGEN_TEST_PANIC=' . getenv('PANIC_IN'));
        $during = $outcomes();
        putenv('NEXTGEN_TEST_PANIC');
        echo json_encode([$during, $outcomes()]);
        PHP;

    private const WITHOUT = [
        'call' => 'fine', 'client' => 'fine', 'with' => 'fine', 'pages' => 'fine', 'sign' => 'fine', 'verify' => 'fine',
        'event' => 'fine', 'event with NUL' => 'fine', 'forged' => 'mismatch', 'forged event' => 'mismatch',
        'verify several' => 'fine', 'event several' => 'fine', 'forged several' => 'mismatch',
        'refused' => 'resource_missing',
    ];

    /** @return array<string, array{string, array<string, string>}> The function, and what differs from `WITHOUT`. */
    public function functions(): array
    {
        $panic = static fn (string ...$calls): array => \array_fill_keys($calls, 'panic');

        return [
            'nextgen_call_php' => ['nextgen_call_php', $panic('call', 'refused')],
            'nextgen_client_new' => ['nextgen_client_new', $panic('client')],
            'nextgen_client_with' => ['nextgen_client_with', $panic('with')],
            'nextgen_client_free' => ['nextgen_client_free', []],
            'nextgen_next_page' => ['nextgen_next_page', $panic('pages')],
            'nextgen_sign' => ['nextgen_sign', $panic('sign')],
            'nextgen_check' => ['nextgen_check', $panic('verify', 'forged')],
            'nextgen_event_php' => ['nextgen_event_php', $panic('event', 'event with NUL', 'forged event')],
            'nextgen_verify' => ['nextgen_verify', $panic('verify several')],
            'nextgen_event' => ['nextgen_event', $panic('event several', 'forged several')],
            'nextgen_reply_body' => ['nextgen_reply_body', $panic('pages', 'sign')],
            'nextgen_reply_bytes' => ['nextgen_reply_bytes', $panic('event with NUL', 'event several')],
            'nextgen_reply_error' => ['nextgen_reply_error', $panic('forged', 'forged event', 'forged several', 'refused')],
            'nextgen_reply_free' => ['nextgen_reply_free', []],
        ];
    }

    /**
     * @dataProvider functions
     *
     * @param array<string, string> $differs
     */
    public function testAPanicIsAnExceptionAndNothingIsTakenForProven(string $function, array $differs): void
    {
        $library = \getenv('NEXTGEN_PANIC_LIBRARY');
        self::assertNotFalse($library, 'Run scripts/test.sh, which builds the library for this test.');
        $said = self::php(self::CALLS, environment: ['NEXTGEN_LIBRARY' => $library, 'PANIC_IN' => $function]);
        self::assertSame([\array_replace(self::WITHOUT, $differs), self::WITHOUT], \json_decode($said, true));
    }
}
