<?php

declare(strict_types=1);

namespace NextGen\Symfony;

use Symfony\Component\DependencyInjection\Extension\ExtensionInterface;
use Symfony\Component\HttpKernel\Bundle\Bundle;

/** Gives Symfony the client and the webhook listener; `NextGenExtension` says how they are configured. */
final class NextGenBundle extends Bundle
{
    public function getContainerExtension(): ?ExtensionInterface
    {
        return new NextGenExtension();
    }
}
