<?php

declare(strict_types=1);

namespace NextGen\Psr15;

use NextGen\Event;
use NextGen\Internal\WebhookGate;
use NextGen\Webhook;
use Psr\Http\Message\ResponseFactoryInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Server\MiddlewareInterface;
use Psr\Http\Server\RequestHandlerInterface;

/**
 * Verifies webhooks in any PSR-15 application.
 *
 * The handler finds the event in the attribute `NextGen\Event::class` of its request. What is not signed
 * rightly is answered with 400, and no handler runs.
 */
final class WebhookMiddleware implements MiddlewareInterface
{
    private readonly WebhookGate $gate;

    /**
     * @param ResponseFactoryInterface $responses Makes the answer to what is refused.
     * @param string|list<string>|(\Closure(): (string|list<string>)) $secret The endpoint's secret or secrets, or
     *     a function that returns them at each request.
     * @param int|null $tolerance See `Webhook::constructEvent()`.
     */
    public function __construct(
        private readonly ResponseFactoryInterface $responses,
        #[\SensitiveParameter] string|array|\Closure $secret,
        ?int $tolerance = Webhook::DEFAULT_TOLERANCE,
    ) {
        $this->gate = new WebhookGate($secret, $tolerance);
    }

    public function process(ServerRequestInterface $request, RequestHandlerInterface $handler): ResponseInterface
    {
        $body = $request->getBody();
        $event = $this->gate->check((string) $body, $request->getHeaderLine(WebhookGate::HEADER));
        if ($event instanceof Event) {
            if ($body->isSeekable()) {
                $body->rewind();
            }

            return $handler->handle($request->withAttribute(Event::class, $event));
        }
        $answer = $this->responses->createResponse(400)->withHeader('Content-Type', 'text/plain');
        $answer->getBody()->write($event);

        return $answer;
    }
}
