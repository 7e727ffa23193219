<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen;

/**
 * The notice that an object was deleted.
 *
 * @property-read string|null $id The id that the object had.
 * @property-read string|null $object The kind of object that it was.
 * @property-read bool|null $deleted Always true.
 */
final class Deleted extends ApiObject
{
    protected const FIELDS = [
        'id' => 'string',
        'object' => 'string',
        'deleted' => 'boolean',
    ];
}
