<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Charge;
use NextGen\Event;
use NextGen\EventType;
use NextGen\Exception\ConfigurationException;
use NextGen\Exception\InvalidPayloadException;
use NextGen\Exception\SignatureVerificationException;
use NextGen\Exception\WrongTypeError;
use NextGen\Internal\Json;
use NextGen\Tests\Support\TestCase;
use NextGen\Webhook;

/** Webhooks, as PHP hands them over; the rules themselves are in the suite of all languages. */
final class WebhookTest extends TestCase
{
    public function testAnEventIsAnEvent(): void
    {
        $event = Webhook::constructEvent(self::EVENT, Webhook::generateTestHeader(self::EVENT, self::SECRET), self::SECRET);
        self::assertInstanceOf(Event::class, $event);
        self::assertSame(EventType::ChargeRefunded, EventType::from((string) $event->type));
        self::assertInstanceOf(Charge::class, $event->data?->object);
        self::assertSame(500, $event->data->object->amount_refunded);
        self::assertNull($event->lastResponse);
    }

    public function testAnEventIsReadWhateverPhpIniAllowsOfOthers(): void
    {
        $usual = \ini_set('unserialize_max_depth', '1');
        try {
            $this->testAnEventIsAnEvent();
        } finally {
            \ini_set('unserialize_max_depth', (string) $usual);
        }
    }

    public function testSignaturesAreMadeForTests(): void
    {
        self::assertSame(
            't=1700000000,v1=' . \hash_hmac('sha256', '1700000000.' . self::EVENT, self::SECRET),
            Webhook::generateTestHeader(self::EVENT, self::SECRET, 1700000000),
        );
    }

    public function testWhatIsNotProvenIsRefused(): void
    {
        $header = Webhook::generateTestHeader(self::EVENT, self::SECRET, 1700000000);
        $cases = [
            'mismatch' => static fn () => Webhook::constructEvent(self::EVENT . ' ', $header, self::SECRET, now: 1700000000),
            'too_old' => static fn () => Webhook::verifyHeader(self::EVENT, $header, self::SECRET, now: 1700000301),
            'in_future' => static fn () => Webhook::verifyHeader(self::EVENT, $header, self::SECRET, now: 1699999699),
            'no_timestamp' => static fn () => Webhook::verifyHeader(self::EVENT, 'v1=' . \str_repeat('0', 64), self::SECRET),
        ];
        foreach ($cases as $code => $call) {
            $error = self::thrown($call);
            self::assertInstanceOf(SignatureVerificationException::class, $error);
            self::assertSame($code, $error->errorCode);
        }
        self::assertInstanceOf(SignatureVerificationException::class, self::thrown(
            static fn () => Webhook::constructEvent(self::EVENT, $_SERVER['HTTP_NEXTGEN_SIGNATURE'] ?? null, self::SECRET),
        ));
        Webhook::verifyHeader(self::EVENT, $header, self::SECRET, tolerance: null);
        Webhook::verifyHeader(self::EVENT, $header, ['whsec_old', self::SECRET], now: 1700000300);
    }

    /** @return array<string, array{string}> */
    public function payloads(): array
    {
        $event = static fn (string $refunds): string => '{"id":"evt_1","object":"event","type":"charge.refunded","data":{"object":'
            . "{\"object\":\"charge\",\"metadata\":{},\"refunds\":{\"object\":\"list\",\"data\":[{$refunds}]}}}}";
        $refund = '{"object":"refund","amount":5,"metadata":{},"reason":null}';
        $list = static fn (string $item, int $count): string => \implode(',', \array_fill(0, $count, $item));

        return [
            'short' => [$event($refund)],
            'of 300 KB' => [$event($list($refund, 5000))],
            'longer than what is kept' => [$event($list($refund, 12_000))],
            'with many items' => [$event($list('{}', 100_000))],
            'with numbers of all kinds' => [$event($list('{"amount":1.5,"metadata":{},"n":18446744073709551617}', 500))],
            'with a NUL' => [$event('{"object":"refund","reason":"\u0000","metadata":{"\u0030":{}}}')],
        ];
    }

    /** @dataProvider payloads */
    public function testAnEventIsTheSameHoweverItIsRead(string $payload): void
    {
        $header = Webhook::generateTestHeader($payload, self::SECRET);
        $event = Webhook::constructEvent($payload, $header, self::SECRET);
        self::assertSame(\json_encode(\json_decode($payload, false, 512, \JSON_BIGINT_AS_STRING)), \json_encode($event));
        $others = [
            Webhook::constructEvent($payload, $header, self::SECRET, null),
            new Event(Json::read($payload)),
            \unserialize(\serialize($event)),
        ];
        self::assertCount(\count($event['data']['object']['refunds']->data), $event->data->object->refunds);
        foreach ($others as $other) {
            self::assertTrue($event == $other && $event->data == $other->data && $event->toArray() === $other->toArray());
            self::assertTrue($event->data->object->refunds->data[0] == $other->data->object->refunds->data[0]);
        }
        $used = [];
        for ($n = 0; $n < 4; $n++) {
            Webhook::constructEvent($payload, $header, self::SECRET);
            $used[] = \memory_get_usage();
        }
        self::assertSame($used[1], $used[3]);
    }

    public function testEventsOfAnyShapeAreWhatPhpReadsOfTheirJson(): void
    {
        \mt_srand(7);
        for ($n = 0; $n < 1000; $n++) {
            $payload = self::map(0);
            $event = Webhook::constructEvent($payload, Webhook::generateTestHeader($payload, self::SECRET), self::SECRET);
            self::assertTrue($event == new Event(Json::read($payload)), $payload);
            self::assertSame(\json_decode($payload, true, 512, \JSON_BIGINT_AS_STRING), $event->toArray(), $payload);
            self::assertTrue($event == \unserialize(\serialize($event)), $payload);
        }
    }

    public function testASignedBodyThatIsNoEventHasAClassOfItsOwn(): void
    {
        $header = Webhook::generateTestHeader('[]', self::SECRET);
        $error = self::thrown(static fn () => Webhook::constructEvent('[]', $header, self::SECRET));
        self::assertInstanceOf(InvalidPayloadException::class, $error);
        Webhook::verifyHeader('[]', $header, self::SECRET);
    }

    public function testAParsedBodyIsRefusedWithAHint(): void
    {
        foreach ([\json_decode(self::EVENT, true), \json_decode(self::EVENT)] as $parsed) {
            $error = self::thrown(static fn () => Webhook::constructEvent($parsed, 't=1', self::SECRET));
            self::assertInstanceOf(WrongTypeError::class, $error);
            self::assertStringContainsString('php://input', $error->getMessage());
        }
    }

    public function testASecretOrAToleranceThatCannotBeIsAFaultOfConfiguration(): void
    {
        foreach (['', null, [], [''], ' ' . self::SECRET] as $secret) {
            $error = self::thrown(static fn () => Webhook::verifyHeader(self::EVENT, 't=1', $secret));
            self::assertInstanceOf(ConfigurationException::class, $error);
        }
        foreach ([0, -1, 86401, 1.5, '300', true] as $tolerance) {
            $error = self::thrown(static fn () => Webhook::verifyHeader(self::EVENT, 't=1', self::SECRET, $tolerance));
            self::assertInstanceOf(ConfigurationException::class, $error);
        }
    }

    public function testBytesOfAnyKindAreHashedAsTheyAre(): void
    {
        foreach (["\xff\x00\xfe", "\xef\xbb\xbf{}", '', \str_repeat('x', 1 << 20)] as $payload) {
            $header = Webhook::generateTestHeader($payload, self::SECRET);
            Webhook::verifyHeader($payload, $header, self::SECRET);
            $this->addToAssertionCount(1);
        }
    }

    /** Writes a map, whose names are often the same, or numbers. */
    private static function map(int $depth): string
    {
        $names = ['"a"', '"\u0061"', '"0"', '"\u0030"', '"1"', '"2"', '"01"', '"-1"', '""', '"data"', '"object"', '"x\n"'];
        $members = \array_map(static fn (): string => self::one($names) . ':' . self::value($depth + 1), \range(0, \mt_rand(0, 5)));

        return '{' . \implode(',', $members) . '}';
    }

    private static function value(int $depth): string
    {
        $single = ['{}', '{}', '[]', 'null', 'true', '-7', '1.5', '18446744073709551616', '123456789012345678', '"x"', '"\u00e9\u0000"'];

        return match (\mt_rand(0, $depth > 5 ? 2 : 5)) {
            0, 1, 2 => self::one($single),
            3, 4 => self::map($depth),
            5 => '[' . self::value($depth + 1) . ', ' . self::value($depth + 1) . ']',
        };
    }

    /** @param list<string> $of */
    private static function one(array $of): string
    {
        return $of[\mt_rand(0, \count($of) - 1)];
    }
}
