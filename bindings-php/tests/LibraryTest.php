<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Client;
use NextGen\Internal\Platform;
use NextGen\Tests\Support\TestCase;

/** How the library is found and loaded, and what is said when it cannot be. */
final class LibraryTest extends TestCase
{
    private const TRY = 'try { new NextGen\Client(); echo "made"; } catch (NextGen\Exception\ConfigurationException $e) { echo $e->getMessage(); }';

    public function testWhereFfiIsOffOneErrorNamesTheIniLine(): void
    {
        $said = self::php(self::TRY, ['ffi.enable' => '0']);
        self::assertStringContainsString('Set ffi.enable=1 in php.ini', $said);
        self::assertStringContainsString('opcache.preload=' . \dirname(__DIR__) . '/preload.php', $said);
        self::assertStringContainsString('Now: ffi.enable=0, SAPI cli', $said);
    }

    public function testWithoutTheExtensionTheErrorSaysSo(): void
    {
        // Without any ini file PHP loads no shared extension; where FFI is built in, it cannot be taken away.
        $command = [\PHP_BINARY, '-n', '-r', 'require $argv[1]; ' . self::TRY, __DIR__ . '/Support/autoload.php'];
        [$status, $said] = (new Support\Process($command))->wait();
        self::assertSame(0, $status);
        self::assertStringContainsString('FFI extension, which is not loaded', $said);
        self::assertStringContainsString('extension=ffi', $said);
    }

    public function testUnderOpenBasedirNothingIsSaid(): void
    {
        $folders = \implode(\PATH_SEPARATOR, [\dirname(__DIR__), \dirname(Platform::library()), \sys_get_temp_dir()]);
        self::assertSame('made', self::php(self::TRY, ['open_basedir' => $folders]));
    }

    public function testTheEnvironmentNamesAnotherLibrary(): void
    {
        $folder = self::folder();
        \copy(Platform::library(), $copy = "{$folder}/copy.so");
        try {
            self::assertSame('made', self::php(self::TRY, environment: ['NEXTGEN_LIBRARY' => $copy]));
        } finally {
            self::remove($folder);
        }
        $said = self::php(self::TRY, environment: ['NEXTGEN_LIBRARY' => '/nowhere.so']);
        self::assertStringContainsString('at /nowhere.so', $said);
        $said = self::php(self::TRY, environment: ['NEXTGEN_LIBRARY' => __FILE__]);
        self::assertStringContainsString(__FILE__ . ' cannot be loaded', $said);
    }

    public function testAWorkerTakesUpAnUpdate(): void
    {
        $folder = self::folder();
        $before = \str_replace(Client::VERSION . "\0", "0.0.9\0", (string) \file_get_contents(Platform::library()));
        \file_put_contents("{$folder}/libnextgen.so", $before);
        \copy(Platform::library(), "{$folder}/new.so");
        $environment = ['NEXTGEN_LIBRARY' => "{$folder}/libnextgen.so"];
        try {
            $said = self::php(self::TRY, environment: $environment);
            self::assertStringContainsString('is of version 0.0.9, the PHP code of version ' . Client::VERSION, $said);
            self::assertSame('0.0.9 list', self::php(<<<'PHP'
                $library = getenv('NEXTGEN_LIBRARY');
                $before = FFI::cdef('const char *nextgen_version(void);', $library);
                echo $before->nextgen_version();
                rename(dirname($library) . '/new.so', $library);
                echo ' ', (new NextGen\Client())->charges->list(limit: 1)->object;
                PHP, environment: $environment));
        } finally {
            self::remove($folder);
        }
    }

    public function testTwoCopiesOfTheLibraryLiveSideBySide(): void
    {
        $folder = self::folder();
        \copy(Platform::library(), $copy = "{$folder}/copy.so");
        try {
            self::assertSame('sign list sign', self::php(<<<'PHP'
                $other = FFI::cdef(NextGen\Internal\Header::OTHERS, getenv('COPY'));
                $sign = static function () use ($other): void {
                    $reply = $other->new('void*[1]');
                    $options = '{"secret": "whsec_a", "timestamp": 1700000000}';
                    $status = $other->nextgen_sign('{}', 2, $options, strlen($options), $reply);
                    $same = $other->nextgen_reply_body($reply[0], null) === NextGen\Webhook::generateTestHeader('{}', 'whsec_a', 1700000000);
                    echo $status === 0 && $same && $other->nextgen_reply_free($reply[0]) === 0 ? 'sign' : 'differs';
                };
                $sign();
                echo ' ', (new NextGen\Client())->charges->list(limit: 1)->object, ' ';
                $sign();
                PHP, environment: ['COPY' => $copy]));
        } finally {
            self::remove($folder);
        }
    }

    public function testAFiberAndTheDestructorsOfTheEndMayCall(): void
    {
        self::assertSame('list list end list', self::php(<<<'PHP'
            final class Late
            {
                public function __construct(private readonly NextGen\Client $client)
                {
                }

                public function __destruct()
                {
                    echo ' end ', $this->client->charges->list(limit: 1)->object;
                }
            }
            $client = new NextGen\Client();
            $late = new Late($client);
            $fiber = new Fiber(static function () use ($client): void {
                echo $client->charges->list(limit: 1)->object;
                Fiber::suspend();
                echo ' ', $client->charges->list(limit: 1)->object;
            });
            $fiber->start();
            $fiber->resume();
            PHP));
    }
}
