<?php

declare(strict_types=1);

namespace NextGen;

use NextGen\Internal\Json;
use NextGen\Internal\ObjectTypes;
use NextGen\Internal\Pager;

/**
 * A page of objects, newest first.
 *
 * @template T of ApiObject
 *
 * @implements \IteratorAggregate<int, T>
 *
 * @property-read string|null $object Always `list`.
 * @property-read bool|null $has_more Whether there are more behind this page.
 * @property-read string|null $url The path that the page came from; never followed.
 */
final class Collection extends ApiObject implements \IteratorAggregate, \Countable
{
    protected const FIELDS = ['object' => 'string', 'data' => '', 'has_more' => 'boolean', 'url' => 'string'];

    /**
     * The objects of this page.
     *
     * @var list<T>
     */
    public readonly array $data;

    /**
     * @internal
     *
     * @param array<array-key, mixed> $raw As `Json::read` returns it.
     * @param class-string<T>|null $class The class of its objects; null where each says by itself what it is.
     */
    public function __construct(
        array $raw,
        private readonly ?string $class = null,
        ?LastResponse $lastResponse = null,
        private readonly ?Pager $pager = null,
    ) {
        parent::__construct($raw, $lastResponse);
        $this->data = $this->items($raw['data'] ?? null);
    }

    /**
     * Goes through all objects, fetching page after page: newest first, or, when only `ending_before` was
     * given, backward from there.
     *
     * @return \Generator<int, T>
     *
     * @throws Exception\NextGenException
     */
    public function autoPagingIterator(): \Generator
    {
        if ($this->pager === null) {
            throw new \LogicException(
                'Only a list that was asked for has further pages; this one came inside another object. '
                . 'List its objects by the client, or walk through its data.',
            );
        }

        return $this->pager->walk($this);
    }

    /** @return \ArrayIterator<int, T> */
    public function getIterator(): \ArrayIterator
    {
        return new \ArrayIterator($this->data);
    }

    /** Returns how many objects this page holds. */
    public function count(): int
    {
        return \count($this->data);
    }

    public function __serialize(): array
    {
        return parent::__serialize() + ['class' => $this->class];
    }

    public function __unserialize(array $data): void
    {
        $class = $data['class'];
        if ($class !== null && !\is_a($class, ApiObject::class, true)) {
            throw new \UnexpectedValueException('The serialized list is damaged.');
        }
        $this->class = $class;
        $this->pager = null;
        parent::__unserialize($data);
        $this->data = $this->items($this->raw['data'] ?? null);
    }

    protected function part(string $name, mixed $raw): mixed
    {
        // Asked for by key; as a property it is there.
        return $this->data;
    }

    /** @return list<T> */
    private function items(mixed $raw): array
    {
        $items = [];
        $class = $this->class;
        foreach (\is_array($raw) && \array_is_list($raw) ? $raw : [] as $item) {
            // Nearly all are of this kind; to look at each in the way below would take longer than to make them.
            if ($class !== null && \is_array($item) && !\array_is_list($item)) {
                $items[] = new $class($item);
                continue;
            }
            $map = self::map($item);
            $items[] = match (true) {
                $map === null => Json::plain($item),
                $class === null => ObjectTypes::make($map),
                default => new $class($map),
            };
        }

        return $items;
    }
}
