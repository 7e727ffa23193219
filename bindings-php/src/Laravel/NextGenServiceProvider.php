<?php

declare(strict_types=1);

namespace NextGen\Laravel;

use Illuminate\Contracts\Foundation\Application;
use Illuminate\Routing\Router;
use Illuminate\Support\ServiceProvider;
use NextGen\Client;
use NextGen\Event;
use NextGen\Internal\Names;
use NextGen\Internal\WebhookGate;
use NextGen\Webhook;

/**
 * Gives Laravel the client, by the options in `config/services.php`, and the middleware `nextgen.webhook`.
 *
 *     'nextgen' => [
 *         'api_key' => env('NEXTGEN_API_KEY'),
 *         'webhook_secret' => env('NEXTGEN_WEBHOOK_SECRET'),
 *     ],
 *
 * All options of the client are taken there, in snake case; `log_channel` names the channel that is told of
 * calls, and `webhook_tolerance` is that of `Webhook::constructEvent()`.
 */
final class NextGenServiceProvider extends ServiceProvider
{
    public function register(): void
    {
        $this->app->singleton(Client::class, static function (Application $app): Client {
            $options = self::config($app);
            if (isset($options['log_channel'])) {
                $options['logger'] = $app->make('log')->channel($options['log_channel']);
            }
            unset($options['log_channel'], $options['webhook_secret'], $options['webhook_tolerance']);

            return new Client(...Names::ofArguments($options));
        });
        $this->app->singleton(VerifyWebhook::class, static function (Application $app): VerifyWebhook {
            $options = self::config($app) + ['webhook_secret' => null, 'webhook_tolerance' => Webhook::DEFAULT_TOLERANCE];

            return new VerifyWebhook(new WebhookGate($options['webhook_secret'], $options['webhook_tolerance']));
        });
        $this->app->bind(
            Event::class,
            static fn (Application $app): Event => $app->make('request')->attributes->get(Event::class)
                ?? throw new \LogicException('There is no event: its route lacks the middleware nextgen.webhook.'),
        );
    }

    public function boot(Router $router): void
    {
        $router->aliasMiddleware('nextgen.webhook', VerifyWebhook::class);
    }

    /** @return array<string, mixed> */
    private static function config(Application $app): array
    {
        return $app->make('config')->get('services.nextgen', []);
    }
}
