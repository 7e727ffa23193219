<?php

declare(strict_types=1);

namespace NextGen\Laravel;

use Illuminate\Http\Request;
use Illuminate\Http\Response;
use NextGen\Event;
use NextGen\Internal\WebhookGate;

/**
 * Verifies webhooks, as the route middleware `nextgen.webhook`.
 *
 *     Route::post('/webhooks', fn (\NextGen\Event $event) => ...)->middleware('nextgen.webhook');
 *
 * What is not signed rightly is answered with 400, and no controller runs. The route must be one that asks
 * for no CSRF token, as those of `routes/api.php` are.
 */
final class VerifyWebhook
{
    public function __construct(private readonly WebhookGate $gate)
    {
    }

    public function handle(Request $request, \Closure $next): mixed
    {
        $event = $this->gate->check((string) $request->getContent(), $request->headers->get(WebhookGate::HEADER));
        if (!$event instanceof Event) {
            return new Response($event, 400, ['Content-Type' => 'text/plain']);
        }
        $request->attributes->set(Event::class, $event);

        return $next($request);
    }
}
