<?php

/* Passes bytes on to the address given: says its port, then a line for each connection. */

declare(strict_types=1);

$server = stream_socket_server('tcp://127.0.0.1:0');
$name = (string) stream_socket_get_name($server, false);
echo substr($name, strrpos($name, ':') + 1), "\n";
$ends = $others = [];
while (true) {
    $ready = [$server, ...$ends];
    $none = null;
    stream_select($ready, $none, $none, null);
    foreach ($ready as $end) {
        if ($end === $server) {
            $near = stream_socket_accept($server);
            $far = stream_socket_client("tcp://{$argv[1]}");
            [$ends[(int) $near], $ends[(int) $far]] = [$near, $far];
            [$others[(int) $near], $others[(int) $far]] = [$far, $near];
            echo "connection\n";
            continue;
        }
        $bytes = fread($end, 65536);
        $other = $others[(int) $end] ?? null;
        if ($other === null) {
            continue;
        }
        if ($bytes === '' || $bytes === false) {
            foreach ([$end, $other] as $closed) {
                unset($ends[(int) $closed], $others[(int) $closed]);
                fclose($closed);
            }
        } else {
            fwrite($other, $bytes);
        }
    }
}
