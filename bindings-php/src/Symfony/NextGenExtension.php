<?php

declare(strict_types=1);

namespace NextGen\Symfony;

use NextGen\Client;
use NextGen\Internal\Names;
use NextGen\Webhook;
use Symfony\Component\DependencyInjection\ContainerBuilder;
use Symfony\Component\DependencyInjection\ContainerInterface;
use Symfony\Component\DependencyInjection\Extension\Extension;
use Symfony\Component\DependencyInjection\Reference;

/**
 * The bundle's configuration, `config/packages/nextgen.yaml`:
 *
 *     nextgen:
 *         api_key: '%env(NEXTGEN_API_KEY)%'
 *         webhook_secret: '%env(NEXTGEN_WEBHOOK_SECRET)%'
 *
 * All options of the client are taken there, in snake case; `webhook_tolerance` is that of
 * `Webhook::constructEvent()`. The service `logger`, where there is one, is told of calls.
 */
final class NextGenExtension extends Extension
{
    /** @param list<array<string, mixed>> $configs */
    public function load(array $configs, ContainerBuilder $container): void
    {
        $options = \array_merge(...$configs)
            + ['webhook_secret' => null, 'webhook_tolerance' => Webhook::DEFAULT_TOLERANCE];
        $container->register(WebhookListener::class)
            ->setArguments([$options['webhook_secret'], $options['webhook_tolerance']])
            ->addTag('kernel.event_subscriber');
        unset($options['webhook_secret'], $options['webhook_tolerance']);
        $client = $container->register(Client::class)
            ->setPublic(true)
            ->setArgument('$logger', new Reference('logger', ContainerInterface::NULL_ON_INVALID_REFERENCE))
            ->addTag('monolog.logger', ['channel' => 'nextgen']);
        foreach (Names::ofArguments($options) as $name => $value) {
            $client->setArgument('$' . $name, $value);
        }
    }

    public function getAlias(): string
    {
        return 'nextgen';
    }
}
