<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\ApiObject;
use NextGen\Card;
use NextGen\Charge;
use NextGen\ChargeStatus;
use NextGen\Collection;
use NextGen\Customer;
use NextGen\Event;
use NextGen\Exception\CardException;
use NextGen\Internal\Json;
use NextGen\RefundReason;
use NextGen\RequestOptions;
use NextGen\Tests\Support\TestCase;
use NextGen\Webhook;

/** What comes back from calls, as PHP sees it. */
final class ObjectsTest extends TestCase
{
    public function testTheSurfaceReadsAsItIsDocumented(): void
    {
        $nextgen = self::client();
        $customer = $nextgen->customers->create(email: 'ada@example.com', source: 'tok_visa');
        $charge = $nextgen->charges->create(
            amount: 2000,
            currency: 'usd',
            customer: $customer->id,
            options: new RequestOptions(idempotencyKey: 'objects-' . $customer->id),
        );
        $refund = $nextgen->refunds->create(charge: $charge->id, reason: RefundReason::RequestedByCustomer);

        self::assertInstanceOf(Charge::class, $charge);
        self::assertSame([2000, 2000, 2000], [$charge->amount, $charge['amount'], $charge->toArray()['amount']]);
        self::assertSame(ChargeStatus::Succeeded, ChargeStatus::from($charge->status));
        self::assertInstanceOf(Card::class, $charge->source);
        self::assertSame('4242', $charge->source->last4);
        self::assertSame('4242', $charge['source']['last4']);
        self::assertSame($customer->id, $charge->customer);
        self::assertSame(RefundReason::RequestedByCustomer->value, $refund->reason);
        self::assertMatchesRegularExpression('/^req_/', (string) $charge->lastResponse?->requestId);
        self::assertSame('objects-' . $customer->id, $charge->lastResponse->idempotencyKey);
        self::assertSame([200, 1], [$charge->lastResponse->status, $charge->lastResponse->attempts]);
    }

    public function testAnExpandedFieldIsAnObject(): void
    {
        $customer = self::client()->customers->create(email: 'ada@example.com', source: 'tok_visa');
        $charge = self::charge(source: null, customer: $customer->id, expand: ['customer']);
        self::assertInstanceOf(Customer::class, $charge->customer);
        self::assertSame('ada@example.com', $charge->customer->email);
    }

    public function testJsonIsTheObjectAsItCame(): void
    {
        $json = '{"id":"evt_1","object":"event","type":"x.y","nothing":{},"none":[],"large":9007199254740993,"part":1.0}';
        $event = new Event(Json::read($json));
        self::assertSame($json, \json_encode($event, \JSON_PRESERVE_ZERO_FRACTION));
        self::assertSame(9007199254740993, $event['large']);
        self::assertSame([[], []], [$event['nothing'], $event['none']]);
    }

    public function testTestsMakeObjectsOfTheirOwn(): void
    {
        $charge = Charge::fromArray(['id' => 'ch_1', 'amount' => 2000, 'source' => ['last4' => '4242'], 'metadata' => []]);
        self::assertSame([2000, '4242'], [$charge->amount, $charge->source?->last4]);
        $page = Collection::fromArray(['object' => 'list', 'data' => [['object' => 'charge', 'amount' => 5]], 'has_more' => false]);
        self::assertInstanceOf(Charge::class, $page->data[0]);
        $error = new CardException('Declined.', ['code' => 'card_declined', 'http_status' => 402]);
        self::assertSame(['card_declined', 402], [$error->errorCode, $error->getCode()]);
    }

    public function testFieldsOfTomorrowAreThere(): void
    {
        $charge = new Charge(Json::read('{"id":"ch_1","amount":"much","tomorrow":{"a":[1]}}'));
        self::assertSame(['a' => [1]], $charge->tomorrow);
        self::assertSame(['a' => [1]], $charge['tomorrow']);
        self::assertTrue(isset($charge->tomorrow, $charge['tomorrow']));
        self::assertFalse(isset($charge['yesterday']));
        self::assertNull($charge['yesterday']);
        // A value of another type than the API says is null by its name and there by its key.
        self::assertNull($charge->amount);
        self::assertSame('much', $charge['amount']);
    }

    public function testWhatWasReadOfAnObjectDoesNotChangeIt(): void
    {
        $json = '{"id":"ch_1","source":{"last4":"4242"},"refunds":{"data":[{"object":"refund","amount":5}]},"metadata":{}}';
        $charge = new Charge(Json::read($json));
        $other = new Charge(Json::read(\str_replace(',', ' , ', $json)));
        self::assertSame($charge->source, $charge->source);
        self::assertSame($charge->refunds->data[0], $charge->refunds->data[0]);
        self::assertTrue($charge == $other);
        self::assertTrue($charge->source == $other->source && $charge->refunds == $other->refunds);
        self::assertFalse($charge == new Charge(Json::read('{"id":"ch_2"}')));
        self::assertTrue($charge == clone $charge && $charge == \unserialize(\serialize($charge)));
        self::assertSame('4242', (clone $charge)->source->last4);
        self::assertSame($json, \json_encode($charge));
        self::assertStringContainsString('4242', \print_r($charge, true));
        self::assertTrue(isset($charge->source->last4, $charge->refunds->data[0]->amount, $charge->metadata));
        self::assertFalse(isset($charge->outcome) || isset($charge->source->brand) || isset($charge->yesterday));
    }

    /** @return array<string, array{class-string<ApiObject>}> */
    public function models(): array
    {
        $names = \array_map(static fn (string $file): string => \basename($file, '.php'), \glob(\dirname(__DIR__) . '/src/*.php') ?: []);
        $models = \array_filter($names, static fn (string $name): bool => \is_subclass_of("NextGen\\{$name}", ApiObject::class));

        return \array_combine($models, \array_map(static fn (string $name): array => ["NextGen\\{$name}"], $models));
    }

    /**
     * @dataProvider models
     *
     * @param class-string<ApiObject> $class
     */
    public function testEveryFieldIsDocumentedAndIsWhatTheApiSaysOrNull(string $class): void
    {
        $reflection = new \ReflectionClass($class);
        \preg_match_all('/@property-read (.+?) \$(\w+) \S/', (string) $reflection->getDocComment(), $documented);
        $fields = $reflection->getConstant('FIELDS');
        $read = \array_filter(\array_keys($fields), static fn (string $name): bool => !\property_exists($class, $name));
        self::assertEqualsCanonicalizing($read, $documented[2]);
        $read = static fn (mixed $value): array => \array_map(
            static fn (string $name): mixed => (new $class(Json::read(Json::write([$name => $value]))))->{$name},
            $documented[2],
        );
        foreach (\array_map(null, $documented[2], $documented[1], $read('a'), $read(5), $read(['a' => 'b']), $read(null)) as $row) {
            [$name, $type, $text, $number, $map, $null] = $row;
            self::assertNull($null, $name);
            self::assertSame(\preg_match('/^int\b/', $type) === 1 ? 5 : null, $type === 'mixed' ? null : $number, $name);
            self::assertSame(\str_contains($type, 'string|') ? 'a' : null, \is_object($text) || $type === 'mixed' ? null : $text, $name);
            self::assertSame(\preg_match('/^[A-Z]|^array<string|^mixed/', $type) === 1, $map !== null, $name);
        }
    }

    public function testWhatTheCoreGivesIsWhatPhpReadsOfTheJson(): void
    {
        $texts = [
            '{"a":{},"b":[],"c":[[],{}],"0":1,"1":{"0":1,"1":2},"e":{"1":1,"0":2},"f":[{"a":[1,{"b":null}]}]}',
            '{"0":{"0":1,"x":2},"1":true}',
            '{}',
            '{"a":{"\u0030":1},"b":{"\u0030":1,"x":2}}',
            '{"":1," ":2,"\u0000a":{"\u0000":3},"é😀":"\ud83d\ude00\u0000\n\"\\\\"}',
            '{"n":[0,-1,1.0,-1.5e-7,1e300,5e-324,9223372036854775807,-9223372036854775808,9223372036854775808,1e2]}',
            '{"twice":1,"twice":{"a":[]},"last":18446744073709551617}',
            '{"0":1,"2":2}',
            '{"0":1,"1":{"0":{},"00":1},"0":2}',
            '{"twice":{},"twice":{},"a":{}}',
            '{"twice":{},"twice":5,"a":{}}',
            '{"twice":[{}],"twice":[{},{}],"a":{"twice":{},"twice":{"b":{}}}}',
            '{"deep":' . \str_repeat('[', 120) . \str_repeat(']', 120) . '}',
        ];
        foreach ($texts as $json) {
            foreach ([300, null] as $tolerance) {
                $event = Webhook::constructEvent($json, Webhook::generateTestHeader($json, self::SECRET), self::SECRET, $tolerance);
                self::assertSame(\var_export(Json::read($json), true), \var_export(self::raw($event), true), $json);
                self::assertEquals(\json_decode($json, true, 512, \JSON_BIGINT_AS_STRING), $event->toArray());
            }
        }
    }

    public function testWhatAnEventHappenedToIsThereAtOnce(): void
    {
        $json = '{"id":"evt_1","data":{"object":{"object":"event","data":{"object":{"object":"refund","amount":5}}}}}';
        $event = new Event(Json::read($json));
        self::assertSame(5, $event->data->object->data->object->amount);
        self::assertSame([$event->data, $event->data->object], [$event['data'], $event['data']['object']]);
        self::assertTrue(isset($event->data->object) && $event == new Event(Json::read($json)));
        self::assertFalse($event == new Event(Json::read(\str_replace('5', '6', $json))));
        $again = \unserialize(\serialize($event));
        self::assertTrue($again == $event && (clone $event)->data === $event->data);
        self::assertSame([$json, $json], [\json_encode($event), \json_encode($again)]);
        self::assertSame(\json_decode($json, true), $event->toArray());
        self::assertSame(1, \substr_count(\print_r($event, true), 'amount'));
        foreach (['{}', '{"data":null}', '{"data":5}', '{"data":[]}', '{"data":[{}]}'] as $odd) {
            self::assertNull((new Event(Json::read($odd)))->data, $odd);
        }
        foreach (['{}', '{"object":null}', '{"object":"ch_1"}', '{"object":[]}'] as $odd) {
            self::assertNull((new Event(Json::read("{\"data\":{$odd}}")))->data?->object, $odd);
        }
        self::assertStringContainsString('readonly', self::thrown(static function () use ($event): void {
            $event->data = null;
        })->getMessage());
    }

    public function testAFieldThatIsNowhereWarns(): void
    {
        $read = static fn () => self::assertNull((new Charge([]))->ammount);
        self::assertSame(['Undefined property: NextGen\Charge::$ammount'], self::warned($read));
        $read = static fn () => self::assertNull((new CardException('No.'))->declinecode);
        self::assertSame(['Undefined property: NextGen\Exception\CardException::$declinecode'], self::warned($read));
    }

    public function testObjectsDoNotChange(): void
    {
        $charge = self::charge();
        self::assertStringContainsString('readonly', self::thrown(static function () use ($charge): void {
            $charge->amount = 5;
        })->getMessage());
        self::assertInstanceOf(\LogicException::class, self::thrown(static function () use ($charge): void {
            $charge['amount'] = 5;
        }));
        self::assertInstanceOf(\LogicException::class, self::thrown(static function () use ($charge): void {
            $charge->tomorrow = 5;
        }));
        self::assertInstanceOf(\LogicException::class, self::thrown(static function () use ($charge): void {
            unset($charge['amount']);
        }));
        self::assertStringContainsString('readonly', self::thrown(static function () use ($charge): void {
            unset($charge->amount);
        })->getMessage());
        self::assertInstanceOf(\Error::class, self::thrown(static function () use ($charge): void {
            $charge->amount++;
        }));
        self::assertSame(2000, $charge->amount);
    }

    public function testWhatIsReadCannotBeUsedToChangeAnObject(): void
    {
        $charge = self::charge(metadata: ['order' => '42']);
        $data = $charge->toArray();
        $data['source']['last4'] = '0000';
        $metadata = $charge['metadata'];
        $metadata['order'] = '43';
        self::assertSame('4242', $charge->source->last4);
        self::assertSame('42', $charge->metadata['order']);
    }

    public function testObjectsAreSerializedWhole(): void
    {
        $charge = self::charge(metadata: ['order' => '42']);
        $again = \unserialize(\serialize($charge));
        self::assertInstanceOf(Charge::class, $again);
        self::assertSame(\json_encode($charge), \json_encode($again));
        self::assertSame(2000, $again->amount);
        self::assertSame($charge->lastResponse->requestId, $again->lastResponse?->requestId);

        $page = self::client()->charges->list(limit: 1);
        $again = \unserialize(\serialize($page));
        self::assertInstanceOf(Collection::class, $again);
        self::assertEquals($page->data[0]->id, $again->data[0]->id);
        self::assertInstanceOf(\LogicException::class, self::thrown($again->autoPagingIterator(...)));

        $forged = \preg_replace('/s:14:"NextGen.Charge"/', 's:11:"ArrayObject"', \serialize($page));
        self::assertInstanceOf(\UnexpectedValueException::class, self::thrown(static fn () => \unserialize($forged)));
    }

    public function testNamesThatMeanSomethingInPhpAreData(): void
    {
        $charge = new Charge(Json::read('{"__proto__":1,"class":2,"raw":3,"lastResponse":4,"__construct":5,"0":6,"":7}'));
        foreach (['__proto__' => 1, 'class' => 2, 'raw' => 3, 'lastResponse' => 4, '__construct' => 5, '0' => 6, '' => 7] as $name => $value) {
            self::assertSame($value, $charge[(string) $name], (string) $name);
        }
        self::assertNull($charge->lastResponse);
        self::assertSame(2, $charge->class);
    }

    public function testStringsOutliveTheirReply(): void
    {
        $ids = [];
        for ($n = 0; $n < 20; $n++) {
            $ids[] = self::charge(description: "number {$n}");
        }
        \gc_collect_cycles();
        foreach ($ids as $n => $charge) {
            self::assertSame("number {$n}", $charge->description);
        }
        self::assertCount(20, \array_unique(\array_map(static fn (Charge $charge): string => $charge->id, $ids)));
    }

    /** @return array<array-key, mixed> */
    private static function raw(ApiObject $object): array
    {
        return (fn (): array => $this->raw)->call($object);
    }
}
