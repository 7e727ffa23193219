<?php

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * All that is known of an error. `getCode()` is the HTTP status; the API's code is `$errorCode`, or
 * `$code`.
 *
 * @internal
 */
trait ErrorDetails
{
    /** The API's type of the error: `card_error`, `invalid_request_error`, … */
    public readonly ?string $type;

    /** The code that programs match on: `card_declined`, `parameter_missing`, `mismatch`, … */
    public readonly ?string $errorCode;

    /** The name of the parameter or option at fault. */
    public readonly ?string $param;

    /** Why the card's issuer declined: `insufficient_funds`, … */
    public readonly ?string $declineCode;

    /** The id of the charge that failed. */
    public readonly ?string $charge;

    /** Where the documentation explains the code. */
    public readonly ?string $docUrl;

    /** Where the Dashboard shows the request. */
    public readonly ?string $requestLogUrl;

    /** The HTTP status of the answer, where there was one. */
    public readonly ?int $httpStatus;

    /** The id of the request, to quote to support. */
    public readonly ?string $requestId;

    /**
     * The headers of the answer by their names in lower case.
     *
     * @var array<string, string>
     */
    public readonly array $headers;

    /** The body of the answer; at most its first KiB where it is no API answer. */
    public readonly ?string $body;

    /** Whether the same call may work if it is made again later. */
    public readonly bool $shouldRetry;

    /** The key that the request carried on every attempt; call again with it to learn what became of it. */
    public readonly ?string $idempotencyKey;

    /** How many attempts were made; 0 when nothing was sent. */
    public readonly int $attempts;

    /** Whether the request may have been carried out although no answer says so. */
    public readonly bool $outcomeUnknown;

    /** @param array<string, mixed> $details As the core writes them. */
    public function __construct(string $message, array $details = [], ?\Throwable $previous = null)
    {
        parent::__construct($message, $details['http_status'] ?? 0, $previous);
        $this->type = $details['type'] ?? null;
        $this->errorCode = $details['code'] ?? null;
        $this->param = $details['param'] ?? null;
        $this->declineCode = $details['decline_code'] ?? null;
        $this->charge = $details['charge'] ?? null;
        $this->docUrl = $details['doc_url'] ?? null;
        $this->requestLogUrl = $details['request_log_url'] ?? null;
        $this->httpStatus = $details['http_status'] ?? null;
        $this->requestId = $details['request_id'] ?? null;
        $this->headers = $details['headers'] ?? [];
        $this->body = $details['body'] ?? null;
        $this->shouldRetry = $details['should_retry'] ?? false;
        $this->idempotencyKey = $details['idempotency_key'] ?? null;
        $this->attempts = $details['attempts'] ?? 0;
        $this->outcomeUnknown = $details['outcome_unknown'] ?? false;
    }

    /** Reads `$e->code` and `$e->message`, which PHP hides, as they are named in the other languages. */
    public function __get(string $name): mixed
    {
        if ($name === 'message') {
            return $this->getMessage();
        }
        if ($name !== 'code') {
            \trigger_error(\sprintf('Undefined property: %s::$%s', static::class, $name), \E_USER_WARNING);

            return null;
        }

        return $this->errorCode;
    }

    public function __isset(string $name): bool
    {
        return $name === 'message' || ($name === 'code' && $this->errorCode !== null);
    }

    public function getType(): ?string
    {
        return $this->type;
    }

    public function getErrorCode(): ?string
    {
        return $this->errorCode;
    }

    public function getParam(): ?string
    {
        return $this->param;
    }

    public function getDeclineCode(): ?string
    {
        return $this->declineCode;
    }

    public function getCharge(): ?string
    {
        return $this->charge;
    }

    public function getDocUrl(): ?string
    {
        return $this->docUrl;
    }

    public function getRequestLogUrl(): ?string
    {
        return $this->requestLogUrl;
    }

    public function getHttpStatus(): ?int
    {
        return $this->httpStatus;
    }

    public function getRequestId(): ?string
    {
        return $this->requestId;
    }

    /** @return array<string, string> */
    public function getHeaders(): array
    {
        return $this->headers;
    }

    public function getBody(): ?string
    {
        return $this->body;
    }

    public function getShouldRetry(): bool
    {
        return $this->shouldRetry;
    }

    public function getIdempotencyKey(): ?string
    {
        return $this->idempotencyKey;
    }

    public function getAttempts(): int
    {
        return $this->attempts;
    }

    public function getOutcomeUnknown(): bool
    {
        return $this->outcomeUnknown;
    }
}
