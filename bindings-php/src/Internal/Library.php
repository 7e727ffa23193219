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

    /** What the header for `ffi.preload` calls the library; after an update no one asks for that name. */
    private const SCOPE = 'NEXTGEN_' . Client::VERSION;

    /** How many updates a worker may run through. */
    private const SPELLINGS = 8;

    /** The functions that nearly every request needs, loaded once. */
    private static ?\FFI $loaded = null;

    /** All others, declared when the first is needed. */
    private static ?\FFI $others = null;

    /** How the library that is loaded was found. */
    private static string $path = '';

    /**
     * The one that is not in use. While it is, a hook, or a signal's handler that PHP runs between two steps, takes
     * another, or it would write its reply over one that was not yet read.
     */
    public static ?self $idle = null;

    /** The places that functions write their reply and a client to; PHP keeps a little memory for each ever made. */
    public readonly \FFI\CData $place;

    /** The place for the length of a text, once one is long. */
    private ?\FFI\CData $length = null;

    private function __construct(public readonly \FFI $ffi)
    {
        $this->place = $ffi->new('nextgen_places');
    }

    /**
     * Returns the functions that nearly every request needs, for those that give no reply.
     *
     * @throws ConfigurationException when PHP may not load it, or it is not there.
     */
    public static function ffi(): \FFI
    {
        return self::$loaded ??= self::preloaded() ?? self::load();
    }

    /** Returns the other functions; to declare them takes longer than all that most requests do here. */
    public static function others(): \FFI
    {
        return self::$others ??= \FFI::cdef(Header::OTHERS, self::$path);
    }

    /** Returns the header for PHP's `ffi.preload`, by which the library is declared once, when PHP-FPM starts. */
    public static function header(): string
    {
        $defined = \sprintf("#define FFI_SCOPE \"%s\"\n#define FFI_LIB \"%s\"\n", self::SCOPE, Platform::library());

        return $defined . Header::EACH_REQUEST . "\n" . Header::OTHERS . "\n";
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

    /** Makes a client, over the connections of another if one is given, and returns its handle. */
    public function client(#[\SensitiveParameter] string $options, ?\FFI\CData $over = null): \FFI\CData
    {
        $place = $this->place;
        $status = $over === null
            ? $this->ffi->nextgen_client_new($options, \strlen($options), $place + 1, $place)
            : self::others()->nextgen_client_with($over, $options, \strlen($options), $place + 1, $place);
        if ($status !== self::OK) {
            $this->take($status);
        }
        $client = $place[1];
        self::$idle = $this;

        return $client;
    }

    /**
     * Makes a call.
     *
     * @return array{\stdClass, array<array-key, mixed>|\stdClass, list<mixed>} As `answer` has it, and how it came.
     */
    public function call(\FFI\CData $client, #[\SensitiveParameter] string $request, ?Hooks $hooks): array
    {
        $hooks?->enter();
        try {
            $answer = $this->ffi->nextgen_call_php(
                $client,
                $request,
                \strlen($request),
                $hooks?->stop(),
                $hooks?->notice(),
                null,
                $this->place,
            );
        } finally {
            $hooks?->leave();
        }
        try {
            $hooks?->rethrow();
        } catch (\Throwable $thrown) {
            $this->free($this->place[0]);
            throw $thrown;
        }

        return $this->answer($answer);
    }

    /**
     * Takes the answer of a function that gives a list in the form of PHP's own `serialize`: the `stdClass` that each
     * empty map in it is, then the answer.
     *
     * @param string|null $text What the function returned; null where the reply has the text, or the error.
     *
     * @return array{0: \stdClass, 1: array<array-key, mixed>|\stdClass}
     */
    public function answer(?string $text): array
    {
        $text ??= $this->rest();
        self::$idle = $this;
        $value = \unserialize($text, self::UNSERIALIZE);

        return $value === false ? throw Errors::make(null) : $value;
    }

    /** Takes a text that is long or has a NUL in it, or throws the error in its place. */
    private function rest(): string
    {
        $reply = $this->place[0];
        try {
            $this->length ??= $this->ffi->new('size_t[1]');
            $bytes = $reply === null ? null : self::others()->nextgen_reply_bytes($reply, $this->length);

            return \FFI::string($bytes ?? throw $this->error($reply), $this->length[0]);
        } finally {
            $this->free($reply);
        }
    }

    /** Takes the reply of a function: its text, or its error as an exception. */
    public function take(int $status): ?string
    {
        $reply = $this->place[0];
        try {
            $this->raise($status, $reply);

            return $reply === null ? null : self::others()->nextgen_reply_body($reply, null);
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
        return Errors::make($reply === null ? null : self::others()->nextgen_reply_error($reply, null));
    }

    /** Frees a reply, with which this use of the library ends. */
    public function free(?\FFI\CData $reply): void
    {
        if ($reply !== null) {
            self::others()->nextgen_reply_free($reply);
        }
        self::$idle = $this;
    }

    /** Returns the library as `ffi.preload` declared it; null where it did not, or another one is asked for. */
    private static function preloaded(): ?\FFI
    {
        if ((string) \ini_get('ffi.preload') === '' || (string) \getenv('NEXTGEN_LIBRARY') !== '') {
            return null;
        }
        try {
            $ffi = \FFI::scope(self::SCOPE);
        } catch (\FFI\Exception) {
            return null;
        }

        return $ffi->nextgen_version() === Client::VERSION ? self::$others = $ffi : null;
    }

    private static function load(): \FFI
    {
        if (!\extension_loaded('ffi')) {
            throw LoadFailure::withoutFfi();
        }
        $path = $spelt = Platform::library();
        for ($attempt = 0; $attempt < self::SPELLINGS; $attempt++) {
            try {
                $ffi = \FFI::cdef(Header::EACH_REQUEST, $spelt);
            } catch (\FFI\Exception $fault) {
                throw LoadFailure::of($fault, $path);
            }
            $version = $ffi->nextgen_version();
            if ($version === Client::VERSION) {
                self::$path = $spelt;

                return $ffi;
            }
            // A worker that ran through an update has the library from before under that name, but not under another.
            $spelt = \dirname($spelt) . '/./' . \basename($path);
        }
        throw LoadFailure::ofVersion($path, $version);
    }
}
