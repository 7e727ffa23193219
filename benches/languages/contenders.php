<?php

declare(strict_types=1);

/** The contenders in PHP, for the command line (php.php) and for a web request (fpm.php). */

const KEY = 'sk_test_4eC39HqLyjWDarjtT1zdp7dc';
const SECRET = 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH';
const FORM = [
    'amount' => 2000,
    'currency' => 'usd',
    'source' => 'tok_visa',
    'description' => 'Order 42',
    'metadata' => ['order' => '42'],
];

function fields(object $event): array
{
    return [$event->type, $event->data->object->id, $event->data->object->amount];
}

final class Ours
{
    public function __construct()
    {
        \spl_autoload_register(static function (string $class): void {
            require \getenv('BENCH_NEXTGEN_PHP') . '/src/' . \strtr(\substr($class, 8), '\\', '/') . '.php';
        });
    }

    public function webhook(string $body, string $header): array
    {
        return fields(\NextGen\Webhook::constructEvent($body, $header, SECRET));
    }

    public function verify(string $body, string $header): void
    {
        \NextGen\Webhook::verifyHeader($body, $header, SECRET);
    }

    /** Persistent clients share connections by default, so a cold one says that it does not. */
    public function client(bool $cold = false): object
    {
        return new \NextGen\Client(KEY, \getenv('BENCH_URL') . '/v1', \getenv('BENCH_CA'), persistent: !$cold);
    }

    public function charge(object $client): string
    {
        return $client->charges->create(...FORM)->id;
    }

    public function list(object $client): int
    {
        return \array_sum(\array_map(static fn ($charge) => $charge->amount, $client->charges->list(limit: 100)->data));
    }
}

final class Stripe
{
    public function __construct()
    {
        $folder = \getenv('BENCH_STRIPE_PHP');
        \spl_autoload_register(static function (string $class) use ($folder): void {
            require $folder . '/lib/' . \strtr(\substr($class, 7), '\\', '/') . '.php';
        });
        \Stripe\Stripe::setCABundlePath(\getenv('BENCH_CA'));
    }

    public function webhook(string $body, string $header): array
    {
        return fields(\Stripe\Webhook::constructEvent($body, $header, SECRET));
    }

    public function verify(string $body, string $header): void
    {
        \Stripe\WebhookSignature::verifyHeader($body, $header, SECRET, 300);
    }

    /** Its connections belong to one HTTP client for the process, so a cold client gets one of its own. */
    public function client(bool $cold = false): object
    {
        if ($cold) {
            \Stripe\ApiRequestor::setHttpClient(new \Stripe\HttpClient\CurlClient());
        }
        return new \Stripe\StripeClient(['api_key' => KEY, 'api_base' => \getenv('BENCH_URL')]);
    }

    public function charge(object $client): string
    {
        return $client->charges->create(FORM)->id;
    }

    public function list(object $client): int
    {
        return \array_sum(\array_map(static fn ($charge) => $charge->amount, $client->charges->all(['limit' => 100])->data));
    }
}

/** What one would write with PHP's own extensions: no retries, no checks of the answer. */
final class ByHand
{
    public function verify(string $body, string $header): void
    {
        \parse_str(\strtr($header, ',', '&'), $items);
        $expected = \hash_hmac('sha256', $items['t'] . '.' . $body, SECRET);
        if (!\hash_equals($expected, $items['v1']) || \abs(\time() - (int) $items['t']) > 300) {
            throw new \RuntimeException('not genuine');
        }
    }

    public function webhook(string $body, string $header): array
    {
        $this->verify($body, $header);
        return fields(\json_decode($body, false, 512, \JSON_THROW_ON_ERROR));
    }

    public function client(bool $cold = false): object
    {
        $curl = \curl_init();
        \curl_setopt_array($curl, [
            \CURLOPT_CAINFO => \getenv('BENCH_CA'),
            \CURLOPT_RETURNTRANSFER => true,
            \CURLOPT_HTTPHEADER => [
                'Authorization: Bearer ' . KEY,
                'Idempotency-Key: 0c2f7a1e-6f0b-4a53-9d0e-2b0f5c6d7e8f',
            ],
        ]);
        return $curl;
    }

    public function charge(object $client): string
    {
        \curl_setopt($client, \CURLOPT_URL, \getenv('BENCH_URL') . '/v1/charges');
        \curl_setopt($client, \CURLOPT_POSTFIELDS, \http_build_query(FORM));
        return \json_decode(\curl_exec($client), false, 512, \JSON_THROW_ON_ERROR)->id;
    }

    public function list(object $client): int
    {
        \curl_setopt($client, \CURLOPT_URL, \getenv('BENCH_URL') . '/v1/charges?limit=100');
        $page = \json_decode(\curl_exec($client), false, 512, \JSON_THROW_ON_ERROR);
        return \array_sum(\array_map(static fn ($charge) => $charge->amount, $page->data));
    }
}

function contender(string $name): object
{
    return match ($name) {
        'ours' => new Ours(),
        'stripe' => new Stripe(),
        'by hand' => new ByHand(),
    };
}
