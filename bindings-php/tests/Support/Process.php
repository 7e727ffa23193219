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

    /** What it has said and nobody has read. */
    private string $said = '';

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

    /** Waits for a line of its standard output. */
    public function line(): string
    {
        while (!\str_contains($this->said, "\n")) {
            if (!$this->listen(self::PATIENCE)) {
                throw new \RuntimeException("The process said nothing more.\n" . $this->errors());
            }
        }
        [$line, $this->said] = \explode("\n", $this->said, 2);

        return $line;
    }

    /** @return list<string> The lines that it has said since it was last asked, without waiting. */
    public function lines(): array
    {
        while ($this->listen(0)) {
        }
        $lines = \explode("\n", $this->said);
        $this->said = \array_pop($lines);

        return $lines;
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
        while ($this->listen(self::PATIENCE)) {
        }
        $output = $this->said;
        $errors = $this->errors();
        $status = \proc_close($this->process);
        $this->process = null;

        return [$status, $output, $errors];
    }

    /** Waits so many seconds for more of its output; false when there is none. Without any, a hung process is ended. */
    private function listen(int $seconds): bool
    {
        $ready = [$this->pipes[1]];
        $none = null;
        if (\stream_select($ready, $none, $none, $seconds) === 0) {
            if ($seconds === 0) {
                return false;
            }
            $this->end(\SIGKILL);
            throw new \RuntimeException("The process said nothing for {$seconds} seconds.\n" . $this->errors());
        }
        $more = (string) \fread($this->pipes[1], 65536);
        $this->said .= $more;

        return $more !== '';
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
