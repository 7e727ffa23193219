<?php

declare(strict_types=1);

namespace NextGen\Internal;

use Psr\Log\LoggerInterface;

/**
 * What a call asks and tells while it runs. C calls back into PHP here, so nothing may be thrown: what the
 * stop closure or the handler of a signal throws ends the call, and is thrown on once C has returned.
 *
 * @internal
 */
final class Hooks
{
    /** @var list<self> The calls under way, the innermost last: a hook may itself make a call. */
    private static array $current = [];

    /** The C function that asks; made once, since PHP frees such functions only when it ends. */
    private static ?\FFI\CData $stop = null;

    /** The C function that tells; made once. */
    private static ?\FFI\CData $notice = null;

    private ?\Throwable $thrown = null;

    /** Whether PHP ran signal handlers by itself before the call. */
    private bool $async = false;

    public function __construct(
        private readonly ?\Closure $asked,
        private readonly ?LoggerInterface $logger,
        private readonly bool $signals,
    ) {
    }

    public function enter(): void
    {
        self::$current[] = $this;
        // PHP would run signal handlers between any two steps of a hook, also where nothing catches their exceptions.
        $this->async = $this->signals && \pcntl_async_signals(false);
    }

    public function leave(): void
    {
        \array_pop(self::$current);
        if ($this->async) {
            \pcntl_async_signals(true);
        }
    }

    /** Throws what a hook threw during the call, or what the handler of a signal throws that came at its end. */
    public function rethrow(): void
    {
        if ($this->async) {
            \pcntl_signal_dispatch();
        }
        if ($this->thrown !== null) {
            throw $this->thrown;
        }
    }

    public function stop(): ?\FFI\CData
    {
        if ($this->asked === null && !$this->signals) {
            return null;
        }
        if (self::$stop === null) {
            self::$stop = Library::others()->new('nextgen_stop_hook[1]', false);
            self::$stop[0] = static function (?\FFI\CData $data): int {
                try {
                    return \end(self::$current)->ask();
                } catch (\Throwable $thrown) {
                    return \end(self::$current)->note($thrown);
                }
            };
        }

        return self::$stop[0];
    }

    public function notice(): ?\FFI\CData
    {
        if ($this->logger === null) {
            return null;
        }
        if (self::$notice === null) {
            self::$notice = Library::others()->new('nextgen_notice_hook[1]', false);
            self::$notice[0] = static function (?\FFI\CData $data, mixed $notice, int $length): void {
                try {
                    $text = $notice instanceof \FFI\CData ? \FFI::string($notice, $length) : $notice;
                    self::run(static fn () => \end(self::$current)->log($text));
                } catch (\Throwable $thrown) {
                    // A charge that was made must not be lost because the disk for the log is full.
                    \error_log('NextGen: the logger failed: ' . $thrown->getMessage());
                }
            };
        }

        return self::$notice[0];
    }

    private function ask(): int
    {
        if ($this->signals) {
            self::run(\pcntl_signal_dispatch(...));
        }

        return (int) ($this->thrown !== null || ($this->asked !== null && self::run($this->asked) === true));
    }

    /**
     * Runs what is not ours. It may not suspend the fiber that the call is made in, or other calls would begin
     * and end while this one waits, each with the hooks of another; in a fiber of its own it cannot.
     */
    private static function run(\Closure $hook): mixed
    {
        if (\Fiber::getCurrent() === null) {
            return $hook();
        }
        $fiber = new \Fiber($hook);
        $fiber->start();
        if (!$fiber->isTerminated()) {
            throw new \LogicException('A logger, stop closure or signal handler suspended its fiber during a call.');
        }

        return $fiber->getReturn();
    }

    private function note(\Throwable $thrown): int
    {
        $this->thrown ??= $thrown;

        return 1;
    }

    private function log(string $notice): void
    {
        $context = \json_decode($notice, true);
        $subject = $context['method'] . ' ' . $context['path'];
        match ($context['what']) {
            'begun' => $this->logger->debug("NextGen: {$subject} begins", $context),
            'attempt_ended' => $this->logger->debug("NextGen: {$subject} attempt {$context['attempt']} ended", $context),
            'retry_planned' => $this->logger->warning("NextGen: {$subject} will be tried again", $context),
            'ended' => $context['error'] === null
                ? $this->logger->info("NextGen: {$subject} answered {$context['status']}", $context)
                : $this->logger->warning("NextGen: {$subject} failed with {$context['error']}", $context),
            default => null,
        };
    }
}
