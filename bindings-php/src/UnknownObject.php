<?php

declare(strict_types=1);

namespace NextGen;

/** An object of a kind that this version does not know; all its fields are there by name and by key. */
final class UnknownObject extends ApiObject
{
}
