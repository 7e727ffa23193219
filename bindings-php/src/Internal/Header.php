<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * What the library has, as FFI::cdef reads it; include/nextgen.h has the docs.
 *
 * @internal
 */
final class Header
{
    public const TEXT = <<<'C'
        typedef struct nextgen_client nextgen_client;
        typedef struct nextgen_reply nextgen_reply;
        typedef int32_t (*nextgen_stop_hook)(void *data);
        typedef void (*nextgen_notice_hook)(void *data, const char *notice, size_t len);
        const char *nextgen_version(void);
        int32_t nextgen_client_new(const char *options, size_t options_len, struct nextgen_client **client, struct nextgen_reply **reply);
        int32_t nextgen_client_with(const struct nextgen_client *client, const char *options, size_t options_len, struct nextgen_client **with, struct nextgen_reply **reply);
        int32_t nextgen_client_free(struct nextgen_client *client);
        int32_t nextgen_call(const struct nextgen_client *client, const char *request, size_t request_len, nextgen_stop_hook stop, nextgen_notice_hook notice, void *data, struct nextgen_reply **reply);
        int32_t nextgen_next_page(const char *params, size_t params_len, const char *trail, size_t trail_len, const char *page, size_t page_len, struct nextgen_reply **reply);
        int32_t nextgen_event(const char *payload, size_t payload_len, const char *header, size_t header_len, const char *options, size_t options_len, struct nextgen_reply **reply);
        int32_t nextgen_verify(const char *payload, size_t payload_len, const char *header, size_t header_len, const char *options, size_t options_len, struct nextgen_reply **reply);
        int32_t nextgen_check(const char *payload, size_t payload_len, const char *header, size_t header_len, const char *secret, size_t secret_len, int64_t tolerance, int32_t what, struct nextgen_reply **reply);
        int32_t nextgen_sign(const char *payload, size_t payload_len, const char *options, size_t options_len, struct nextgen_reply **reply);
        const char *nextgen_reply_body(const struct nextgen_reply *reply, size_t *len);
        const uint8_t *nextgen_reply_bytes(const struct nextgen_reply *reply, size_t *len);
        const char *nextgen_reply_response(const struct nextgen_reply *reply, size_t *len);
        const char *nextgen_reply_error(const struct nextgen_reply *reply, size_t *len);
        const char *nextgen_reply_field(const struct nextgen_reply *reply, const char *pointer, size_t pointer_len, size_t *len);
        int32_t nextgen_reply_free(struct nextgen_reply *reply);
        C;
}
