<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Internal\Platform;
use NextGen\Tests\Support\Fpm;
use NextGen\Tests\Support\Process;
use NextGen\Tests\Support\TestCase;
use NextGen\Tests\Support\Tunnel;

/** PHP-FPM behind nginx: one worker, many web requests. */
final class FpmTest extends TestCase
{
    private const PRELOAD = __DIR__ . '/../preload.php';

    /** Charges through a client made anew, as every web request does. */
    private const PAGE = <<<'PHP'
        <?php
        require %s;
        try {
            $nextgen = new NextGen\Client(baseUrl: %s);
            $asked = 0;
            $fault = ['exit' => 'timeout', 'slow' => 'delay=300'][$_GET['n']] ?? null;
            $options = $fault === null ? null : new NextGen\RequestOptions(
                extraHeaders: ['NextGen-Sandbox-Fault' => $fault],
                stop: static function () use (&$asked): bool {
                    return $_GET['n'] === 'exit' ? exit : ++$asked === 0;
                },
            );
            $charge = $nextgen->charges->create(500, 'usd', source: 'tok_visa', description: $_GET['n'], options: $options);
            $header = NextGen\Webhook::generateTestHeader('{}', 'whsec_a');
            NextGen\Webhook::verifyHeader('{}', $header, 'whsec_a');
            NextGen\Webhook::constructEvent('{}', $header, 'whsec_a');
            NextGen\Webhook::constructEvent('{}', $header, ['whsec_b', 'whsec_a']);
            $nextgen->charges->list(limit: 1)->autoPagingIterator()->current();
            echo json_encode([getmypid(), $charge->description, $asked]);
        } catch (Throwable $e) {
            echo get_class($e), ': ', $e->getMessage();
        }
        PHP;

    public function testTwoHundredWebRequestsInAWorkerMakeOneConnection(): void
    {
        $this->serve(self::preloading(), function (Fpm $fpm, Tunnel $tunnel): void {
            $workers = [];
            for ($n = 0; $n < 200; $n++) {
                [$worker, $description] = \json_decode($said = $fpm->get("n={$n}")) ?? self::fail($said);
                $workers[$worker] = true;
                self::assertSame((string) $n, $description);
            }
            self::assertCount(1, $workers);
            self::assertGreaterThan(0, \json_decode($said = $fpm->get('n=slow'))[2] ?? self::fail($said));
            self::assertSame(1, $tunnel->connections());
        });
    }

    public function testFfiThatIsOnNeedsNoPreloading(): void
    {
        $this->serve(['ffi.enable' => '1', 'opcache.preload' => ''], function (Fpm $fpm, Tunnel $tunnel): void {
            for ($n = 0; $n < 5; $n++) {
                self::assertSame((string) $n, \json_decode($said = $fpm->get("n={$n}"))[1] ?? $said);
            }
            self::assertSame(1, $tunnel->connections());
        });
    }

    public function testTheLibraryMayBePreloadedToo(): void
    {
        $folder = self::folder();
        \copy(Platform::library(), $copy = "{$folder}/copy.so");
        $write = new Process([\PHP_BINARY, __DIR__ . '/../ffi.php'], ['NEXTGEN_LIBRARY' => $copy] + \getenv());
        [, $header] = $write->wait();
        $loaded = static fn (string $maps): array => \array_map(
            static fn (string $library): bool => \str_contains($maps, (string) \realpath($library)),
            [$copy, Platform::library()],
        );
        try {
            \file_put_contents("{$folder}/now.h", $header);
            \file_put_contents("{$folder}/old.h", \str_replace('FFI_SCOPE "NEXTGEN_', 'FFI_SCOPE "OLD_', $header));
            foreach (['now' => [true, false], 'old' => [true, true]] as $name => $expected) {
                $ini = ['ffi.preload' => "{$folder}/{$name}.h"] + self::preloading();
                $this->serve($ini, function (Fpm $fpm) use ($loaded, $expected): void {
                    $fpm->get('n=1');
                    self::assertSame('2', \json_decode($said = $fpm->get('n=2'))[1] ?? $said);
                    // What a worker has loaded stays loaded: the library that the header names, and another only where
                    // the header is of another version.
                    self::assertSame($expected, $loaded(\file_get_contents('/proc/' . \json_decode($said)[0] . '/maps')));
                });
            }
        } finally {
            self::remove($folder);
        }
    }

    public function testAWebRequestThatEndsInTheMiddleOfACallHarmsNoLaterOne(): void
    {
        $this->serve(['ffi.enable' => '1', 'opcache.preload' => ''], function (Fpm $fpm, Tunnel $tunnel): void {
            [$worker] = \json_decode($fpm->get('n=before'));
            for ($n = 0; $n < 5; $n++) {
                self::assertNull(\json_decode($fpm->get('n=exit')));
                self::assertSame([$worker, (string) $n, 0], \json_decode($said = $fpm->get("n={$n}")), $said);
            }
            // The connection of a call that was cut off is not used again.
            self::assertSame(6, $tunnel->connections());
        });
    }

    public function testWithoutEitherTheErrorNamesTheIniLine(): void
    {
        $this->serve(['ffi.enable' => 'preload', 'opcache.preload' => ''], function (Fpm $fpm): void {
            $said = $fpm->get('n=1');
            self::assertStringContainsString('NextGen\Exception\ConfigurationException: PHP may not use FFI here.', $said);
            self::assertStringContainsString('ffi.enable=1', $said);
            self::assertStringContainsString('opcache.preload=' . \realpath(self::PRELOAD), $said);
            self::assertStringContainsString('Now: ffi.enable=preload, SAPI fpm-fcgi', $said);
        });
    }

    /** @return array<string, string> The ini lines that the preload file asks for. */
    private static function preloading(): array
    {
        return [
            'ffi.enable' => 'preload',
            'opcache.enable' => '1',
            'opcache.preload' => (string) \realpath(self::PRELOAD),
            'opcache.preload_user' => \posix_getpwuid(\posix_geteuid())['name'],
        ];
    }

    /**
     * @param array<string, string> $ini
     * @param \Closure(Fpm, Tunnel): void $use
     */
    private function serve(array $ini, \Closure $use): void
    {
        $folder = self::folder();
        $tunnel = new Tunnel();
        $page = [\var_export(__DIR__ . '/Support/autoload.php', true), \var_export($tunnel->baseUrl(), true)];
        \file_put_contents("{$folder}/index.php", \vsprintf(self::PAGE, $page));
        $fpm = new Fpm($folder, $ini);
        try {
            $use($fpm, $tunnel);
        } finally {
            $fpm->end();
            self::remove($folder);
        }
    }
}
