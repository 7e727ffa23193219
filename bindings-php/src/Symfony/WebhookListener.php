<?php

declare(strict_types=1);

namespace NextGen\Symfony;

use NextGen\Event;
use NextGen\Internal\WebhookGate;
use NextGen\Webhook;
use Symfony\Component\EventDispatcher\EventSubscriberInterface;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\HttpKernel\Event\RequestEvent;
use Symfony\Component\HttpKernel\KernelEvents;

/**
 * Verifies the webhooks of routes that have the default `_nextgen_webhook`.
 *
 *     #[Route('/webhooks', methods: ['POST'], defaults: ['_nextgen_webhook' => true])]
 *     public function webhook(\NextGen\Event $event): Response
 *
 * The controller's argument must be called `$event`. What is not signed rightly is answered with 400, and no
 * controller runs.
 */
final class WebhookListener implements EventSubscriberInterface
{
    /** After the router, which is at 32, and before the firewall, at 8. */
    private const PRIORITY = 16;

    private readonly WebhookGate $gate;

    /**
     * @param string|list<string>|null $secret The endpoint's secret or secrets.
     * @param int|null $tolerance See `Webhook::constructEvent()`.
     */
    public function __construct(
        #[\SensitiveParameter] string|array|null $secret,
        ?int $tolerance = Webhook::DEFAULT_TOLERANCE,
    ) {
        $this->gate = new WebhookGate($secret, $tolerance);
    }

    /** @return array<string, array{string, int}> */
    public static function getSubscribedEvents(): array
    {
        return [KernelEvents::REQUEST => ['verify', self::PRIORITY]];
    }

    public function verify(RequestEvent $kernelEvent): void
    {
        $request = $kernelEvent->getRequest();
        if ($request->attributes->get('_nextgen_webhook') !== true) {
            return;
        }
        $event = $this->gate->check((string) $request->getContent(), $request->headers->get(WebhookGate::HEADER));
        if ($event instanceof Event) {
            $request->attributes->set('event', $event);
        } else {
            $kernelEvent->setResponse(new Response($event, 400, ['Content-Type' => 'text/plain']));
        }
    }
}
