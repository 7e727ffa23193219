<?php

declare(strict_types=1);

namespace NextGen\Tests\Support;

use NextGen\Charge;
use NextGen\Client;
use NextGen\RequestOptions;

/** What every test can use. */
abstract class TestCase extends \PHPUnit\Framework\TestCase
{
    protected const SECRET = 'whsec_Zk3Qx8Lm5Vt2Rw9Ny6Jb';

    protected const EVENT = '{"id":"evt_1","object":"event","type":"charge.refunded",'
        . '"data":{"object":{"id":"ch_1","object":"charge","amount_refunded":500}}}';

    protected static function client(): Client
    {
        return Sandbox::client();
    }

    protected static function charge(mixed ...$params): Charge
    {
        return self::client()->charges->create(...$params + ['amount' => 2000, 'currency' => 'usd', 'source' => 'tok_visa']);
    }

    /** Returns what a call throws. */
    protected static function thrown(\Closure $call): \Throwable
    {
        try {
            $call();
        } catch (\Throwable $thrown) {
            return $thrown;
        }
        self::fail('Nothing was thrown.');
    }

    /** @return list<string> The warnings that a call gives. */
    protected static function warned(\Closure $call): array
    {
        $warnings = [];
        \set_error_handler(static function (int $level, string $message) use (&$warnings): bool {
            $warnings[] = $message;

            return true;
        });
        try {
            $call();
        } finally {
            \restore_error_handler();
        }

        return $warnings;
    }

    /**
     * Starts a program in a PHP of its own, with the package loaded and the sandbox's settings around it.
     *
     * @param array<string, string> $ini
     * @param array<string, string> $environment
     */
    protected static function start(string $program, array $ini = [], array $environment = []): Process
    {
        $command = [\PHP_BINARY, '-d', 'display_errors=stderr', '-d', 'log_errors=0'];
        foreach ($ini as $name => $value) {
            \array_push($command, '-d', "{$name}={$value}");
        }
        $program = '<?php require ' . \var_export(__DIR__ . '/autoload.php', true) . "; {$program}";

        return new Process($command, $environment + Sandbox::environment(), $program);
    }

    /**
     * Runs a program as `start` does; it must end well and print no error. Returns its output.
     *
     * @param array<string, string> $ini
     * @param array<string, string> $environment
     */
    protected static function php(string $program, array $ini = [], array $environment = []): string
    {
        [$status, $output, $errors] = self::start($program, $ini, $environment)->wait();
        self::assertSame([0, ''], [$status, $errors], $output);

        return $output;
    }

    /** Makes an empty folder, which `remove` takes away. */
    protected static function folder(): string
    {
        $folder = \sys_get_temp_dir() . '/nextgen-' . \bin2hex(\random_bytes(6));
        \mkdir($folder);

        return $folder;
    }

    /** Removes a folder with all that is in it. */
    protected static function remove(string $folder): void
    {
        foreach (new \FilesystemIterator($folder) as $path => $file) {
            $file->isDir() && !$file->isLink() ? self::remove($path) : \unlink($path);
        }
        \rmdir($folder);
    }

    /** Returns all that PHP prints of a value, in each of its ways. */
    protected static function shown(mixed $value): string
    {
        \ob_start();
        \var_dump($value);
        $dumped = (string) \ob_get_clean();

        return $dumped . \print_r($value, true) . \print_r((array) $value, true) . @\json_encode($value);
    }

    /** No six characters in a row of a secret may be in a text; how it begins is no secret. */
    protected static function assertKeeps(string $secret, string $text): void
    {
        $secret = \preg_replace('/^(sk_test_|whsec_)/', '', $secret);
        for ($at = 0; $at + 6 <= \strlen($secret); $at++) {
            self::assertStringNotContainsString(\substr($secret, $at, 6), $text);
        }
    }
}
