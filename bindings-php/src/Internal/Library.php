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
    public const OK = 0;

    /** How PHP reads what the core wrote: no class but stdClass, and as deep as it is, whatever php.ini allows others. */
    private const UNSERIALIZE = ['allowed_classes' => [\stdClass::class], 'max_depth' => 512];

    /** How many updates a worker may run through. */
    private const SPELLINGS = 8;

    /** The functions of the library, loaded once. */
    private static ?\FFI $loaded = null;

    /**
     * The one that is not in use. While it is, a hook, or a signal's handler that PHP runs between two steps, takes
     * another, or it would write its reply over one that was not yet read.
     */
    public static ?self $idle = null;

    /** The place that functions write their reply to. */
    public readonly \FFI\CData $place;

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

    /**
     * Returns the functions, for those that give no reply.
     *
     * @throws ConfigurationException when PHP may not load it, or it is not there.
     */
    public static function ffi(): \FFI
    {
        return self::$loaded ??= self::load();
    }

    /**
     * Takes the library for one use, which ends as its reply is taken.
     *
     * @throws ConfigurationException when PHP may not load it, or it is not there.
     */
    public static function claim(): self
    {
        $claimed = self::$idle ?? new self(self::ffi());
        self::$idle = null;

        return $claimed;
    }

    /** Makes a client and returns its handle. */
    public function client(#[\SensitiveParameter] string $options): \FFI\CData
    {
        return $this->made($this->ffi->nextgen_client_new($options, \strlen($options), $this->made, $this->place));
    }

    /** Makes a client with further options over the connections of another. */
    public function clientWith(\FFI\CData $client, #[\SensitiveParameter] string $options): \FFI\CData
    {
        return $this->made($this->ffi->nextgen_client_with($client, $options, \strlen($options), $this->made, $this->place));
    }

    private function made(int $status): \FFI\CData
    {
        $client = $this->made[0];
        $this->take($status);

        return $client;
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
     * Takes the reply of a function that gives an answer.
     *
     * @return array<array-key, mixed>
     */
    public function answer(int $status): array
    {
        $reply = $this->place[0];
        try {
            $this->raise($status, $reply);

            return (array) $this->value($reply ?? throw Errors::make(null));
        } finally {
            $this->free($reply);
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
        $value = \unserialize(\FFI::string($bytes, $this->length[0]), self::UNSERIALIZE);

        return $value === false ? throw Errors::make(null) : $value;
    }

    /** Takes the reply of a function: its text, or its error as an exception. */
    public function take(int $status): ?string
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

    public function error(?\FFI\CData $reply): NextGenException
    {
        return Errors::make($reply === null ? null : $this->ffi->nextgen_reply_error($reply, null));
    }

    /** Frees a reply, with which this use of the library ends. */
    public function free(?\FFI\CData $reply): void
    {
        if ($reply !== null) {
            $this->ffi->nextgen_reply_free($reply);
        }
        self::$idle = $this;
    }

    private static function load(): \FFI
    {
        if (!\extension_loaded('ffi')) {
            throw LoadFailure::withoutFfi();
        }
        $path = $spelt = Platform::library();
        for ($attempt = 0; $attempt < self::SPELLINGS; $attempt++) {
            try {
                $ffi = \FFI::cdef(Header::TEXT, $spelt);
            } catch (\FFI\Exception $fault) {
                throw LoadFailure::of($fault, $path);
            }
            $version = $ffi->nextgen_version();
            if ($version === Client::VERSION) {
                return $ffi;
            }
            // A worker that ran through an update has the library from before under that name, but not under another.
            $spelt = \dirname($spelt) . '/./' . \basename($path);
        }
        throw LoadFailure::ofVersion($path, $version);
    }
}
