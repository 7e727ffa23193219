<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\ApiObject;
use NextGen\Collection;
use NextGen\RequestOptions;

/**
 * Walks through all pages of a list; which follows which, the core says.
 *
 * @internal
 */
final class Pager
{
    /**
     * @param class-string<ApiObject> $class
     * @param array<string, mixed> $params
     */
    public function __construct(
        private readonly Core $core,
        private readonly string $class,
        private readonly string $operation,
        private readonly array $params,
        private readonly ?RequestOptions $options,
    ) {
    }

    /** @return \Generator<int, ApiObject> */
    public function walk(Collection $page): \Generator
    {
        $params = $this->params;
        $trail = '';
        while (true) {
            [$answer, $error] = self::next(Params::options($params), $trail, self::ends($page));
            $answer = \json_decode($answer, true);
            foreach ($answer['backward'] ?? false ? \array_reverse($page->data) : $page->data as $object) {
                yield $object;
            }
            if ($error !== null) {
                throw $error;
            }
            if (($answer['next'] ?? null) === null) {
                return;
            }
            $params = $answer['next'] + $params;
            $trail = $answer['trail'];
            $page = $this->core->list($this->class, $this->operation, $params, $this->options);
        }
    }

    /**
     * Finds the page that follows one.
     *
     * @return array{string, ?\Throwable} The answer, and the error that follows this page's objects.
     */
    private static function next(string $params, string $trail, string $page): array
    {
        $library = Library::claim();
        $status = Library::others()->nextgen_next_page(
            $params,
            \strlen($params),
            $trail,
            \strlen($trail),
            $page,
            \strlen($page),
            $library->place,
        );
        $reply = $library->place[0];
        try {
            $error = $status === Library::OK ? null : $library->error($reply);
            $answer = $reply === null ? null : Library::others()->nextgen_reply_body($reply, null);

            return [$answer ?? throw $error ?? Errors::make(null), $error];
        } finally {
            $library->free($reply);
        }
    }

    /** Writes as much of a page as its successor depends on. */
    private static function ends(Collection $page): string
    {
        $id = static fn (mixed $object): ?string => $object instanceof ApiObject ? $object->id ?? null : null;
        $data = $page->data;
        $ends = $data === [] ? [] : [['id' => $id($data[0])], ['id' => $id($data[\count($data) - 1])]];

        return Json::write(['data' => $ends, 'has_more' => $page->has_more ?? false]);
    }
}
