<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Tests\Support\TestCase;
use NextGen\Tests\Support\Tunnel;

/** Processes: forks, signals, ends, and memory that stays flat. */
final class ProcessTest extends TestCase
{
    public function testAFamilyOfProcessesSharesNoConnection(): void
    {
        $tunnel = new Tunnel();
        $said = self::php(<<<'PHP'
            $client = new NextGen\Client();
            $make = static fn (string $who) => $client->charges->create(500, 'usd', source: 'tok_visa', description: $who);
            $make('before');
            $child = pcntl_fork();
            $who = $child === 0 ? 'child' : 'parent';
            for ($n = 0; $n < 50; $n++) {
                if ($make("{$who} {$n}")->description !== "{$who} {$n}") {
                    exit("{$who} got an answer that is not its own");
                }
            }
            if ($child !== 0) {
                pcntl_waitpid($child, $status);
                $make('after');
                echo pcntl_wexitstatus($status), ' done';
            }
            PHP, environment: ['NEXTGEN_BASE_URL' => $tunnel->baseUrl()]);
        self::assertSame('0 done', $said);
        self::assertSame(2, $tunnel->connections());
    }

    public function testOfManyOptionsTheConnectionsOfTheLatestAreKept(): void
    {
        self::assertSame('1 1', self::php(<<<'PHP'
            $open = static fn (): int => count(glob('/proc/self/fd/*'));
            $before = $open();
            for ($n = 0; $n < 150; $n++) {
                (new NextGen\Client(timeout: 30 + $n))->charges->list(limit: 1);
            }
            $held = $open() - $before;
            echo (int) ($held >= 60), ' ', (int) ($held <= 70);
            PHP));
    }

    /** @return array<string, array{string}> */
    public function waysToTakeSignals(): array
    {
        return ['dispatched' => ['pcntl_async_signals(false);'], 'async' => ['pcntl_async_signals(true);']];
    }

    /** @dataProvider waysToTakeSignals */
    public function testWhatASignalHandlerThrowsEndsACallAtOnce(string $way): void
    {
        $process = self::start($way . <<<'PHP'
            pcntl_signal(SIGINT, static fn () => throw new DomainException('Interrupted.'));
            $client = new NextGen\Client(timeout: 50);
            $hang = new NextGen\RequestOptions(extraHeaders: ['NextGen-Sandbox-Fault' => 'timeout'], stop: static function (): bool {
                static $said = false;
                $said = $said || print "waiting\n";

                return false;
            });
            try {
                $client->charges->create(500, 'usd', source: 'tok_visa', options: $hang);
            } catch (DomainException $e) {
                echo $e->getMessage(), ' Then ', $client->charges->list(limit: 1)->object;
            }
            PHP);
        self::assertSame('waiting', $process->line());
        $from = \hrtime(true);
        $process->signal(\SIGINT);
        self::assertSame([0, 'Interrupted. Then list', ''], $process->wait());
        self::assertLessThan(20, (\hrtime(true) - $from) / 1e9);
    }

    public function testASignalHandlerThatReturnsLetsTheCallGoOn(): void
    {
        self::assertSame('handled succeeded', self::php(<<<'PHP'
            pcntl_signal(SIGALRM, static function (): void {
                echo 'handled ';
            });
            pcntl_alarm(1);
            $slow = new NextGen\RequestOptions(extraHeaders: ['NextGen-Sandbox-Fault' => 'delay=2500']);
            echo (new NextGen\Client())->charges->create(500, 'usd', source: 'tok_visa', options: $slow)->status;
            PHP));
    }

    public function testASignalHandlerUsesTheLibraryWhileItIsInUse(): void
    {
        self::assertSame('0 of 40 went wrong', self::php(<<<'PHP'
            $sign = static fn (string $payload): array => [$payload, NextGen\Webhook::generateTestHeader($payload, 'whsec_a'), 'whsec_a'];
            $outer = $sign(json_encode(['id' => 'evt_1', 'object' => 'event', 'text' => str_repeat('x', 300_000)]));
            $inner = $sign('{"id":"evt_2","object":"event"}');
            $handled = 0;
            $handler = static function () use ($inner, &$handled): void {
                $handled++;
                NextGen\Webhook::constructEvent(...$inner);
                try {
                    NextGen\Webhook::verifyHeader('forged', $inner[1], 'whsec_a');
                } catch (NextGen\Exception\SignatureVerificationException) {
                }
            };
            // PHP finds no class in a handler that runs just while that class is loaded, so all are loaded before.
            $handler();
            pcntl_signal(SIGUSR1, $handler);
            $parent = getmypid();
            if (($child = pcntl_fork()) === 0) {
                while (posix_getppid() === $parent) {
                    posix_kill($parent, SIGUSR1);
                    usleep(500);
                }
                posix_kill(getmypid(), SIGKILL);
            }
            pcntl_async_signals(true);
            $wrong = $turns = 0;
            for (; $turns < 40 || $handled < 40; $turns++) {
                try {
                    $wrong += (int) (NextGen\Webhook::constructEvent(...$outer)->id !== 'evt_1');
                } catch (NextGen\Exception\NextGenException) {
                    $wrong++;
                }
            }
            pcntl_signal(SIGUSR1, SIG_IGN);
            posix_kill($child, SIGKILL);
            echo $wrong, ' of 40 went wrong';
            PHP));
    }

    public function testCtrlCEndsAProgramWithoutHandlers(): void
    {
        $process = self::start(<<<'PHP'
            $hang = new NextGen\RequestOptions(extraHeaders: ['NextGen-Sandbox-Fault' => 'timeout'], stop: static function (): bool {
                static $said = false;
                $said = $said || print "waiting\n";

                return false;
            });
            (new NextGen\Client(timeout: 50))->charges->list(options: $hang);
            PHP);
        $process->line();
        $process->signal(\SIGINT);
        self::assertNotSame(0, $process->wait()[0]);
    }

    public function testTheStatusOfAnExitIsKept(): void
    {
        [$status, , $errors] = self::start('$c = new NextGen\Client(); $c->charges->list(); register_shutdown_function(static fn () => $c->charges->list()); exit(7);')->wait();
        self::assertSame([7, ''], [$status, $errors]);
    }

    public function testMemoryStaysFlatOverTenThousandCalls(): void
    {
        $grown = self::php(<<<'PHP'
            $client = new NextGen\Client(maxRetries: 0);
            $payload = json_encode(['id' => 'evt_1', 'object' => 'event', 'text' => str_repeat('x', 2000)]);
            $resident = static function (): int {
                preg_match('/^VmRSS:\s+(\d+) kB/m', file_get_contents('/proc/self/status'), $found);

                return $found[1] * 1024;
            };
            $round = static function (int $times) use ($client, $payload): void {
                for ($n = 0; $n < $times; $n++) {
                    if ($n % 4 === 0) {
                        $client->charges->list(limit: 1);
                    }
                    $event = NextGen\Webhook::constructEvent($payload, NextGen\Webhook::generateTestHeader($payload, 'whsec_a'), 'whsec_a');
                    foreach ([
                        static fn () => $n % 4 === 0 && $client->charges->retrieve('ch_nothing'),
                        static fn () => $client->charges->create(amount: 1.5, currency: 'usd'),
                        static fn () => NextGen\Webhook::constructEvent($payload, 't=1,v1=0', 'whsec_a'),
                        static fn () => new NextGen\Client('', persistent: false),
                    ] as $wrong) {
                        try {
                            $wrong();
                        } catch (Throwable) {
                        }
                    }
                    $other = $client->withOptions(new NextGen\RequestOptions(timeout: 5));
                    $own = new NextGen\Client(persistent: false);
                    unset($other, $own);
                }
            };
            $round(200);
            $before = [memory_get_usage(), $resident()];
            $round(1200);
            echo json_encode([memory_get_usage() - $before[0], $resident() - $before[1]]);
            PHP);
        [$php, $resident] = \json_decode($grown);
        // Nine calls of the library a turn, of each kind and each outcome: a leak of some bytes in one of them would show.
        self::assertLessThan(20_000, $php);
        self::assertLessThan(1_500_000, $resident);
    }
}
