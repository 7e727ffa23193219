<?php

declare(strict_types=1);

namespace NextGen\Tests\Support;

/** A child process; it is ended, at the latest, with this object. */
final class Process
{
    /** Longer than any machine needs, in seconds; a child that hangs fails its test. */
    public const PATIENCE = 60;

    /** @var resource|null */
    private mixed $process;

    /** @var array<int, resource> */
    private array $pipes = [];

    /** Where its standard error goes. */
    private readonly string $errors;

    /**
     * @param list<string> $command
     * @param array<string, string> $environment
     */
    public function __construct(array $command, array $environment = [], string $input = '')
    {
        $this->errors = (string) \tempnam(\sys_get_temp_dir(), 'nextgen');
        $ends = [['pipe', 'r'], ['pipe', 'w'], ['file', $this->errors, 'w']];
        $this->process = \proc_open($command, $ends, $this->pipes, null, $environment + \getenv());
        \fwrite($this->pipes[0], $input);
        \fclose($this->pipes[0]);
    }

    public function __destruct()
    {
        $this->end();
        @\unlink($this->errors);
    }

    public function pid(): int
    {
        return \proc_get_status($this->process)['pid'];
    }

    /** Waits for a line of its standard output. */
    public function line(): string
    {
        \stream_set_timeout($this->pipes[1], self::PATIENCE);
        $line = \fgets($this->pipes[1]);
        if ($line === false) {
            throw new \RuntimeException("The process said nothing more.\n" . $this->errors());
        }

        return \rtrim($line, "\n");
    }

    /** @return list<string> What it has said since it was last asked, without waiting. */
    public function lines(): array
    {
        \stream_set_blocking($this->pipes[1], false);
        $said = (string) \stream_get_contents($this->pipes[1]);
        \stream_set_blocking($this->pipes[1], true);

        return $said === '' ? [] : \explode("\n", \rtrim($said, "\n"));
    }

    public function errors(): string
    {
        return (string) \file_get_contents($this->errors);
    }

    public function signal(int $signal): void
    {
        \proc_terminate($this->process, $signal);
    }

    /**
     * Waits for its end.
     *
     * @return array{int, string, string} Its exit status, the rest of its output, and its errors.
     */
    public function wait(): array
    {
        \stream_set_timeout($this->pipes[1], self::PATIENCE);
        $output = (string) \stream_get_contents($this->pipes[1]);
        if (\stream_get_meta_data($this->pipes[1])['timed_out']) {
            $this->end(\SIGKILL);
            throw new \RuntimeException('The process did not end.');
        }
        $errors = $this->errors();
        $status = \proc_close($this->process);
        $this->process = null;

        return [$status, $output, $errors];
    }

    public function end(int $signal = \SIGTERM): void
    {
        if ($this->process !== null) {
            \proc_terminate($this->process, $signal);
            \proc_close($this->process);
            $this->process = null;
        }
    }
}
