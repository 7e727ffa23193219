<?php

declare(strict_types=1);

namespace NextGen\Tests\Support;

use NextGen\Client;
use NextGen\RequestOptions;

/** The API in test mode, one for the whole run. */
final class Sandbox
{
    /** @var array{base_url: string, api_key: string, ca_bundle: string, webhook_secret: string}|null */
    private static ?array $settings = null;

    /** @return array{base_url: string, api_key: string, ca_bundle: string, webhook_secret: string} */
    public static function settings(): array
    {
        return self::$settings ??= self::start();
    }

    /** Makes a client that speaks to it. */
    public static function client(mixed ...$options): Client
    {
        return new Client(...$options + self::options());
    }

    /** @return array<string, string> The arguments of a client that speaks to it. */
    public static function options(): array
    {
        $settings = self::settings();

        return [
            'apiKey' => $settings['api_key'],
            'baseUrl' => $settings['base_url'],
            'caBundle' => $settings['ca_bundle'],
        ];
    }

    /** @return array<string, string> The environment in which `new Client()` finds it. */
    public static function environment(): array
    {
        $settings = self::settings();

        return [
            'NEXTGEN_API_KEY' => $settings['api_key'],
            'NEXTGEN_BASE_URL' => $settings['base_url'],
            'NEXTGEN_CA_BUNDLE' => $settings['ca_bundle'],
        ];
    }

    /** Returns the options that make a call go wrong on purpose. */
    public static function fault(string $rule): RequestOptions
    {
        return new RequestOptions(extraHeaders: ['NextGen-Sandbox-Fault' => $rule]);
    }

    /**
     * Returns the requests that the API sees while something is done.
     *
     * @return list<array<string, mixed>>
     */
    public static function seen(\Closure $done): array
    {
        $root = \substr(self::settings()['base_url'], 0, -\strlen('/v1'));
        $inside = self::client(baseUrl: $root);
        $inside->request('DELETE', '/_sandbox/requests');
        $done();
        $seen = $inside->request('GET', '/_sandbox/requests')['data'];

        return \array_values(\array_filter($seen, static fn (array $one): bool => \str_starts_with($one['path'], '/v1/')));
    }

    /** Returns where `cargo build -p nextgen-sandbox` leaves it, or what `NEXTGEN_SANDBOX` says. */
    public static function program(): string
    {
        static $program = null;
        if ($program === null) {
            $target = \getenv('CARGO_TARGET_DIR') ?: \dirname(__DIR__, 3) . '/target';
            $program = \getenv('NEXTGEN_SANDBOX') ?: "{$target}/debug/nextgen-sandbox";
        }
        if (!\is_file($program)) {
            throw new \RuntimeException("There is no {$program}: build it by `cargo build -p nextgen-sandbox`.");
        }

        return $program;
    }

    private static function start(): array
    {
        $process = new Process([self::program(), '--port', '0', '--json']);
        \register_shutdown_function($process->end(...));

        return \json_decode($process->line(), true, flags: \JSON_THROW_ON_ERROR);
    }
}
