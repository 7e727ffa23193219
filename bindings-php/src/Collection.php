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
 */
final class Collection extends ApiObject implements \IteratorAggregate, \Countable
{
    /** Always `list`. */
    public readonly ?string $object;

    /**
     * The objects of this page.
     *
     * @var list<T>
     */
    public readonly array $data;

    /** Whether there are more behind this page. */
    public readonly ?bool $has_more;

    /** The path that the page came from; never followed. */
    public readonly ?string $url;

    /**
     * @internal
     *
     * @param class-string<T>|null $class The class of its objects; null where each says by itself what it is.
     */
    public function __construct(
        \stdClass $raw,
        private readonly ?string $class = null,
        ?LastResponse $lastResponse = null,
        private readonly ?Pager $pager = null,
    ) {
        parent::__construct($raw, $lastResponse);
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
    }

    protected function read(\stdClass $raw): void
    {
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->has_more = \is_bool($value = $raw->has_more ?? null) ? $value : null;
        $this->url = \is_string($value = $raw->url ?? null) ? $value : null;
        $items = [];
        foreach (\is_array($value = $raw->data ?? null) ? $value : [] as $item) {
            $items[] = match (true) {
                !$item instanceof \stdClass => Json::plain($item),
                $this->class === null => ObjectTypes::make($item),
                default => new $this->class($item),
            };
        }
        $this->data = $items;
    }
}
