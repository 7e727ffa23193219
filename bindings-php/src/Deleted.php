<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/** The notice that an object was deleted. */
final class Deleted extends ApiObject
{
    /** The id that the object had. */
    public readonly ?string $id;

    /** The kind of object that it was. */
    public readonly ?string $object;

    /** Always true. */
    public readonly ?bool $deleted;

    protected function read(\stdClass $raw): void
    {
        $this->id = \is_string($value = $raw->id ?? null) ? $value : null;
        $this->object = \is_string($value = $raw->object ?? null) ? $value : null;
        $this->deleted = \is_bool($value = $raw->deleted ?? null) ? $value : null;
    }
}
