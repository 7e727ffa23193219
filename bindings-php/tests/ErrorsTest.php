<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Client;
use NextGen\Exception\ApiConnectionException;
use NextGen\Exception\ApiException;
use NextGen\Exception\ApiTimeoutException;
use NextGen\Exception\AuthenticationException;
use NextGen\Exception\CardException;
use NextGen\Exception\ConfigurationException;
use NextGen\Exception\IdempotencyException;
use NextGen\Exception\InvalidPayloadException;
use NextGen\Exception\InvalidRequestException;
use NextGen\Exception\NextGenException;
use NextGen\Exception\NextGenThrowable;
use NextGen\Exception\RateLimitException;
use NextGen\Exception\SignatureVerificationException;
use NextGen\Exception\WrongTypeError;
use NextGen\RequestOptions;
use NextGen\Tests\Support\Sandbox;
use NextGen\Tests\Support\TestCase;

/** Exceptions: their tree and what they know. */
final class ErrorsTest extends TestCase
{
    public function testADeclineIsACardException(): void
    {
        $error = self::thrown(static fn () => self::charge(source: 'tok_chargeDeclinedInsufficientFunds'));
        self::assertInstanceOf(CardException::class, $error);
        self::assertSame(['card_declined', 'insufficient_funds'], [$error->errorCode, $error->declineCode]);
        self::assertSame(['card_declined', 'insufficient_funds'], [$error->code, $error->getDeclineCode()]);
        self::assertSame([402, 402, 402], [$error->httpStatus, $error->getHttpStatus(), $error->getCode()]);
        self::assertSame('card_error', $error->type);
        self::assertMatchesRegularExpression('/^ch_/', (string) $error->charge);
        self::assertMatchesRegularExpression('/^req_/', (string) $error->requestId);
        self::assertSame($error->requestId, $error->headers['request-id']);
        self::assertSame('card_declined', \json_decode((string) $error->body)->error->code);
        self::assertSame($error->getMessage(), $error->message);
        self::assertSame([false, 1], [$error->shouldRetry, $error->attempts]);
    }

    public function testEachKindHasItsClass(): void
    {
        $options = Sandbox::options();
        $key = 'errors-' . \bin2hex(\random_bytes(8));
        $once = static fn (int $amount) => self::charge(amount: $amount, options: new RequestOptions(idempotencyKey: $key));
        $once(500);
        $calls = [
            [IdempotencyException::class, 'idempotency_error', static fn () => $once(600)],
            [AuthenticationException::class, 'invalid_request_error', static fn () => (new Client('sk_test_nobody', ...\array_slice($options, 1)))->charges->list()],
            [InvalidRequestException::class, 'invalid_request_error', static fn () => self::client()->charges->retrieve('ch_nothing')],
            [RateLimitException::class, 'invalid_request_error', static fn () => self::faulty('rate_limit=1')],
            [ApiException::class, 'api_error', static fn () => self::faulty('status=500')],
            [ApiException::class, null, static fn () => self::faulty('html=502')],
            [ApiConnectionException::class, null, static fn () => self::faulty('reset_before')],
            [ApiTimeoutException::class, null, static fn () => self::faulty('timeout', 0.3)],
        ];
        foreach ($calls as [$class, $type, $call]) {
            $error = self::thrown($call);
            self::assertSame($class, $error::class, (string) $error);
            self::assertInstanceOf(NextGenException::class, $error);
            if ($type !== null) {
                self::assertSame($type, $error->type);
            }
        }
    }

    public function testTheTreeIsThatOfTheOtherLanguages(): void
    {
        self::assertTrue(\is_subclass_of(ApiTimeoutException::class, ApiConnectionException::class));
        self::assertTrue(\is_subclass_of(InvalidPayloadException::class, SignatureVerificationException::class));
        foreach (\glob(\dirname(__DIR__) . '/src/Exception/*Exception.php') ?: [] as $file) {
            $class = 'NextGen\\Exception\\' . \basename($file, '.php');
            self::assertTrue(\is_a($class, NextGenException::class, true), $class);
        }
        self::assertTrue(\is_subclass_of(WrongTypeError::class, \TypeError::class));
        self::assertTrue(\is_subclass_of(WrongTypeError::class, NextGenThrowable::class));
        self::assertTrue(\is_subclass_of(NextGenException::class, NextGenThrowable::class));
    }

    public function testALostAnswerSaysThatTheOutcomeIsUnknown(): void
    {
        $error = self::thrown(static fn () => self::faulty('lost_answer'));
        self::assertTrue($error->outcomeUnknown);
        self::assertNotNull($error->idempotencyKey);
        $charge = self::charge(options: new RequestOptions(idempotencyKey: $error->idempotencyKey));
        self::assertSame('true', $charge->lastResponse->headers['idempotent-replayed']);
    }

    public function testAClientThatCannotBeIsRefused(): void
    {
        foreach ([['apiKey' => ''], ['apiKey' => "sk_test_x\n"], ['baseUrl' => 'http://example.test'], ['caBundle' => '/nowhere'], ['timeout' => \NAN]] as $wrong) {
            $error = self::thrown(static fn () => Sandbox::client(...$wrong));
            self::assertInstanceOf(ConfigurationException::class, $error);
            self::assertNotNull($error->param);
        }
        $options = new RequestOptions(maxRetries: 1000);
        self::assertInstanceOf(ConfigurationException::class, self::thrown(static fn () => self::client()->withOptions($options)));
    }

    private static function faulty(string $fault, ?float $timeout = null): void
    {
        self::charge(options: new RequestOptions(
            timeout: $timeout,
            maxRetries: 0,
            extraHeaders: ['NextGen-Sandbox-Fault' => $fault],
        ));
    }
}
