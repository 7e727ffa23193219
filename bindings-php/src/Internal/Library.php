<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Client;
use NextGen\Exception\ConfigurationException;

/**
 * The core, a C library, as it is loaded once in a process.
 *
 * @internal
 */
final class Library
{
    private static ?self $instance = null;

    /** The place that functions write their reply to; read at once after each. */
    private readonly \FFI\CData $place;

    /** The same for clients. Both are made once: PHP keeps a little memory for each one that is ever made. */
    private readonly \FFI\CData $made;

    private function __construct(public readonly \FFI $ffi)
    {
        $this->place = $ffi->new('nextgen_reply*[1]');
        $this->made = $ffi->new('nextgen_client*[1]');
    }

    /** @throws ConfigurationException when PHP may not load it, or it is not there. */
    public static function get(): self
    {
        return self::$instance ??= new self(self::load());
    }

    /** Makes a client and returns its handle. */
    public function client(#[\SensitiveParameter] string $options): \FFI\CData
    {
        $this->ffi->nextgen_client_new($options, \strlen($options), $this->made, $this->place);
        $this->take();

        return $this->made[0];
    }

    /** Makes a client with further options over the connections of another. */
    public function clientWith(\FFI\CData $client, #[\SensitiveParameter] string $options): \FFI\CData
    {
        $this->ffi->nextgen_client_with($client, $options, \strlen($options), $this->made, $this->place);
        $this->take();

        return $this->made[0];
    }

    /**
     * Makes a call.
     *
     * @return array{string, string} The body, and how it came.
     */
    public function call(\FFI\CData $client, #[\SensitiveParameter] string $request, ?Hooks $hooks): array
    {
        $ffi = $this->ffi;
        $hooks?->enter();
        try {
            $ffi->nextgen_call($client, $request, \strlen($request), $hooks?->stop(), $hooks?->notice(), null, $this->place);
        } finally {
            $hooks?->leave();
        }
        $reply = $this->place[0];
        try {
            $hooks?->rethrow();
            $this->raise($reply);

            return [$ffi->nextgen_reply_body($reply, null), $ffi->nextgen_reply_response($reply, null)];
        } finally {
            $ffi->nextgen_reply_free($reply);
        }
    }

    /**
     * Finds the page that follows one.
     *
     * @return array{string, ?\Throwable} The answer, and the error that follows this page's objects.
     */
    public function nextPage(string $params, string $page): array
    {
        $this->ffi->nextgen_next_page($params, \strlen($params), $page, \strlen($page), $this->place);
        $reply = $this->place[0];
        $error = $this->ffi->nextgen_reply_error($reply, null);
        $answer = $this->ffi->nextgen_reply_body($reply, null);
        $this->ffi->nextgen_reply_free($reply);

        return [$answer ?? '{}', $error === null ? null : Errors::make($error)];
    }

    /** Verifies a webhook, and with `$event` also that it is an event. */
    public function verify(string $payload, string $header, #[\SensitiveParameter] string $options, bool $event): void
    {
        $lengths = [\strlen($payload), \strlen($header), \strlen($options)];
        if ($event) {
            $this->ffi->nextgen_event($payload, $lengths[0], $header, $lengths[1], $options, $lengths[2], $this->place);
        } else {
            $this->ffi->nextgen_verify($payload, $lengths[0], $header, $lengths[1], $options, $lengths[2], $this->place);
        }
        $this->take();
    }

    /** Signs a payload, for tests. */
    public function sign(string $payload, #[\SensitiveParameter] string $options): string
    {
        $this->ffi->nextgen_sign($payload, \strlen($payload), $options, \strlen($options), $this->place);

        return $this->take() ?? '';
    }

    /** Takes the reply of a function: its text, or its error as an exception. */
    private function take(): ?string
    {
        $reply = $this->place[0];
        if ($reply === null) {
            return null;
        }
        try {
            $this->raise($reply);

            return $this->ffi->nextgen_reply_body($reply, null);
        } finally {
            $this->ffi->nextgen_reply_free($reply);
        }
    }

    private function raise(\FFI\CData $reply): void
    {
        $error = $this->ffi->nextgen_reply_error($reply, null);
        if ($error !== null) {
            throw Errors::make($error);
        }
    }

    private static function load(): \FFI
    {
        if (!\extension_loaded('ffi')) {
            throw new ConfigurationException(
                'NextGen needs PHP\'s FFI extension, which is not loaded. Install it (on Debian it comes with PHP) '
                . 'and set extension=ffi in php.ini.',
            );
        }
        $path = Platform::library();
        try {
            $ffi = \FFI::cdef((string) \file_get_contents(Platform::folder() . '/nextgen.h'), $path);
        } catch (\FFI\Exception $fault) {
            throw new ConfigurationException(self::explain($fault, $path), [], $fault);
        }
        $version = $ffi->nextgen_version();
        if ($version !== Client::VERSION) {
            throw new ConfigurationException(\sprintf(
                'The library %s is of version %s, the PHP code of version %s; install both from one package.',
                $path,
                $version,
                Client::VERSION,
            ));
        }

        return $ffi;
    }

    private static function explain(\FFI\Exception $fault, string $path): string
    {
        if (!\str_contains($fault->getMessage(), 'ffi.enable')) {
            return \sprintf('The library %s cannot be loaded: %s.', $path, \rtrim($fault->getMessage(), '.'));
        }

        return \sprintf(
            'PHP may not use FFI here. Set ffi.enable=1 in php.ini (for FPM: in its own php.ini, then restart it), '
            . 'or keep ffi.enable=preload and set opcache.preload=%s. Now: ffi.enable=%s, SAPI %s.',
            \dirname(__DIR__, 2) . '/preload.php',
            \ini_get('ffi.enable'),
            \PHP_SAPI,
        );
    }
}
