<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Event;
use NextGen\Psr15\WebhookMiddleware;
use NextGen\Tests\Support\TestCase;
use NextGen\Tests\Support\Typed;
use NextGen\Webhook;
use Nyholm\Psr7\Factory\Psr17Factory;
use Nyholm\Psr7\ServerRequest;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Server\RequestHandlerInterface;

/** The middleware for PSR-15, with the PSR's own interfaces. */
final class Psr15Test extends TestCase
{
    private int $handled = 0;

    public static function setUpBeforeClass(): void
    {
        require_once 'Nyholm/Psr7/autoload.php';
    }

    public function testAVerifiedEventReachesTheHandlerWithTheBody(): void
    {
        foreach ([self::SECRET, ['whsec_before', self::SECRET], static fn (): string => self::SECRET] as $secret) {
            $answer = $this->answer(self::EVENT, Webhook::generateTestHeader(self::EVENT, self::SECRET), $secret);
            self::assertSame([200, '500 ' . self::EVENT], [$answer->getStatusCode(), (string) $answer->getBody()]);
        }
        self::assertSame(3, $this->handled);
    }

    public function testWhatIsNotProvenReachesNoHandler(): void
    {
        $header = Webhook::generateTestHeader(self::EVENT, self::SECRET);
        $old = Webhook::generateTestHeader(self::EVENT, self::SECRET, 1700000000);
        $cases = [
            'mismatch' => [self::EVENT . ' ', [$header]],
            'malformed_header' => [self::EVENT, []],
            'too_old' => [self::EVENT, [$old]],
            // A second header is joined to the first by the server or by PSR-7; two times are one too many.
            'no_timestamp' => [self::EVENT, [$header, $old]],
        ];
        foreach ($cases as $code => [$body, $headers]) {
            $answer = $this->answer($body, $headers, self::SECRET);
            self::assertSame([400, "webhook refused: {$code}"], [$answer->getStatusCode(), (string) $answer->getBody()]);
            self::assertSame('text/plain', $answer->getHeaderLine('Content-Type'));
        }
        self::assertSame(0, $this->handled);
    }

    public function testEverythingOfItIsTyped(): void
    {
        self::assertSame([], Typed::untyped(WebhookMiddleware::class));
    }

    public function testTheSecretIsNotShown(): void
    {
        self::assertKeeps(self::SECRET, self::shown(new WebhookMiddleware(new Psr17Factory(), self::SECRET)));
    }

    private function answer(string $body, string|array $header, string|array|\Closure $secret): ResponseInterface
    {
        $request = new ServerRequest('POST', '/webhooks', $header === [] ? [] : ['NextGen-Signature' => $header], $body);
        $handler = new class ($this->handled) implements RequestHandlerInterface {
            public function __construct(private int &$handled)
            {
            }

            public function handle(ServerRequestInterface $request): ResponseInterface
            {
                $this->handled++;
                $event = $request->getAttribute(Event::class);
                $body = $event->data->object->amount_refunded . ' ' . $request->getBody()->getContents();
                $answer = (new Psr17Factory())->createResponse(200);
                $answer->getBody()->write($body);

                return $answer;
            }
        };

        return (new WebhookMiddleware(new Psr17Factory(), $secret))->process($request, $handler);
    }
}
