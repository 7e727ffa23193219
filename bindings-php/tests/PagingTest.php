<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Charge;
use NextGen\Collection;
use NextGen\Tests\Support\Sandbox;
use NextGen\Tests\Support\TestCase;

/** Lists, and the way through all of their pages. */
final class PagingTest extends TestCase
{
    private static string $customer;

    /** @var list<string> Newest first. */
    private static array $ids = [];

    public static function setUpBeforeClass(): void
    {
        self::$customer = (string) self::client()->customers->create(source: 'tok_visa')->id;
        for ($n = 0; $n < 5; $n++) {
            \array_unshift(self::$ids, self::charge(source: null, customer: self::$customer)->id);
        }
    }

    public function testAPageIsCountedAndWalkedThrough(): void
    {
        $page = self::client()->charges->list(limit: 3, customer: self::$customer);
        self::assertCount(3, $page);
        self::assertTrue($page->has_more);
        self::assertContainsOnlyInstancesOf(Charge::class, $page);
        self::assertSame(\array_slice(self::$ids, 0, 3), self::ids($page));
        self::assertSame(self::$ids[0], $page['data'][0]['id']);
        self::assertSame('list', $page->object);
    }

    public function testPagesFollowEachOther(): void
    {
        $walk = self::client()->charges->list(limit: 2, customer: self::$customer)->autoPagingIterator();
        self::assertInstanceOf(\Generator::class, $walk);
        self::assertSame(self::$ids, self::ids($walk));
    }

    public function testTheWalkGoesBackwardWhereOnlyEndingBeforeIsGiven(): void
    {
        $page = self::client()->charges->list(limit: 2, customer: self::$customer, ending_before: self::$ids[4]);
        self::assertSame(\array_reverse(\array_slice(self::$ids, 0, 4)), self::ids($page->autoPagingIterator()));
    }

    public function testAPageIsFetchedOnlyWhenTheWalkComesToIt(): void
    {
        self::assertCount(1, Sandbox::seen(static function (): void {
            foreach (self::client()->charges->list(limit: 2, customer: self::$customer)->autoPagingIterator() as $charge) {
                self::assertSame(self::$ids[0], $charge->id);
                break;
            }
        }));
    }

    public function testAListInsideAnObjectSaysThatItHasNoPages(): void
    {
        $charge = self::charge();
        self::client()->refunds->create(charge: $charge->id, amount: 5);
        $refunds = self::client()->charges->retrieve((string) $charge->id, expand: ['refunds'])->refunds;
        self::assertInstanceOf(Collection::class, $refunds);
        self::assertSame(5, $refunds->data[0]->amount);
        self::assertInstanceOf(\LogicException::class, self::thrown($refunds->autoPagingIterator(...)));
    }

    /** @return list<string> */
    private static function ids(iterable $charges): array
    {
        $ids = [];
        foreach ($charges as $charge) {
            $ids[] = $charge->id;
        }

        return $ids;
    }
}
