<?php

declare(strict_types=1);

namespace NextGen\Tests\Support;

/** PHP-FPM with one worker behind nginx, both on sockets in a folder of their own. */
final class Fpm
{
    private readonly Process $fpm;

    private readonly Process $nginx;

    /**
     * @param string $folder Where it lies; `index.php` there answers every request.
     * @param array<string, string> $ini
     */
    public function __construct(private readonly string $folder, array $ini)
    {
        $root = \posix_geteuid() === 0;
        $admin = '';
        foreach ($ini as $name => $value) {
            $admin .= "php_admin_value[{$name}] = {$value}\n";
        }
        \file_put_contents("{$folder}/fpm.conf", "[global]\nerror_log = {$folder}/fpm.log\ndaemonize = no\n[www]\n"
            . ($root ? "user = root\ngroup = root\n" : '')
            . "listen = {$folder}/fpm.sock\npm = static\npm.max_children = 1\nclear_env = no\ncatch_workers_output = yes\n{$admin}");
        \file_put_contents("{$folder}/nginx.conf", ($root ? "user root;\n" : '')
            . "daemon off;\npid {$folder}/nginx.pid;\nerror_log {$folder}/nginx.log;\nworker_processes 1;\n"
            . "events {}\nhttp {\naccess_log off;\n"
            . \implode('', \array_map(
                static fn (string $kind): string => "{$kind}_temp_path {$folder}/{$kind};\n",
                ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'],
            ))
            . "server {\nlisten unix:{$folder}/web.sock;\nlocation / {\nfastcgi_pass unix:{$folder}/fpm.sock;\n"
            . "fastcgi_param SCRIPT_FILENAME {$folder}/index.php;\nfastcgi_param REQUEST_METHOD \$request_method;\n"
            . "fastcgi_param QUERY_STRING \$query_string;\nfastcgi_param CONTENT_TYPE \$content_type;\n"
            . "fastcgi_param CONTENT_LENGTH \$content_length;\n}\n}\n}\n");
        $start = [self::program('php-fpm*'), '--nodaemonize', '--fpm-config', "{$folder}/fpm.conf"];
        // What is read at the start, such as what to preload, is no matter of a pool.
        foreach ($ini as $name => $value) {
            \array_push($start, '-d', "{$name}={$value}");
        }
        $this->fpm = new Process($root ? [...$start, '--allow-to-run-as-root'] : $start, Sandbox::environment());
        $this->nginx = new Process([self::program('nginx'), '-c', "{$folder}/nginx.conf", '-e', "{$folder}/nginx.log"]);
        $this->await("{$folder}/fpm.sock");
        $this->await("{$folder}/web.sock");
    }

    /** Ends both, so that their folder can be removed. */
    public function end(): void
    {
        $this->nginx->end();
        $this->fpm->end();
    }

    /** Makes a request and returns the body of the answer, whatever its status. */
    public function get(string $query = ''): string
    {
        $socket = \stream_socket_client("unix://{$this->folder}/web.sock");
        \stream_set_timeout($socket, Process::PATIENCE);
        \fwrite($socket, "GET /?{$query} HTTP/1.0\r\nHost: localhost\r\n\r\n");
        [, $body] = \explode("\r\n\r\n", (string) \stream_get_contents($socket), 2) + ['', ''];

        return $body;
    }

    private function await(string $socket): void
    {
        $until = \microtime(true) + Process::PATIENCE;
        while (@\stream_socket_client("unix://{$socket}") === false) {
            if (\microtime(true) > $until) {
                $logs = @\file_get_contents("{$this->folder}/fpm.log") . @\file_get_contents("{$this->folder}/nginx.log");
                throw new \RuntimeException("Nothing listens at {$socket}.\n{$logs}{$this->fpm->errors()}{$this->nginx->errors()}");
            }
            \usleep(20_000);
        }
    }

    private static function program(string $pattern): string
    {
        foreach (['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin'] as $folder) {
            foreach (\glob("{$folder}/{$pattern}") ?: [] as $found) {
                return $found;
            }
        }
        throw new \RuntimeException("There is no {$pattern}: install PHP-FPM and nginx.");
    }
}
