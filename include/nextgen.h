/* Written by `make surface` from bindings-c. Do not edit.
 *
 * The C ABI of the NextGen SDK. Requests and options are JSON texts with their lengths; answers and
 * errors are JSON texts that belong to a reply. Every function may be called from any thread. A handle
 * that was freed, or never was one, is refused and not followed. Nothing panics, aborts or prints. */

#ifndef NEXTGEN_H
#define NEXTGEN_H

#include <stddef.h>
#include <stdint.h>

/**
 * It worked.
 */
#define NEXTGEN_OK 0

/**
 * The SDK met a fault of its own.
 */
#define NEXTGEN_ERROR 1

/**
 * The server is at fault, or the answer is no API answer.
 */
#define NEXTGEN_ERROR_API 2

/**
 * There is no API key, or not a valid one (401).
 */
#define NEXTGEN_ERROR_AUTHENTICATION 3

/**
 * This API key may not do that (403).
 */
#define NEXTGEN_ERROR_PERMISSION 4

/**
 * The request is wrong, or names what does not exist (400, 404, or refused before sending).
 */
#define NEXTGEN_ERROR_INVALID_REQUEST 5

/**
 * The parameters were right but the card was declined (402).
 */
#define NEXTGEN_ERROR_CARD 6

/**
 * The idempotency key was used with other parameters, or is in use at this moment (400, 409).
 */
#define NEXTGEN_ERROR_IDEMPOTENCY 7

/**
 * Too many requests (429).
 */
#define NEXTGEN_ERROR_RATE_LIMIT 8

/**
 * No complete answer came: the network, TLS or a proxy failed, or the call was stopped.
 */
#define NEXTGEN_ERROR_API_CONNECTION 9

/**
 * No complete answer came in time.
 */
#define NEXTGEN_ERROR_API_TIMEOUT 10

/**
 * A webhook's signature does not prove that NextGen sent it.
 */
#define NEXTGEN_ERROR_SIGNATURE_VERIFICATION 11

/**
 * A webhook is signed rightly but its body is no event.
 */
#define NEXTGEN_ERROR_INVALID_PAYLOAD 12

/**
 * An option, an argument or a handle cannot be used.
 */
#define NEXTGEN_ERROR_CONFIGURATION 13

/**
 * A client: an API key, options and kept-alive connections. Safe to use from many threads at once.
 */
typedef struct nextgen_client nextgen_client;

/**
 * What a function brought back, success or error. The texts read from it belong to it.
 */
typedef struct nextgen_reply nextgen_reply;

/**
 * Is asked every 25 ms, on the calling thread, while a call waits; anything but 0 ends the call with
 * an error of code `stopped`. It must not throw or jump out.
 */
typedef int32_t (*nextgen_stop_hook)(void *data);

/**
 * Is told, on the calling thread, what happens in a call, as a JSON object: `call` (a number), `method`,
 * `path` and `what`, which is `begun`, `attempt_ended` (`attempt`, `status`, `request_id`, `failure`,
 * `took`), `retry_planned` (`attempt`, `delay`) or `ended` (`attempts`, `status`, `request_id`, `error`,
 * `took`). Times are in seconds. It must not throw or jump out. The text ends by NUL and is gone when
 * the function returns.
 */
typedef void (*nextgen_notice_hook)(void *data, const char *notice, size_t len);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Returns the version of the library, such as `0.1.0`. The text is never freed.
 */
const char *nextgen_version(void);

/**
 * Makes a client; nothing is sent.
 *
 * `options` is a JSON object: `api_key`, `base_url`, `ca_bundle` (a PEM file's path), `proxy`, `timeout`,
 * `connect_timeout`, `deadline` (seconds), `max_retries`, `api_version`, `app_info` (`name`, `version`,
 * `url`), `env` (true: what is missing is taken from `NEXTGEN_API_KEY`, `NEXTGEN_BASE_URL`,
 * `NEXTGEN_CA_BUNDLE` and `NEXTGEN_PROXY`), `shared` (true: clients of the same options share one pool
 * of connections, which outlives them), and `host` (`lang`, `lang_version`, `bindings_version`) for
 * bindings of other languages.
 *
 * The client is written to `client` and is freed by `nextgen_client_free`. When the status is not
 * `NEXTGEN_OK`, NULL is written there, and the error to `reply` (which may be NULL).
 *
 * What the caller must see to:
 * `options` has `options_len` bytes to read; `client` and `reply` are null, or can be written.
 */
int32_t nextgen_client_new(const char *options,
                           size_t options_len,
                           struct nextgen_client **client,
                           struct nextgen_reply **reply);

/**
 * Makes a client whose calls have other options too, over the connections of the one given.
 *
 * `options` are those of a call, as in `nextgen_call`, but for `extra_params`. Either client may be
 * freed first. All else is as in `nextgen_client_new`.
 *
 * What the caller must see to:
 * `options` has `options_len` bytes to read; `with` and `reply` are null, or can be written.
 */
int32_t nextgen_client_with(const struct nextgen_client *client,
                            const char *options,
                            size_t options_len,
                            struct nextgen_client **with,
                            struct nextgen_reply **reply);

/**
 * Frees a client; calls that other threads still make with it end as they would. NULL is taken and
 * ignored; a client that was freed before is refused with `NEXTGEN_ERROR_CONFIGURATION`.
 */
int32_t nextgen_client_free(struct nextgen_client *client);

/**
 * Makes a call and waits for its answer.
 *
 * `request` is a JSON object: either `operation` (`charges.create`) with `id` where the path has one, or
 * `method` (`GET`, `POST`, `DELETE`) and `path` (`/charges`) for anything else; then `params`, an object,
 * and `options`, an object: `idempotency_key`, `api_key`, `timeout`, `connect_timeout`, `deadline`
 * (seconds), `max_retries`, `extra_headers` (by name) and `extra_params` (parameters that this version
 * does not know). A value that JSON cannot carry is given as `{"\u0000": "what it is"}` and refused by
 * name.
 *
 * `stop` and `notice` may be NULL; `data` is handed to both. `reply` must not be NULL: whatever the
 * status, a reply is written there, to be freed by `nextgen_reply_free`.
 *
 * What the caller must see to:
 * `request` has `request_len` bytes to read; `reply` is null, or can be written; the hooks can be
 * called with `data` until the function returns.
 */
int32_t nextgen_call(const struct nextgen_client *client,
                     const char *request,
                     size_t request_len,
                     nextgen_stop_hook stop,
                     nextgen_notice_hook notice,
                     void *data,
                     struct nextgen_reply **reply);

/**
 * Makes a call as `nextgen_call` does, for PHP: returns what its `unserialize` reads, a list of an empty object, to
 * which the answer refers, of the answer, and of its status, headers, request id, idempotency key and attempts.
 *
 * The text is as that of `nextgen_event_php`.
 *
 * What the caller must see to:
 * As for `nextgen_call`.
 */
const char *nextgen_call_php(const struct nextgen_client *client,
                             const char *request,
                             size_t request_len,
                             nextgen_stop_hook stop,
                             nextgen_notice_hook notice,
                             void *data,
                             struct nextgen_reply **reply);

/**
 * Finds out which page of a list follows.
 *
 * `params` are the parameters that the page was asked for with, and `page` its body; of the page only
 * `has_more` and the ids of the first and last object of `data` matter. The reply's body is a JSON
 * object: `backward` (true when the objects of each page are to be walked from its end), `next`, what to
 * set among the parameters for the next page (`{"starting_after": "ch_…"}`), and `trail`, a text that says
 * where paging has been; the latter two are null at the end.
 *
 * `trail` is the text that came with the parameters of this page; none, of length 0, for the first page.
 *
 * When the list says that there is more but does not move on, or goes round, the status is `NEXTGEN_ERROR_API`; the
 * reply then has the error, and `backward` all the same: the objects of this page are good.
 *
 * What the caller must see to:
 * The texts have as many bytes to read as is said; `reply` is null, or can be written.
 */
int32_t nextgen_next_page(const char *params,
                          size_t params_len,
                          const char *trail,
                          size_t trail_len,
                          const char *page,
                          size_t page_len,
                          struct nextgen_reply **reply);

/**
 * Verifies that NextGen sent `payload`, and that it is an event: a whole, strict JSON object.
 *
 * `payload` is the body exactly as received, `header` the value of `NextGen-Signature`. `options` is a
 * JSON object: `secret` (the endpoint's secret, or a list of up to five while one replaces another),
 * `tolerance` (seconds that the signature's time may lie before or after now, 1 to 86400; 300 when left
 * out; null leaves the time unchecked) and `now` (unix seconds; the system's time when left out).
 *
 * On success nothing is written but the status, and NULL to `reply`: the event is the payload. With the
 * option `form` set to `php` the reply's body is what `nextgen_event_php` returns, to be taken by
 * `nextgen_reply_bytes`. On failure the error is written to `reply` (which may be NULL).
 *
 * What the caller must see to:
 * The texts have as many bytes to read as is said; `reply` is null, or can be written.
 */
int32_t nextgen_event(const char *payload,
                      size_t payload_len,
                      const char *header,
                      size_t header_len,
                      const char *options,
                      size_t options_len,
                      struct nextgen_reply **reply);

/**
 * Verifies that NextGen sent `payload`, whatever is in it. All else is as in `nextgen_event`.
 *
 * What the caller must see to:
 * The texts have as many bytes to read as is said; `reply` is null, or can be written.
 */
int32_t nextgen_verify(const char *payload,
                       size_t payload_len,
                       const char *header,
                       size_t header_len,
                       const char *options,
                       size_t options_len,
                       struct nextgen_reply **reply);

/**
 * Verifies that NextGen sent `payload`, with one secret and at the system's time: for hosts to whom
 * options as JSON would cost as much as the verification.
 *
 * `tolerance` is how many seconds the signature's time may lie before or after now, 1 to 86400. All else is
 * as in `nextgen_verify`.
 *
 * What the caller must see to:
 * The texts have as many bytes to read as is said; `reply` is null, or can be written.
 */
int32_t nextgen_check(const char *payload,
                      size_t payload_len,
                      const char *header,
                      size_t header_len,
                      const char *secret,
                      size_t secret_len,
                      int64_t tolerance,
                      struct nextgen_reply **reply);

/**
 * Verifies an event as `nextgen_check` does, for PHP: returns what its `unserialize` reads, a list of an empty object,
 * to which the event refers, and of the event.
 *
 * The text ends by NUL, lives until the same thread calls a function for PHP again, and must not be freed; NULL is
 * written to `reply`. Where NULL is returned the reply has the error; or, where the text is over 1 MiB long or has a
 * NUL in it, the text, to be taken by `nextgen_reply_bytes`.
 *
 * What the caller must see to:
 * As for `nextgen_check`.
 */
const char *nextgen_event_php(const char *payload,
                              size_t payload_len,
                              const char *header,
                              size_t header_len,
                              const char *secret,
                              size_t secret_len,
                              int64_t tolerance,
                              struct nextgen_reply **reply);

/**
 * Signs a payload as NextGen would, for tests; the header's value is the body of the reply.
 *
 * `options` is a JSON object: `secret`, and `timestamp` (unix seconds; now when left out).
 *
 * What the caller must see to:
 * The texts have as many bytes to read as is said; `reply` is null, or can be written.
 */
int32_t nextgen_sign(const char *payload,
                     size_t payload_len,
                     const char *options,
                     size_t options_len,
                     struct nextgen_reply **reply);

/**
 * Returns the body of the answer, a JSON object exactly as the server sent it; for `nextgen_sign`
 * the header, for `nextgen_next_page` its JSON object. NULL when there is none.
 *
 * The text ends by NUL, its length without the NUL is written to `len` (which may be NULL), and it
 * lives until the reply is freed.
 *
 * What the caller must see to:
 * `len` is null, or can be written.
 */
const char *nextgen_reply_body(const struct nextgen_reply *reply, size_t *len);

/**
 * Returns the body as bytes, some of which may be NUL: that of `nextgen_call_php`, `nextgen_event_php`, or an
 * event whose `form` is `php`. NULL when there is none. All else is as in `nextgen_reply_body`.
 *
 * What the caller must see to:
 * `len` is null, or can be written.
 */
const uint8_t *nextgen_reply_bytes(const struct nextgen_reply *reply,
                                   size_t *len);

/**
 * Returns how the answer came, as a JSON object: `status`, `headers` (by name in lower case),
 * `request_id`, `idempotency_key`, `attempts`. NULL when no answer of the API came.
 *
 * The text is as that of `nextgen_reply_body`.
 *
 * What the caller must see to:
 * `len` is null, or can be written.
 */
const char *nextgen_reply_response(const struct nextgen_reply *reply, size_t *len);

/**
 * Returns what went wrong, as a JSON object: `class` (such as `CardError`), `message`, `type`, `code`,
 * `param`, `decline_code`, `charge`, `doc_url`, `request_log_url`, `http_status`, `request_id`,
 * `headers`, `body`, `should_retry`, `idempotency_key`, `attempts`, `outcome_unknown`. NULL when nothing
 * went wrong.
 *
 * The text is as that of `nextgen_reply_body`.
 *
 * What the caller must see to:
 * `len` is null, or can be written.
 */
const char *nextgen_reply_error(const struct nextgen_reply *reply,
                                size_t *len);

/**
 * Returns one value of the error, or of the body where there is no error, by its JSON pointer
 * (`/source/last4`): a text as it is, anything else as JSON. NULL when there is none, or it is null.
 *
 * The text is as that of `nextgen_reply_body`.
 *
 * What the caller must see to:
 * `pointer` is null or has `pointer_len` bytes to read; `len` is null, or can be written.
 */
const char *nextgen_reply_field(const struct nextgen_reply *reply,
                                const char *pointer,
                                size_t pointer_len,
                                size_t *len);

/**
 * Frees a reply and all texts read from it. NULL is taken and ignored; a reply that was freed before
 * is refused with `NEXTGEN_ERROR_CONFIGURATION`.
 */
int32_t nextgen_reply_free(struct nextgen_reply *reply);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* NEXTGEN_H */
