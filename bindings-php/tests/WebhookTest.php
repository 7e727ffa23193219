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
}
