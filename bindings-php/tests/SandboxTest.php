<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Client;
use NextGen\Exception\ApiConnectionException;
use NextGen\Exception\ConfigurationException;
use NextGen\Testing\Sandbox;
use NextGen\Tests\Support\TestCase;

/** The sandbox as test runs start it. */
final class SandboxTest extends TestCase
{
    private string $path;

    protected function setUp(): void
    {
        $this->path = (string) \getenv('PATH');
        // As an installed program is found by itself.
        \putenv('NEXTGEN_SANDBOX=' . Support\Sandbox::program());
    }

    protected function tearDown(): void
    {
        \putenv('NEXTGEN_SANDBOX');
        \putenv("PATH={$this->path}");
    }

    public function testItServesAndEnds(): void
    {
        $sandbox = Sandbox::start();
        $client = $sandbox->client(maxRetries: 0);
        self::assertTrue(self::pay($client)->paid);
        self::assertStringStartsWith('whsec_', $sandbox->webhookSecret());
        self::assertSame(0, $sandbox->stop());
        self::assertSame(0, $sandbox->stop());
        self::assertInstanceOf(ApiConnectionException::class, self::thrown(static fn () => self::pay($client)));
    }

    public function testItEndsWhenNothingHoldsIt(): void
    {
        $sandbox = Sandbox::start(arguments: ['--api-key', 'sk_test_of_this_run']);
        self::assertSame('sk_test_of_this_run', $sandbox->apiKey());
        $client = $sandbox->client(maxRetries: 0);
        self::pay($client);
        unset($sandbox);
        self::assertInstanceOf(ApiConnectionException::class, self::thrown(static fn () => self::pay($client)));
    }

    public function testItsVariablesServeProgramsThatMakeTheirOwnClient(): void
    {
        $sandbox = Sandbox::start();
        $printed = self::php(
            'echo (new \NextGen\Client())->charges->create(amount: 2000, currency: "usd", source: "tok_visa")->status;',
            environment: $sandbox->environment(),
        );
        self::assertSame('succeeded', $printed);
        self::assertCount(1, $sandbox->client()->charges->list()->data);
    }

    public function testItShowsNoKey(): void
    {
        $sandbox = Sandbox::start();
        self::assertKeeps($sandbox->apiKey(), self::shown($sandbox));
        self::assertKeeps($sandbox->webhookSecret(), self::shown($sandbox));
    }

    public function testOneThatDoesNotStartSaysSo(): void
    {
        $code = 'try { \NextGen\Testing\Sandbox::start(arguments: ["--nonsense"]); }'
            . ' catch (\NextGen\Exception\ConfigurationException $e) { echo $e->getMessage(); }';
        [$status, $output, $errors] = self::start($code)->wait();
        self::assertSame(0, $status, $errors);
        self::assertStringContainsString('ended with status 2', $output);
        self::assertStringContainsString('--nonsense', $errors);
    }

    public function testAMissingProgramIsToldWithTheWayToIt(): void
    {
        \putenv('NEXTGEN_SANDBOX=/nowhere/nextgen-sandbox');
        $thrown = self::thrown(static fn () => Sandbox::start());
        self::assertInstanceOf(ConfigurationException::class, $thrown);
        self::assertStringContainsString('/nowhere/nextgen-sandbox cannot be started', $thrown->getMessage());
        \putenv('NEXTGEN_SANDBOX');
        \putenv('PATH=');
        $thrown = self::thrown(static fn () => Sandbox::start());
        self::assertStringContainsString('pip install nextgen-sandbox', $thrown->getMessage());
    }

    public function testItIsFoundOnPath(): void
    {
        \putenv('NEXTGEN_SANDBOX');
        \putenv('PATH=' . \dirname(Support\Sandbox::program()));
        $sandbox = Sandbox::start();
        self::assertTrue(self::pay($sandbox->client())->paid);
    }

    private static function pay(Client $client): \NextGen\Charge
    {
        return $client->charges->create(amount: 2000, currency: 'usd', source: 'tok_visa');
    }
}
