<?php

/* A Symfony application with the package's bundle, which answers the requests it is given. */

declare(strict_types=1);

use NextGen\Client;
use NextGen\Event;
use NextGen\Symfony\NextGenBundle;
use Symfony\Bundle\FrameworkBundle\FrameworkBundle;
use Symfony\Bundle\FrameworkBundle\Kernel\MicroKernelTrait;
use Symfony\Component\DependencyInjection\Loader\Configurator\ContainerConfigurator;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpKernel\Kernel;
use Symfony\Component\Routing\Loader\Configurator\RoutingConfigurator;

require __DIR__ . '/../Support/autoload.php';
require 'Symfony/Bundle/FrameworkBundle/autoload.php';

final class App extends Kernel
{
    use MicroKernelTrait;

    public function __construct(private readonly string $base)
    {
        parent::__construct('prod', false);
    }

    public function registerBundles(): iterable
    {
        return [new FrameworkBundle(), new NextGenBundle()];
    }

    public function getProjectDir(): string
    {
        return $this->base;
    }

    protected function configureContainer(ContainerConfigurator $container): void
    {
        $container->extension('framework', ['secret' => 'test', 'http_method_override' => false]);
        $container->extension('nextgen', [
            'api_key' => '%env(NEXTGEN_API_KEY)%',
            'max_retries' => '%env(int:RETRIES)%',
            'webhook_secret' => '%env(WEBHOOK_SECRET)%',
        ]);
        $container->services()->set(Controller::class, Controller::class)->public()->autowire()->tag('controller.service_arguments');
    }

    protected function configureRoutes(RoutingConfigurator $routes): void
    {
        $routes->add('webhooks', '/webhooks')->controller([Controller::class, 'webhook'])->defaults(['_nextgen_webhook' => true]);
        $routes->add('open', '/open')->controller([Controller::class, 'webhook']);
        $routes->add('charges', '/charges')->controller([Controller::class, 'charge']);
    }
}

final class Controller
{
    public function __construct(private readonly Client $nextgen)
    {
    }

    public function webhook(Event $event): JsonResponse
    {
        return new JsonResponse([$event->type, $event->data->object->amount_refunded]);
    }

    public function charge(): JsonResponse
    {
        return new JsonResponse([$this->nextgen->charges->create(amount: 700, currency: 'usd', source: 'tok_visa')->amount, true]);
    }
}

$app = new App($argv[1]);
[$_SERVER['WEBHOOK_SECRET'], $_SERVER['RETRIES']] = [$argv[2], '1'];
$answers = [];
foreach (json_decode((string) stream_get_contents(STDIN), true) as [$path, $body, $signature]) {
    $server = $signature === null ? [] : ['HTTP_NEXTGEN_SIGNATURE' => $signature];
    $answer = $app->handle(Request::create($path, 'POST', server: $server, content: $body));
    $answers[] = [$answer->getStatusCode(), $answer->getContent()];
}
echo json_encode(['answers' => $answers]);
