<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\AppInfo;
use NextGen\Client;
use NextGen\Exception\ApiConnectionException;
use NextGen\RequestOptions;
use NextGen\Tests\Support\Sandbox;
use NextGen\Tests\Support\TestCase;
use NextGen\Tests\Support\Tunnel;
use NextGen\UnknownObject;
use Psr\Log\AbstractLogger;

/** Clients: their options, their connections, and who is told of their calls. */
final class ClientTest extends TestCase
{
    public function testOptionsComeFromTheEnvironmentWhereTheyAreMissing(): void
    {
        $program = 'echo (new NextGen\Client())->charges->list(limit: 1)->object;';
        self::assertSame('list', self::php($program));
        $program = 'try { new NextGen\Client(); } catch (NextGen\Exception\ConfigurationException $e) { echo $e->param; }';
        self::assertSame('api_key', self::php($program, environment: ['NEXTGEN_API_KEY' => '']));
    }

    public function testRequestReachesWhatHasNoMethodYet(): void
    {
        $charge = self::client()->request('POST', '/charges', ['amount' => 700, 'currency' => 'usd', 'source' => 'tok_visa']);
        self::assertInstanceOf(UnknownObject::class, $charge);
        self::assertSame([700, 'charge'], [$charge->amount, $charge['object']]);
    }

    public function testOptionsOfADerivedClientAreCheckedWhenItIsMade(): void
    {
        $this->expectExceptionMessage('max_retries must be an integer from 0 to 20; got 1000.');
        self::client()->withOptions(new RequestOptions(maxRetries: 1000));
    }

    public function testClientsOfTheSameOptionsShareTheirConnections(): void
    {
        $tunnel = new Tunnel();
        $options = ['baseUrl' => $tunnel->baseUrl()];
        Sandbox::client(...$options)->charges->list(limit: 1);
        Sandbox::client(...$options)->customers->list(limit: 1);
        $client = Sandbox::client(...$options);
        $client->charges->list(limit: 1);
        $client->withOptions(new RequestOptions(timeout: 5))->charges->list(limit: 1);
        self::assertSame(1, $tunnel->connections());
        Sandbox::client(...$options, persistent: false)->charges->list(limit: 1);
        self::assertSame(2, $tunnel->connections());
        Sandbox::client(...$options, timeout: 7)->charges->list(limit: 1);
        self::assertSame(3, $tunnel->connections());
    }

    public function testEveryRequestCarriesTheKeyOfItsOwnClient(): void
    {
        $keys = ['sk_test_of_the_first_0001', 'sk_test_of_the_other_0002'];
        $seen = Sandbox::seen(static function () use ($keys): void {
            for ($n = 0; $n < 40; $n++) {
                // Made anew each time, as web requests do; each of these keys is refused, and named by its end.
                $error = self::thrown(static fn () => Sandbox::client(apiKey: $keys[$n % 2])->charges->list(limit: 1));
                self::assertStringContainsString(\substr($keys[$n % 2], -4), $error->getMessage());
                $options = new RequestOptions(apiKey: $keys[$n % 2]);
                self::thrown(static fn () => self::client()->charges->list(limit: 1, options: $options));
                self::client()->charges->list(limit: 1);
            }
        });
        $own = \substr(Sandbox::settings()['api_key'], -4);
        $wanted = \array_merge(...\array_fill(0, 20, ['0001', '0001', $own, '0002', '0002', $own]));
        $endings = \array_column($seen, 'key_ending');
        self::assertContains($endings, [$wanted, \array_reverse($wanted)]);
    }

    public function testTheApplicationIsNamedToTheServer(): void
    {
        $client = Sandbox::client(appInfo: new AppInfo('Shop', '1.2', 'https://shop.example'));
        $seen = Sandbox::seen(static fn () => $client->charges->list(limit: 1));
        self::assertCount(1, $seen);
        $headers = \array_column($seen[0]['headers'], 1, 0);
        self::assertStringStartsWith('NextGen/v1 PHPBindings/' . Client::VERSION, $headers['user-agent']);
        self::assertSame('Shop', \json_decode($headers['x-nextgen-client-user-agent'])->application->name);
        self::assertSame(\PHP_VERSION, \json_decode($headers['x-nextgen-client-user-agent'])->lang_version);
    }

    public function testALoggerIsToldOfCallsButNeverOfAKey(): void
    {
        $logger = new class () extends AbstractLogger {
            /** @var list<array{mixed, string, array<string, mixed>}> */
            public array $said = [];

            public function log($level, $message, array $context = []): void
            {
                $this->said[] = [$level, (string) $message, $context];
            }
        };
        $client = Sandbox::client(logger: $logger, maxRetries: 1);
        $client->charges->create(2000, 'usd', source: 'tok_visa', options: Sandbox::fault('status=500; times=1; retry_after=0'));
        $levels = \array_column($logger->said, 0);
        self::assertSame(['debug', 'debug', 'warning', 'debug', 'info'], $levels);
        self::assertSame('NextGen: POST /charges answered 200', \end($logger->said)[1]);
        self::assertSame(2, \end($logger->said)[2]['attempts']);

        $logger->said = [];
        self::thrown(static fn () => $client->charges->create(2000, 'usd', source: 'tok_chargeDeclined'));
        self::assertSame(['warning', 'NextGen: POST /charges failed with CardError'], \array_slice(\end($logger->said), 0, 2));
        self::assertKeeps(Sandbox::settings()['api_key'], \print_r($logger->said, true));
        self::assertStringNotContainsString('tok_', \print_r($logger->said, true));
    }

    public function testALoggerThatFailsLosesNoAnswer(): void
    {
        $logger = new class () extends AbstractLogger {
            public function log($level, $message, array $context = []): void
            {
                throw new \DomainException('The disk is full.');
            }
        };
        $said = (string) \tempnam(\sys_get_temp_dir(), 'nextgen');
        $before = \ini_set('error_log', $said);
        try {
            $charge = Sandbox::client(logger: $logger)->charges->create(500, 'usd', source: 'tok_visa');
        } finally {
            \ini_set('error_log', (string) $before);
        }
        self::assertSame(500, $charge->amount);
        self::assertStringContainsString('NextGen: the logger failed: The disk is full.', (string) \file_get_contents($said));
        \unlink($said);
    }

    public function testWhatAStopClosureThrowsReachesTheCaller(): void
    {
        $stop = static fn (): bool => throw new \DomainException('Enough.');
        $options = new RequestOptions(stop: $stop, extraHeaders: ['NextGen-Sandbox-Fault' => 'timeout']);
        self::assertInstanceOf(\DomainException::class, self::thrown(static fn () => self::charge(options: $options)));
        self::assertSame('list', self::client()->charges->list(limit: 1)->object);
    }

    public function testACallCanBeStopped(): void
    {
        $asked = 0;
        $stop = static function () use (&$asked): bool {
            return ++$asked === 3;
        };
        $options = new RequestOptions(stop: $stop, extraHeaders: ['NextGen-Sandbox-Fault' => 'timeout']);
        $error = self::thrown(static fn () => self::charge(options: $options));
        self::assertInstanceOf(ApiConnectionException::class, $error);
        self::assertSame(['stopped', true], [$error->errorCode, $error->outcomeUnknown]);
        self::assertSame(3, $asked);
    }

    public function testAHookMayItselfMakeACall(): void
    {
        $ids = [];
        $stop = static function () use (&$ids): bool {
            $ids[] = self::charge(options: new RequestOptions(stop: static fn (): bool => false))->id;

            return \count($ids) === 2;
        };
        $options = new RequestOptions(stop: $stop, extraHeaders: ['NextGen-Sandbox-Fault' => 'timeout']);
        $error = self::thrown(static fn () => self::charge(options: $options));
        self::assertSame('stopped', $error->errorCode);
        self::assertCount(2, \array_unique($ids));
    }

    public function testAHookCannotLetOtherCallsBeginInsideItsOwn(): void
    {
        $stop = static function (): bool {
            \Fiber::suspend();

            return false;
        };
        $fiber = new \Fiber(static function () use ($stop): void {
            $options = new RequestOptions(stop: $stop, extraHeaders: ['NextGen-Sandbox-Fault' => 'timeout']);
            $error = self::thrown(static fn () => self::charge(options: $options));
            self::assertInstanceOf(\LogicException::class, $error);
            self::assertStringContainsString('suspended its fiber', $error->getMessage());
        });
        $fiber->start();
        self::assertTrue($fiber->isTerminated());
        self::assertSame('list', self::client()->charges->list(limit: 1)->object);
    }
}
