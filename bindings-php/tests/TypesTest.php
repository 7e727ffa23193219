<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\ApiObject;
use NextGen\Client;
use NextGen\Exception\InvalidRequestException;
use NextGen\Exception\WrongTypeError;
use NextGen\RequestOptions;
use NextGen\Tests\Support\Sandbox;
use NextGen\Tests\Support\TestCase;
use NextGen\Tests\Support\Typed;

/** Everything has a type, and what is of another is refused before anything is sent. */
final class TypesTest extends TestCase
{
    public function testEveryFileIsStrict(): void
    {
        $files = self::files();
        self::assertGreaterThan(50, \count($files));
        foreach ($files as $file) {
            self::assertStringContainsString("\ndeclare(strict_types=1);\n", (string) \file_get_contents($file), $file);
        }
    }

    public function testEveryPropertyParameterAndReturnIsTyped(): void
    {
        self::assertSame([], \array_merge(...\array_map(Typed::untyped(...), self::classes())));
    }

    /** @return array<string, array{string, list<string>}> */
    public function adapters(): array
    {
        return [
            'Laravel' => ['Illuminate/autoload.php', ['NextGenServiceProvider', 'VerifyWebhook']],
            'Symfony' => ['Symfony/Bundle/FrameworkBundle/autoload.php', ['NextGenBundle', 'NextGenExtension', 'WebhookListener']],
        ];
    }

    /**
     * @dataProvider adapters
     *
     * @param list<string> $classes
     */
    public function testSoAreTheAdapters(string $framework, array $classes): void
    {
        $namespace = "NextGen\\{$this->dataName()}\\";
        self::assertCount(\count($classes), \glob(\dirname(__DIR__) . "/src/{$this->dataName()}/*.php") ?: []);
        foreach ($classes as $class) {
            $program = "require '{$framework}'; echo json_encode(NextGen\Tests\Support\Typed::untyped('{$namespace}{$class}'));";
            self::assertSame('[]', self::php($program));
        }
    }

    public function testModelsAreFinalAndTheirPropertiesReadonly(): void
    {
        $models = \array_filter(self::classes(), static fn (string $class): bool => \is_subclass_of($class, ApiObject::class));
        self::assertGreaterThan(8, \count($models));
        foreach ($models as $class) {
            $reflection = new \ReflectionClass($class);
            self::assertTrue($reflection->isFinal(), $class);
            foreach ($reflection->getProperties() as $property) {
                self::assertTrue($property->isReadOnly(), "{$class}::\${$property->getName()}");
            }
        }
    }

    public function testEverySecretArgumentIsMarked(): void
    {
        $secret = ['apiKey', 'secret', 'proxy'];
        $marked = 0;
        foreach (self::classes() as $class) {
            foreach ((new \ReflectionClass($class))->getMethods() as $method) {
                foreach ($method->getParameters() as $parameter) {
                    if (\in_array($parameter->getName(), $secret, true)) {
                        $place = "{$class}::{$method->getName()}() \${$parameter->getName()}";
                        self::assertCount(1, $parameter->getAttributes(\SensitiveParameter::class), $place);
                        $marked++;
                    }
                }
            }
        }
        self::assertGreaterThanOrEqual(7, $marked);
    }

    /** @return array<string, array{\Closure}> */
    public function wrongTypes(): array
    {
        $charges = static fn () => self::client()->charges;

        return [
            'amount: a float' => [static fn () => $charges()->create(amount: 20.0, currency: 'usd', source: 'tok_visa')],
            'amount: a text' => [static fn () => $charges()->create(amount: '2000', currency: 'usd', source: 'tok_visa')],
            'amount: a boolean' => [static fn () => $charges()->create(amount: true, currency: 'usd', source: 'tok_visa')],
            'amount: an array' => [static fn () => $charges()->create(amount: [], currency: 'usd', source: 'tok_visa')],
            'amount: null' => [static fn () => $charges()->create(amount: null, currency: 'usd', source: 'tok_visa')],
            'amount: infinite' => [static fn () => $charges()->create(amount: \INF, currency: 'usd', source: 'tok_visa')],
            'currency: a number' => [static fn () => $charges()->create(amount: 5, currency: 5, source: 'tok_visa')],
            'capture: a text' => [static fn () => $charges()->create(amount: 5, currency: 'usd', capture: 'no')],
            'an id that is an object' => [static fn () => $charges()->retrieve(new \stdClass())],
            'limit: a text' => [static fn () => $charges()->list(limit: '3')],
            'options: an array' => [static fn () => $charges()->list(options: ['timeout' => 5])],
            'timeout: a text' => [static fn () => new RequestOptions(timeout: '5')],
            'api key: a number' => [static fn () => new Client(42)],
        ];
    }

    /** @dataProvider wrongTypes */
    public function testAWrongTypeIsATypeErrorBeforeAnythingIsSent(\Closure $call): void
    {
        self::assertSame([], Sandbox::seen(static function () use ($call): void {
            self::assertInstanceOf(\TypeError::class, self::thrown($call));
        }));
    }

    public function testAWrongAmountSaysWhatIsWanted(): void
    {
        $error = self::thrown(static fn () => self::charge(amount: 20.5));
        self::assertInstanceOf(WrongTypeError::class, $error);
        self::assertSame(['amount', 'parameter_invalid_integer', 0], [$error->param, $error->errorCode, $error->attempts]);
        self::assertStringContainsString('smallest unit', $error->getMessage());
    }

    public function testAMissingOrMisspeltArgumentIsPhpsOwnError(): void
    {
        self::assertInstanceOf(\ArgumentCountError::class, self::thrown(static fn () => self::client()->charges->create(amount: 5)));
        $error = self::thrown(static fn () => self::client()->charges->create(ammount: 5, currency: 'usd'));
        self::assertSame('Unknown named parameter $ammount', $error->getMessage());
    }

    public function testWhatNoFormCanCarryIsRefusedByName(): void
    {
        $itself = [];
        $itself['a'] = &$itself;
        foreach ([['a' => new \DateTimeImmutable()], ['a' => "\xff"], ['a' => \NAN], ['a][b' => 'x'], $itself, ["\0a" => 'x'], ['a' => static fn () => 1]] as $metadata) {
            self::assertSame([], Sandbox::seen(static function () use ($metadata): void {
                $error = self::thrown(static fn () => self::charge(metadata: $metadata));
                self::assertInstanceOf(InvalidRequestException::class, $error);
                self::assertSame(0, $error->attempts);
            }));
        }
    }

    public function testANameThatCannotBeIsRefusedWhateverElseIsGiven(): void
    {
        foreach ([["\xff" => 'x', 'name' => 'Ada'], ['name' => 'Ada', "\0" => 'x']] as $params) {
            $error = self::thrown(static fn () => self::client()->request('POST', '/customers', $params));
            self::assertInstanceOf(InvalidRequestException::class, $error);
            self::assertSame(0, $error->attempts);
        }
    }

    public function testNullsAreLeftOutAndEmptyTextsSent(): void
    {
        $customer = self::client()->customers->create(email: 'ada@example.com', name: null);
        self::assertNull($customer->name);
        self::assertNull(self::client()->customers->update((string) $customer->id, email: '')->email);
    }

    /** @return list<string> */
    private static function files(): array
    {
        $files = [];
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(\dirname(__DIR__) . '/src')) as $file) {
            if ($file->getExtension() === 'php') {
                $files[] = $file->getPathname();
            }
        }

        return $files;
    }

    /** @return list<class-string> The classes of the package, but for the adapters, which stand on other packages. */
    private static function classes(): array
    {
        $classes = [];
        foreach (self::files() as $file) {
            $class = 'NextGen\\' . \strtr(\substr($file, \strlen(\dirname(__DIR__) . '/src/'), -4), '/', '\\');
            if (\preg_match('/^NextGen\\\\(Psr15|Laravel|Symfony)\\\\/', $class) !== 1) {
                self::assertTrue(\class_exists($class) || \interface_exists($class) || \trait_exists($class), $class);
                $classes[] = $class;
            }
        }

        return $classes;
    }
}
