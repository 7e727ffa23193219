<?php // Written by `make surface` from the core's table. Do not edit.

declare(strict_types=1);

namespace NextGen\Internal;

/**
 * What the library has, as FFI::cdef reads it; include/nextgen.h has the docs. Types are as short as can be, since
 * PHP reads them in every web request.
 *
 * @internal
 */
final class Header
{
    /** What nearly every request needs. */
    public const EACH_REQUEST = <<<'C'
        typedef void *nextgen_places[2];
        const char *nextgen_version(void);
        int32_t nextgen_client_new(const char *, size_t, void **, void **);
        int32_t nextgen_client_free(void *);
        const char *nextgen_call_php(void *, const char *, size_t, void *, void *, void *, void **);
        int32_t nextgen_check(const char *, size_t, const char *, size_t, const char *, size_t, int64_t, void **);
        const char *nextgen_event_php(const char *, size_t, const char *, size_t, const char *, size_t, int64_t, void **);
        C;

    /** All else. */
    public const OTHERS = <<<'C'
        typedef int32_t (*nextgen_stop_hook)(void *data);
        typedef void (*nextgen_notice_hook)(void *data, const char *notice, size_t len);
        int32_t nextgen_client_with(void *, const char *, size_t, void **, void **);
        int32_t nextgen_call(void *, const char *, size_t, void *, void *, void *, void **);
        int32_t nextgen_next_page(const char *, size_t, const char *, size_t, const char *, size_t, void **);
        int32_t nextgen_event(const char *, size_t, const char *, size_t, const char *, size_t, void **);
        int32_t nextgen_verify(const char *, size_t, const char *, size_t, const char *, size_t, void **);
        int32_t nextgen_sign(const char *, size_t, const char *, size_t, void **);
        const char *nextgen_reply_body(void *, size_t *);
        const uint8_t *nextgen_reply_bytes(void *, size_t *);
        const char *nextgen_reply_response(void *, size_t *);
        const char *nextgen_reply_error(void *, size_t *);
        const char *nextgen_reply_field(void *, const char *, size_t, size_t *);
        int32_t nextgen_reply_free(void *);
        C;
}
