<?php

declare(strict_types=1);

/** Runs one task as one contender and prints what an operation took: `php.php CONTENDER TASK SECONDS`. */

require __DIR__ . '/contenders.php';

function payload(string $size): array
{
    $body = \file_get_contents(\getenv('BENCH_FILES') . "/event-$size.json");
    $now = \time();
    return [$body, "t=$now,v1=" . \hash_hmac('sha256', "$now.$body", SECRET)];
}

/** Returns the CPU time of this process in microseconds, user and system together. */
function cpu(): float
{
    $usage = \getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e6
        + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
}

function wall(): float
{
    return \hrtime(true) / 1e3;
}

/** Repeats the operation; warms up for a fifth of the time. */
function measure(callable $operation, float $seconds): void
{
    $batch = 0;
    $end = wall() + $seconds * 2e5;
    while ($batch === 0 || wall() < $end) {
        $operation();
        $batch++;
    }
    $batch = \max(1, \intdiv($batch, 20));
    [$done, $cpu, $wall] = [0, cpu(), wall()];
    while (wall() < $wall + $seconds * 1e6) {
        for ($index = 0; $index < $batch; $index++) {
            $operation();
        }
        $done += $batch;
    }
    echo \json_encode([
        'cpu' => (cpu() - $cpu) / $done,
        'wall' => (wall() - $wall) / $done,
        'operations' => $done,
    ]), "\n";
}

[, $name, $task, $seconds] = $argv;
$contender = contender($name);
[$kind, $size] = \explode('-', $task . '-');
if ($kind === 'webhook' || $kind === 'verify') {
    [$body, $header] = payload($size);
    measure(static fn () => $contender->$kind($body, $header), (float) $seconds);
} elseif ($kind === 'cold') {
    measure(static fn () => $contender->charge($contender->client(cold: true)), (float) $seconds);
} else {
    $client = $contender->client();
    measure(static fn () => $contender->$kind($client), (float) $seconds);
}
