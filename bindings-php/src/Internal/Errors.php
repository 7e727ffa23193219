<?php

declare(strict_types=1);

namespace NextGen\Internal;

use NextGen\Exception\InvalidRequestException;
use NextGen\Exception\NextGenException;
use NextGen\Exception\WrongTypeError;

/**
 * Makes exceptions of what the core reports.
 *
 * @internal
 */
final class Errors
{
    /** Makes the exception for an error as the core writes it; null where it could write none. */
    public static function make(?string $json): NextGenException
    {
        $details = \json_decode($json ?? '', true) ?? ['code' => 'panic', 'outcome_unknown' => true];
        $class = ExceptionTypes::ALL[$details['class'] ?? ''] ?? NextGenException::class;

        return new $class($details['message'] ?? 'The SDK met a fault of its own.', $details);
    }

    /** Returns a refusal of a value as PHP's own kind of error where the value's type was wrong. */
    public static function typed(NextGenException $error, array|\stdClass $params): NextGenException|WrongTypeError
    {
        if (!$error instanceof InvalidRequestException || $error->errorCode !== 'parameter_invalid_integer') {
            return $error;
        }
        $given = ((array) $params)[$error->param] ?? null;
        if ($error->attempts > 0 || $given === null || \is_int($given)) {
            return $error;
        }

        return self::wrongType($error->param, $error->getMessage(), $error->errorCode);
    }

    /** Makes the error for an argument of a wrong type. */
    public static function wrongType(?string $param, string $message, string $code = 'parameter_invalid'): WrongTypeError
    {
        return new WrongTypeError($message, [
            'type' => 'invalid_request_error',
            'code' => $code,
            'param' => $param,
        ]);
    }
}
