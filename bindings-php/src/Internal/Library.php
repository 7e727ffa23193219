<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Client;
use NextGen\Exception\ConfigurationException;
use NextGen\Exception\NextGenException;

/**
 * The core, a C library, as it is loaded once in a process.
 *
 * @internal
 */
final class Library
{
    /** The status of a function that worked; any other is an error. */
    private const OK = 0;

    /** What `nextgen_check` is to check: the signature only, or also the event, which it then gives. */
    private const SIGNATURE = 0;
    private const EVENT = 2;

    /** How many updates a worker may run through. */
    private const SPELLINGS = 8;

    private static ?self $instance = null;

    /** The place that functions write their reply to; read at once after each. */
    private readonly \FFI\CData $place;

    /** The same for clients. All are made once: PHP keeps a little memory for each one that is ever made. */
    private readonly \FFI\CData $made;

    /** The same for the length of a text. */
    private readonly \FFI\CData $length;

    private function __construct(public readonly \FFI $ffi)
    {
        $this->place = $ffi->new('nextgen_reply*[1]');
        $this->made = $ffi->new('nextgen_client*[1]');
        $this->length = $ffi->new('size_t[1]');
    }

    /** @throws ConfigurationException when PHP may not load it, or it is not there. */
    public static function get(): self
    {
        return self::$instance ??= new self(self::load());
    }

    /** Makes a client and returns its handle. */
    public function client(#[\SensitiveParameter] string $options): \FFI\CData
    {
        $this->take($this->ffi->nextgen_client_new($options, \strlen($options), $this->made, $this->place));

        return $this->made[0];
    }

    /** Makes a client with further options over the connections of another. */
    public function clientWith(\FFI\CData $client, #[\SensitiveParameter] string $options): \FFI\CData
    {
        $this->take($this->ffi->nextgen_client_with($client, $options, \strlen($options), $this->made, $this->place));

        return $this->made[0];
    }

    /**
     * Makes a call.
     *
     * @return array{array<array-key, mixed>|\stdClass, list<mixed>} The answer, and how it came.
     */
    public function call(\FFI\CData $client, #[\SensitiveParameter] string $request, ?Hooks $hooks): array
    {
        $ffi = $this->ffi;
        $hooks?->enter();
        try {
            $status = $ffi->nextgen_call($client, $request, \strlen($request), $hooks?->stop(), $hooks?->notice(), null, $this->place);
        } finally {
            $hooks?->leave();
        }
        $reply = $this->place[0];
        try {
            $hooks?->rethrow();
            $this->raise($status, $reply);

            return $this->value($reply);
        } finally {
            $this->free($reply);
        }
    }

    /**
     * Finds the page that follows one.
     *
     * @return array{string, ?\Throwable} The answer, and the error that follows this page's objects.
     */
    public function nextPage(string $params, string $page): array
    {
        $status = $this->ffi->nextgen_next_page($params, \strlen($params), $page, \strlen($page), $this->place);
        $reply = $this->place[0];
        try {
            $error = $status === self::OK ? null : $this->error($reply);
            $answer = $reply === null ? null : $this->ffi->nextgen_reply_body($reply, null);

            return [$answer ?? throw $error ?? Errors::make(null), $error];
        } finally {
            $this->free($reply);
        }
    }

    /**
     * Verifies a webhook by options as JSON; with `$event` it returns the event.
     *
     * @return array<array-key, mixed>|\stdClass|null
     */
    public function verify(
        string $payload,
        string $header,
        #[\SensitiveParameter] string $options,
        bool $event,
    ): array|\stdClass|null {
        $lengths = [\strlen($payload), \strlen($header), \strlen($options)];

        return $this->verified($event
            ? $this->ffi->nextgen_event($payload, $lengths[0], $header, $lengths[1], $options, $lengths[2], $this->place)
            : $this->ffi->nextgen_verify($payload, $lengths[0], $header, $lengths[1], $options, $lengths[2], $this->place));
    }

    /**
     * Does the same by one secret, at the system's time.
     *
     * @return array<array-key, mixed>|\stdClass|null
     */
    public function check(
        string $payload,
        string $header,
        #[\SensitiveParameter] string $secret,
        int $tolerance,
        bool $event,
    ): array|\stdClass|null {
        return $this->verified($this->ffi->nextgen_check(
            $payload,
            \strlen($payload),
            $header,
            \strlen($header),
            $secret,
            \strlen($secret),
            $tolerance,
            $event ? self::EVENT : self::SIGNATURE,
            $this->place,
        ));
    }

    /** Signs a payload, for tests. */
    public function sign(string $payload, #[\SensitiveParameter] string $options): string
    {
        $status = $this->ffi->nextgen_sign($payload, \strlen($payload), $options, \strlen($options), $this->place);

        return $this->take($status) ?? throw Errors::make(null);
    }

    /**
     * Takes the reply of a verification: the event, where one was asked for.
     *
     * @return array<array-key, mixed>|\stdClass|null
     */
    private function verified(int $status): array|\stdClass|null
    {
        $reply = $this->place[0];
        if ($reply === null) {
            return $status === self::OK ? null : throw Errors::make(null);
        }
        try {
            $this->raise($status, $reply);

            return $this->value($reply);
        } finally {
            $this->ffi->nextgen_reply_free($reply);
        }
    }

    /**
     * Reads what the core wrote in the form of PHP's own `serialize`: arrays, single values and `stdClass`.
     *
     * @return array<array-key, mixed>|\stdClass
     */
    private function value(\FFI\CData $reply): array|\stdClass
    {
        $bytes = $this->ffi->nextgen_reply_bytes($reply, $this->length) ?? throw Errors::make(null);
        $value = \unserialize(\FFI::string($bytes, $this->length[0]), ['allowed_classes' => [\stdClass::class]]);

        return $value === false ? throw Errors::make(null) : $value;
    }

    /** Takes the reply of a function: its text, or its error as an exception. */
    private function take(int $status): ?string
    {
        $reply = $this->place[0];
        try {
            $this->raise($status, $reply);

            return $reply === null ? null : $this->ffi->nextgen_reply_body($reply, null);
        } finally {
            $this->free($reply);
        }
    }

    /** Throws the error of a function whose status is one. The status decides, also where no error can be read. */
    private function raise(int $status, ?\FFI\CData $reply): void
    {
        if ($status !== self::OK) {
            throw $this->error($reply);
        }
    }

    private function error(?\FFI\CData $reply): NextGenException
    {
        return Errors::make($reply === null ? null : $this->ffi->nextgen_reply_error($reply, null));
    }

    private function free(?\FFI\CData $reply): void
    {
        if ($reply !== null) {
            $this->ffi->nextgen_reply_free($reply);
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
        $path = $spelt = Platform::library();
        $header = (string) \file_get_contents(Platform::folder() . '/nextgen.h');
        for ($attempt = 0; $attempt < self::SPELLINGS; $attempt++) {
            try {
                $ffi = \FFI::cdef($header, $spelt);
            } catch (\FFI\Exception $fault) {
                throw new ConfigurationException(self::explain($fault, $path), [], $fault);
            }
            $version = $ffi->nextgen_version();
            if ($version === Client::VERSION) {
                return $ffi;
            }
            // A worker that ran through an update has the library from before under that name, but not under another.
            $spelt = \dirname($spelt) . '/./' . \basename($path);
        }
        throw new ConfigurationException(\sprintf(
            'The library %s is of version %s, the PHP code of version %s; install both from one package.',
            $path,
            $version,
            Client::VERSION,
        ));
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
