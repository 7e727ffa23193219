<?php

declare(strict_types=1);

namespace NextGen\Testing;

use NextGen\Client;
use NextGen\Exception\ConfigurationException;
use NextGen\Internal\Secret;

/**
 * The API in test mode for a test run: the program `nextgen-sandbox` on a free port of this machine, with an
 * account of its own in memory.
 *
 *     $sandbox = \NextGen\Testing\Sandbox::start();
 *     $sandbox->client()->charges->create(amount: 2000, currency: 'usd', source: 'tok_visa');
 *     $sandbox->stop();
 *
 * It ends by `stop`, when nothing holds this object any longer, or with the process that started it. The program
 * comes as `nextgen-sandbox` by Cargo, pip or npm; the variable `NEXTGEN_SANDBOX` names another.
 */
final class Sandbox
{
    /** The status of a child that could not become the program. */
    private const NOT_FOUND = 127;

    /** The API's base URL. */
    public readonly string $baseUrl;

    /** The PEM file of the certificate authority to trust. */
    public readonly string $caBundle;

    private readonly Secret $apiKey;

    private readonly Secret $webhookSecret;

    /** @var resource|null */
    private mixed $process;

    /** @var array<int, resource> */
    private array $pipes = [];

    /** @param list<string> $command */
    private function __construct(array $command)
    {
        // Standard error is shared: what it says of a failed start can be read there.
        $this->process = @\proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $this->pipes) ?: null;
        // The line comes once it listens; the pipe ends without one where it could not start.
        $line = $this->process === null ? false : \fgets($this->pipes[1]);
        if ($line === false) {
            $status = $this->process === null ? self::NOT_FOUND : $this->stop();
            throw new ConfigurationException($status === self::NOT_FOUND
                ? "{$command[0]} cannot be started. Is it there, and can it be run?"
                : "{$command[0]} ended with status {$status}.");
        }
        $said = \json_decode($line, true, flags: \JSON_THROW_ON_ERROR);
        [$this->baseUrl, $this->caBundle] = [$said['base_url'], $said['ca_bundle']];
        [$this->apiKey, $this->webhookSecret] = [new Secret($said['api_key']), new Secret($said['webhook_secret'])];
    }

    public function __destruct()
    {
        $this->stop();
    }

    /**
     * Starts one, and returns it when it listens.
     *
     * @param list<string> $forwardTo URLs that get every event, signed.
     * @param list<string> $arguments Further arguments of the program: `nextgen-sandbox --help`.
     *
     * @throws ConfigurationException where there is no such program, or it does not start; what it said of that
     *     stands on standard error.
     */
    public static function start(array $forwardTo = [], array $arguments = []): self
    {
        $command = [self::program(), '--port', '0', '--json', '--until-eof'];
        foreach ($forwardTo as $url) {
            \array_push($command, '--forward-to', $url);
        }

        return new self([...$command, ...$arguments]);
    }

    /** Returns the secret key of its account, `sk_test_…`. */
    public function apiKey(): string
    {
        return (string) $this->apiKey->reveal();
    }

    /** Returns what signs the events that go to `$forwardTo`. */
    public function webhookSecret(): string
    {
        return (string) $this->webhookSecret->reveal();
    }

    /** Makes a client of it; the arguments are those of `Client`. */
    public function client(mixed ...$options): Client
    {
        return new Client(...$options + [
            'apiKey' => $this->apiKey(),
            'baseUrl' => $this->baseUrl,
            'caBundle' => $this->caBundle,
        ]);
    }

    /** @return array<string, string> The variables by which `new Client()` and other programs find it. */
    public function environment(): array
    {
        return [
            'NEXTGEN_API_KEY' => $this->apiKey(),
            'NEXTGEN_BASE_URL' => $this->baseUrl,
            'NEXTGEN_CA_BUNDLE' => $this->caBundle,
            'NEXTGEN_WEBHOOK_SECRET' => $this->webhookSecret(),
        ];
    }

    /** Ends it; its account is gone. Returns its exit status; more calls do nothing. */
    public function stop(): int
    {
        if ($this->process === null) {
            return 0;
        }
        // The end of its input ends it.
        \array_map('fclose', $this->pipes);
        $status = \proc_close($this->process);
        $this->process = null;

        return $status;
    }

    /** @return array{baseUrl: string} */
    public function __debugInfo(): array
    {
        return ['baseUrl' => $this->baseUrl];
    }

    /** Finds the program: the one named, or one on PATH. */
    private static function program(): string
    {
        $named = \getenv('NEXTGEN_SANDBOX');
        if ($named !== false && $named !== '') {
            return $named;
        }
        $name = \PHP_OS_FAMILY === 'Windows' ? 'nextgen-sandbox.exe' : 'nextgen-sandbox';
        foreach (\explode(\PATH_SEPARATOR, (string) \getenv('PATH')) as $place) {
            $file = $place . \DIRECTORY_SEPARATOR . $name;
            if ($place !== '' && \is_file($file) && \is_executable($file)) {
                return $file;
            }
        }
        throw new ConfigurationException(
            'There is no program nextgen-sandbox on PATH. Install it by `cargo install nextgen-sandbox`, `pip install '
            . 'nextgen-sandbox` or `npm install --global nextgen-sandbox`, or name it by the environment variable '
            . 'NEXTGEN_SANDBOX.',
        );
    }
}
