<?php

declare(strict_types=1);

namespace NextGen\Tests\Support;

/** Tells what of a class has no type. */
final class Typed
{
    private const WITHOUT_RETURN = ['__construct', '__destruct', '__clone'];

    /**
     * Returns the properties, parameters and returns without a type that the package itself declares.
     *
     * @param class-string $class
     *
     * @return list<string>
     */
    public static function untyped(string $class): array
    {
        $reflection = new \ReflectionClass($class);
        $untyped = [];
        foreach ($reflection->getProperties() as $property) {
            if (self::isOurs($property) && !$property->hasType()) {
                $untyped[] = "{$class}::\${$property->getName()}";
            }
        }
        foreach (\array_filter($reflection->getMethods(), self::isOurs(...)) as $method) {
            $name = "{$class}::{$method->getName()}()";
            if (!$method->hasReturnType() && !\in_array($method->getName(), self::WITHOUT_RETURN, true)) {
                $untyped[] = $name;
            }
            foreach ($method->getParameters() as $parameter) {
                if (!$parameter->hasType()) {
                    $untyped[] = "{$name} \${$parameter->getName()}";
                }
            }
        }

        return $untyped;
    }

    private static function isOurs(\ReflectionProperty|\ReflectionMethod $member): bool
    {
        return \str_starts_with($member->getDeclaringClass()->getName(), 'NextGen\\');
    }
}
