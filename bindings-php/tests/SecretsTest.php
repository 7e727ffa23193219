<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Charge;
use NextGen\Client;
use NextGen\Internal\WebhookGate;
use NextGen\RequestOptions;
use NextGen\Tests\Support\Sandbox;
use NextGen\Tests\Support\TestCase;
use NextGen\Webhook;

/** No key or secret is ever shown. */
final class SecretsTest extends TestCase
{
    private const KEY = 'sk_test_Q7wXm2ZrT9vLk4';

    public function testNothingThatPhpPrintsShowsAKey(): void
    {
        $client = new Client(self::KEY, ...\array_slice(Sandbox::options(), 1));
        $options = new RequestOptions(apiKey: self::KEY);
        $gate = new WebhookGate(self::SECRET, 300);
        foreach ([$client, $client->charges, $client->withOptions($options), $options, clone $options, $gate] as $object) {
            self::assertKeeps(self::KEY, self::shown($object));
            self::assertKeeps(self::SECRET, self::shown($object));
            self::assertKeeps(self::KEY, \print_r(self::inside($object), true));
        }
        self::assertStringContainsString(Client::VERSION, self::shown($client));
    }

    public function testWhatHoldsAKeyIsNotSerialized(): void
    {
        $client = self::client();
        foreach ([$client, $client->charges, new RequestOptions(apiKey: self::KEY), new WebhookGate(self::SECRET, 300)] as $object) {
            self::assertInstanceOf(\Exception::class, $error = self::thrown(static fn () => \serialize($object)));
            self::assertKeeps(self::KEY, (string) $error);
        }
    }

    public function testNoExceptionShowsAKey(): void
    {
        $others = \array_slice(Sandbox::options(), 1);
        $errors = [
            // The server echoes no key, but says that this one is not valid.
            static fn () => (new Client(self::KEY, ...$others))->charges->list(),
            static fn () => new Client(self::KEY . "\n", ...$others),
            static fn () => new Client(self::KEY, baseUrl: 'http://example.test'),
            static fn () => new Client(self::KEY, timeout: -1),
            static fn () => self::charge(options: new RequestOptions(apiKey: self::KEY)),
            static fn () => self::charge(options: new RequestOptions(apiKey: self::KEY . 'é')),
            static fn () => self::client()->withOptions(new RequestOptions(apiKey: self::KEY . "\r"))->charges->list(),
        ];
        foreach ($errors as $call) {
            $error = self::thrown($call);
            self::assertKeeps(self::KEY, $error . self::traced($error));
        }
        foreach ([self::SECRET, [self::SECRET, ''], [' ' . self::SECRET]] as $secret) {
            $error = self::thrown(static fn () => Webhook::constructEvent(self::EVENT, 't=1,v1=0', $secret));
            self::assertKeeps(self::SECRET, $error . self::traced($error));
        }
    }

    public function testAProxysPasswordIsNotShown(): void
    {
        $client = Sandbox::client(proxy: 'http://user:Q7wXm2ZrT9vLk4@127.0.0.1:1', maxRetries: 0);
        $error = self::thrown(static fn () => $client->charges->list());
        self::assertKeeps('Q7wXm2ZrT9vLk4', $error . self::traced($error) . self::shown($client));
        $error = self::thrown(static fn () => Sandbox::client(proxy: 'ftp://user:Q7wXm2ZrT9vLk4@127.0.0.1:1'));
        self::assertKeeps('Q7wXm2ZrT9vLk4', $error . self::traced($error));
    }

    public function testADumpShowsTheEndOfAnEndpointsSecretOnly(): void
    {
        $endpoint = self::client()->webhookEndpoints->create(url: 'http://127.0.0.1:9/webhooks', enabled_events: ['*']);
        $secret = (string) $endpoint->secret;
        self::assertStringStartsWith('whsec_', $secret);
        self::assertSame([$secret, $secret], [$endpoint['secret'], $endpoint->toArray()['secret']]);
        \ob_start();
        \var_dump($endpoint);
        foreach ([(string) \ob_get_clean(), \print_r($endpoint, true), $serialized = \serialize($endpoint)] as $shown) {
            self::assertKeeps($secret, $shown);
            self::assertStringContainsString('…' . \substr($secret, -4), $shown);
        }
        self::assertSame($endpoint->id, \unserialize($serialized)->id);
        $charge = Charge::fromArray(['metadata' => ['secret' => '日本語の秘密']]);
        self::assertSame('…語の秘密', \unserialize(\serialize($charge))->metadata['secret']);
        self::client()->webhookEndpoints->delete((string) $endpoint->id);
    }

    public function testACopyOfOptionsKeepsItsKey(): void
    {
        $copy = clone new RequestOptions(apiKey: self::KEY);
        $error = self::thrown(static fn () => self::client()->charges->list(options: $copy));
        // With the client's own key the call would have worked, on the wrong account.
        self::assertSame(401, $error->getCode());
    }

    /** Returns the frames of a trace that are the package's, with their arguments. */
    private static function traced(\Throwable $error): string
    {
        $ofPackage = static fn (array $frame): bool => \str_starts_with($frame['class'] ?? '', 'NextGen\\')
            && !\str_starts_with($frame['class'], 'NextGen\\Tests\\');

        return \print_r(\array_filter($error->getTrace(), $ofPackage), true) . \print_r($error->getPrevious(), true);
    }

    /** Returns an object's properties, private ones included, as a debugger would read them. */
    private static function inside(object $object): array
    {
        return (fn (): array => \get_object_vars($this))->call($object);
    }
}
