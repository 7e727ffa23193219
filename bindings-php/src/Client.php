<?php

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Core;
use NextGen\Internal\Resources;
use Psr\Log\LoggerInterface;

/**
 * A client of the NextGen API.
 *
 *     $nextgen = new \NextGen\Client('sk_test_...');
 *     $charge = $nextgen->charges->create(amount: 2000, currency: 'usd', source: 'tok_visa');
 *
 * Failed calls are tried again with one idempotency key on all attempts. Connections outlive the client: the
 * next web request of the same worker finds them open.
 */
final class Client
{
    use Resources;

    /** The version of this package. */
    public const VERSION = '0.1.0';

    private readonly Core $core;

    /**
     * Makes a client; nothing is sent. Times are in seconds.
     *
     * @param string|null $apiKey The secret key, `sk_test_…` or `sk_live_…`; else `NEXTGEN_API_KEY`.
     * @param string|null $baseUrl The API's base URL with its `/v1`; else `NEXTGEN_BASE_URL`, else NextGen's.
     * @param string|null $caBundle A PEM file of certificate authorities to trust in place of the built-in ones;
     *     else `NEXTGEN_CA_BUNDLE`.
     * @param int|float|null $timeout How long one attempt may take, from connecting to the last byte; 80 by default.
     * @param int|float|null $connectTimeout How long connecting may take; 10 by default.
     * @param int|float|null $deadline How long a whole call may take, its retries included; no limit by default.
     * @param int|null $maxRetries How often a call is tried again, 0 to 20; 2 by default.
     * @param string|null $proxy The proxy's URL, or `env` for `HTTPS_PROXY` and its like; else `NEXTGEN_PROXY`.
     * @param string|null $apiVersion The version of the API to pin.
     * @param AppInfo|null $appInfo The application, as it appears in the Dashboard.
     * @param LoggerInterface|null $logger Is told of every call; never of a key or a body.
     * @param bool $persistent Whether clients of the same options share connections that outlive them.
     *
     * @throws Exception\ConfigurationException
     */
    public function __construct(
        #[\SensitiveParameter] ?string $apiKey = null,
        ?string $baseUrl = null,
        ?string $caBundle = null,
        int|float|null $timeout = null,
        int|float|null $connectTimeout = null,
        int|float|null $deadline = null,
        int|float|null $maxRetries = null,
        #[\SensitiveParameter] ?string $proxy = null,
        ?string $apiVersion = null,
        ?AppInfo $appInfo = null,
        ?LoggerInterface $logger = null,
        bool $persistent = true,
    ) {
        $options = [
            'api_key' => $apiKey ?? self::environment('NEXTGEN_API_KEY'),
            'base_url' => $baseUrl ?? self::environment('NEXTGEN_BASE_URL'),
            'ca_bundle' => $caBundle ?? self::environment('NEXTGEN_CA_BUNDLE'),
            'proxy' => $proxy ?? self::environment('NEXTGEN_PROXY'),
            'timeout' => $timeout,
            'connect_timeout' => $connectTimeout,
            'deadline' => $deadline,
            'max_retries' => $maxRetries,
            'api_version' => $apiVersion,
            'app_info' => $appInfo === null ? null : (object) \get_object_vars($appInfo),
            'shared' => $persistent,
            'host' => ['lang' => 'PHP', 'lang_version' => \PHP_VERSION, 'bindings_version' => self::VERSION],
        ];
        $this->use(Core::make($options, $logger));
    }

    /** Returns a client whose calls have those options too, over the same connections. */
    public function withOptions(RequestOptions $options): self
    {
        $client = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $client->use($this->core->with($options));

        return $client;
    }

    /**
     * Makes a request that this version has no method for, with the same key, retries and errors.
     *
     * @param string $method `GET`, `POST` or `DELETE`.
     * @param string $path The path below the API base: `/charges`.
     * @param array<string, mixed> $params
     *
     * @throws Exception\NextGenException
     */
    public function request(
        string $method,
        string $path,
        array $params = [],
        ?RequestOptions $options = null,
    ): ApiObject {
        [1 => $body, 2 => $how] = $this->core->call(['method' => $method, 'path' => $path], $params, $options);

        return new UnknownObject((array) $body, new LastResponse(...$how));
    }

    /** @return array{version: string} */
    public function __debugInfo(): array
    {
        return ['version' => self::VERSION];
    }

    /** @return never */
    public function __serialize(): array
    {
        throw new \LogicException('A client cannot be serialized, as it holds an API key; make a new one instead.');
    }

    /** Returns what stands for an argument that is not given; `getenv` also knows the variables of a web server. */
    private static function environment(string $variable): ?string
    {
        $found = \getenv($variable);

        return $found === false || $found === '' ? null : $found;
    }

    private function use(Core $core): void
    {
        $this->core = $core;
        $this->unsetResources();
    }

    private function unknown(string $name): mixed
    {
        \trigger_error(\sprintf('Undefined property: %s::$%s', self::class, $name), \E_USER_WARNING);

        return null;
    }
}
