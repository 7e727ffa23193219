<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Tests\Support\Process;
use NextGen\Tests\Support\Sandbox;
use NextGen\Tests\Support\TestCase;
use NextGen\Webhook;

/** The adapters in applications of their frameworks, each in a process of its own. */
final class AdaptersTest extends TestCase
{
    public function testLaravelFindsTheProviderAndItsMiddleware(): void
    {
        $said = $this->served('laravel');
        self::assertStringContainsString('POST /charges answered 200', $said['log']);
        self::assertKeeps(Sandbox::settings()['api_key'], $said['log']);
    }

    public function testSymfonyTakesTheBundleAndItsListener(): void
    {
        $this->served('symfony');
    }

    /** @return array<string, mixed> What the application of a framework says at its end. */
    private function served(string $framework): array
    {
        $base = self::folder();
        try {
            $signature = Webhook::generateTestHeader(self::EVENT, self::SECRET);
            // Laravel 8 does what PHP 8.2 calls deprecated.
            $quiet = 'error_reporting=' . (\E_ALL & ~\E_DEPRECATED);
            $command = [\PHP_BINARY, '-d', $quiet, __DIR__ . "/apps/{$framework}.php", $base, self::SECRET];
            [$status, $said, $errors] = (new Process($command, Sandbox::environment(), (string) \json_encode([
                ['/webhooks', self::EVENT, $signature],
                ['/webhooks', self::EVENT . ' ', $signature],
                ['/webhooks', self::EVENT, null],
                ['/open', self::EVENT, $signature],
                ['/charges', '', null],
            ])))->wait();
            self::assertSame(0, $status, $said . $errors);
            $said = \json_decode($said, true);
            [$good, $tampered, $unsigned, $open, $charge] = $said['answers'];
            self::assertSame([200, '["charge.refunded",500]'], $good);
            self::assertSame([400, 'webhook refused: mismatch'], $tampered);
            self::assertSame(400, $unsigned[0]);
            self::assertStringStartsWith('webhook refused: ', $unsigned[1]);
            // A controller that wants an event gets none from a route that checks nothing.
            self::assertSame(500, $open[0]);
            self::assertSame([200, '[700,true]'], $charge);

            return $said;
        } finally {
            self::remove($base);
        }
    }
}
