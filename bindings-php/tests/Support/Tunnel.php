<?php

declare(strict_types=1);

namespace NextGen\Tests\Support;

/** A way to the sandbox that counts the connections made through it. */
final class Tunnel
{
    private readonly Process $process;

    private readonly string $port;

    private int $count = 0;

    public function __construct()
    {
        $target = \parse_url(Sandbox::settings()['base_url']);
        $this->process = new Process([\PHP_BINARY, __DIR__ . '/tunnel.php', "{$target['host']}:{$target['port']}"]);
        $this->port = $this->process->line();
    }

    public function baseUrl(): string
    {
        return "https://127.0.0.1:{$this->port}/v1";
    }

    /** Returns how many connections there have been: each was counted before its first byte went on. */
    public function connections(): int
    {
        return $this->count += \count($this->process->lines());
    }
}
