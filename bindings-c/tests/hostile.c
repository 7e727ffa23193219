/* Calls every function with arguments that no caller should give, and uses handles after they were freed.
 * Each must be refused by its status; nothing may crash, leak or print. Needs no network. */
#include <nextgen.h>

#include <stdio.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition)                                                       \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);    \
            failures++;                                                        \
        }                                                                      \
    } while (0)

static const char KEY[] = "{\"api_key\": \"sk_test_hostile\", \"base_url\": \"https://127.0.0.1:1/v1\"}";
static const size_t HUGE_LEN = (size_t)-1 / 2;

/* Makes a call that fills `reply`, and checks that it is refused by the name of the argument at fault. */
#define REFUSED(call, param)                                                   \
    do {                                                                       \
        int32_t refused_status = (call);                                       \
        refused(refused_status, reply, param);                                 \
    } while (0)

static void refused(int32_t status, nextgen_reply *reply, const char *param)
{
    const char *given = nextgen_reply_field(reply, "/param", 6, NULL);
    CHECK(status == NEXTGEN_ERROR_CONFIGURATION);
    CHECK(given != NULL && strcmp(given, param) == 0);
    CHECK(nextgen_reply_body(reply, NULL) == NULL);
    CHECK(nextgen_reply_response(reply, NULL) == NULL);
    CHECK(nextgen_reply_free(reply) == NEXTGEN_OK);
}

static void clients(void)
{
    nextgen_client *client = NULL;
    nextgen_client *second = NULL;
    nextgen_reply *reply = NULL;
    char place[2 * sizeof(void *)];
    int32_t status;

    REFUSED(nextgen_client_new(NULL, 5, &client, &reply), "options");
    REFUSED(nextgen_client_new(KEY, HUGE_LEN, &client, &reply), "options");
    REFUSED(nextgen_client_new(KEY, (size_t)-1, &client, &reply), "options");
    REFUSED(nextgen_client_new("[]", 2, &client, &reply), "options");
    REFUSED(nextgen_client_new("\xff", 1, &client, &reply), "options");
    REFUSED(nextgen_client_new("{\"shared\": 5}", 13, &client, &reply), "shared");
    REFUSED(nextgen_client_new(NULL, 0, &client, &reply), "api_key");
    CHECK(client == NULL);
    REFUSED(nextgen_client_new(KEY, strlen(KEY), NULL, &reply), "client");
    CHECK(nextgen_client_new(NULL, 5, NULL, NULL) == NEXTGEN_ERROR_CONFIGURATION);

    /* Places that are not aligned are written all the same. */
    status = nextgen_client_new(KEY, strlen(KEY), (nextgen_client **)(void *)(place + 1), NULL);
    CHECK(status == NEXTGEN_OK);
    memcpy(&client, place + 1, sizeof client);
    CHECK(nextgen_client_with(client, NULL, 0, &second, &reply) == NEXTGEN_OK && reply == NULL);
    CHECK(nextgen_client_free(second) == NEXTGEN_OK);
    REFUSED(nextgen_client_with(NULL, "{}", 2, &second, &reply), "client");
    REFUSED(nextgen_client_with(client, NULL, 2, &second, &reply), "options");
    REFUSED(nextgen_client_with(client, "{}", HUGE_LEN, &second, &reply), "options");
    REFUSED(nextgen_client_with(client, "{}", 2, NULL, &reply), "client");
    CHECK(second == NULL);
    CHECK(nextgen_client_with(client, "{}", 2, &second, NULL) == NEXTGEN_OK);
    CHECK(second != client);
    CHECK(nextgen_client_free(client) == NEXTGEN_OK);
    CHECK(nextgen_client_free(client) == NEXTGEN_ERROR_CONFIGURATION);
    REFUSED(nextgen_client_with(client, "{}", 2, &client, &reply), "client");
    REFUSED(nextgen_client_with(second, "{\"nothing\": 1}", 14, &client, &reply), "nothing");
    CHECK(nextgen_client_free(second) == NEXTGEN_OK);
    CHECK(nextgen_client_free(NULL) == NEXTGEN_OK);
    CHECK(nextgen_client_free((nextgen_client *)(void *)place) == NEXTGEN_ERROR_CONFIGURATION);
}

static void calls(void)
{
    const char *request = "{\"operation\": \"charges.list\", \"options\": {\"max_retries\": 0}}";
    nextgen_client *client = NULL;
    nextgen_reply *reply = NULL;
    nextgen_reply *freed;
    int32_t status;

    CHECK(nextgen_client_new(KEY, strlen(KEY), &client, NULL) == NEXTGEN_OK);
    REFUSED(nextgen_call(NULL, request, strlen(request), NULL, NULL, NULL, &reply), "client");
    REFUSED(nextgen_call(client, NULL, 1, NULL, NULL, NULL, &reply), "request");
    REFUSED(nextgen_call(client, request, HUGE_LEN, NULL, NULL, NULL, &reply), "request");
    REFUSED(nextgen_call(client, request, 10, NULL, NULL, NULL, &reply), "request");
    REFUSED(nextgen_call(client, "{}", 2, NULL, NULL, NULL, &reply), "request");
    REFUSED(nextgen_call(client, "{\"x\": 1}", 8, NULL, NULL, NULL, &reply), "request");
    CHECK(nextgen_call(client, request, strlen(request), NULL, NULL, NULL, NULL)
        == NEXTGEN_ERROR_CONFIGURATION);

    status = nextgen_call(client, request, strlen(request), NULL, NULL, NULL, &reply);
    CHECK(status == NEXTGEN_ERROR_API_CONNECTION);
    CHECK(nextgen_reply_error(reply, NULL) != NULL);
    freed = reply;
    CHECK(nextgen_reply_free(reply) == NEXTGEN_OK);
    CHECK(nextgen_reply_free(freed) == NEXTGEN_ERROR_CONFIGURATION);
    CHECK(nextgen_reply_error(freed, NULL) == NULL);

    /* A handle of one kind is none of the other. */
    CHECK(nextgen_reply_free((nextgen_reply *)(void *)client) == NEXTGEN_ERROR_CONFIGURATION);
    CHECK(nextgen_client_free(client) == NEXTGEN_OK);
    REFUSED(nextgen_call(client, request, strlen(request), NULL, NULL, NULL, &reply), "client");
}

static void pages(void)
{
    const char *page = "{\"data\": [{\"id\": \"ch_2\"}, {\"id\": \"ch_1\"}], \"has_more\": true}";
    const char *before = "{\"ending_before\": \"ch_3\"}";
    const char *stuck = "{\"starting_after\": \"ch_1\"}";
    nextgen_reply *reply = NULL, *round = NULL;
    const char *trail;
    size_t trail_len;

    CHECK(nextgen_next_page(NULL, 0, NULL, 0, page, strlen(page), &reply) == NEXTGEN_OK);
    CHECK(strcmp(nextgen_reply_field(reply, "/next/starting_after", 20, NULL), "ch_1") == 0);
    nextgen_reply_free(reply);
    CHECK(nextgen_next_page(before, strlen(before), NULL, 0, page, strlen(page), &reply) == NEXTGEN_OK);
    CHECK(strcmp(nextgen_reply_body(reply, NULL), "{\"backward\":true,\"next\":{\"ending_before\":\"ch_2\"},\"trail\":\"0 1 ch_2\"}") == 0);
    trail = nextgen_reply_field(reply, "/trail", 6, &trail_len);
    /* The same page once more: the server leads round. */
    CHECK(nextgen_next_page(before, strlen(before), trail, trail_len, page, strlen(page), &round) == NEXTGEN_ERROR_API);
    CHECK(strcmp(nextgen_reply_field(round, "/code", 5, NULL), "paging_stuck") == 0);
    nextgen_reply_free(round);
    nextgen_reply_free(reply);
    CHECK(nextgen_next_page(stuck, strlen(stuck), NULL, 0, page, strlen(page), &reply) == NEXTGEN_ERROR_API);
    CHECK(nextgen_reply_body(reply, NULL) != NULL && nextgen_reply_error(reply, NULL) != NULL);
    nextgen_reply_free(reply);
    REFUSED(nextgen_next_page(NULL, 0, NULL, 0, NULL, 3, &reply), "page");
    REFUSED(nextgen_next_page(NULL, 0, NULL, 0, "5", 1, &reply), "page");
    REFUSED(nextgen_next_page(stuck, HUGE_LEN, NULL, 0, page, strlen(page), &reply), "params");
    REFUSED(nextgen_next_page(NULL, 1, NULL, 0, page, strlen(page), &reply), "params");
    REFUSED(nextgen_next_page(NULL, 0, NULL, 1, page, strlen(page), &reply), "trail");
    REFUSED(nextgen_next_page(NULL, 0, "trail", HUGE_LEN, page, strlen(page), &reply), "trail");
    REFUSED(nextgen_next_page(NULL, 0, "ch_1 \xff", 6, page, strlen(page), &reply), "trail");
    CHECK(nextgen_next_page(NULL, 0, NULL, 0, page, strlen(page), NULL) == NEXTGEN_OK);
}

static void webhooks(void)
{
    const char *options = "{\"secret\": [\"whsec_a\", \"whsec_b\"], \"tolerance\": null}";
    nextgen_reply *reply = NULL;

    REFUSED(nextgen_event(NULL, 1, NULL, 0, options, strlen(options), &reply), "payload");
    REFUSED(nextgen_event("{}", 2, NULL, 1, options, strlen(options), &reply), "header");
    REFUSED(nextgen_event("{}", 2, "t", 1, NULL, 1, &reply), "options");
    REFUSED(nextgen_verify("{}", HUGE_LEN, "t", 1, options, strlen(options), &reply), "payload");
    REFUSED(nextgen_verify("{}", 2, "t", 1, NULL, 0, &reply), "secret");
    REFUSED(nextgen_verify("{}", 2, "t", 1, "{\"x\": 1}", 8, &reply), "options");
    REFUSED(nextgen_sign("{}", 2, "{\"secret\": 5}", 13, &reply), "secret");
    REFUSED(nextgen_sign(NULL, HUGE_LEN, options, strlen(options), &reply), "payload");
    CHECK(nextgen_verify("{}", 2, "\xff", 1, options, strlen(options), &reply)
        == NEXTGEN_ERROR_SIGNATURE_VERIFICATION);
    nextgen_reply_free(reply);
    CHECK(nextgen_verify("{}", 2, "t", 1, options, strlen(options), NULL)
        == NEXTGEN_ERROR_SIGNATURE_VERIFICATION);
    CHECK(nextgen_event("{}", 2, "t", 1, options, strlen(options), NULL)
        == NEXTGEN_ERROR_SIGNATURE_VERIFICATION);
    CHECK(nextgen_sign("{}", 2, options, strlen(options), NULL) == NEXTGEN_ERROR_CONFIGURATION);
    CHECK(nextgen_sign("{}", 2, "{\"secret\": \"whsec_a\"}", 21, NULL) == NEXTGEN_OK);
}

/* The check without options as JSON, and the event in the form that PHP reads. */
static void checks(void)
{
    const char *options = "{\"secret\": \"whsec_a\"}";
    const char *as_php = "{\"secret\": [\"whsec_a\"], \"form\": \"php\"}";
    const char *event = "{\"id\": \"\\u0000\"}";
    const char expected[] = "a:2:{i:0;O:8:\"stdClass\":0:{}i:1;a:00001:{s:02:\"id\";s:01:\"\0\";}}";
    const char *plain = "{\"id\": {}}";
    const char *text;
    const char *header;
    nextgen_reply *signature = NULL;
    nextgen_reply *reply = NULL;
    size_t header_len = 0;
    size_t len = 0;
    size_t wanted = sizeof expected - 1;

    CHECK(nextgen_sign(event, strlen(event), options, strlen(options), &signature) == NEXTGEN_OK);
    header = nextgen_reply_body(signature, &header_len);
    reply = signature;
    CHECK(nextgen_check(event, strlen(event), header, header_len, "whsec_a", 7, 300, &reply) == NEXTGEN_OK);
    CHECK(reply == NULL);
    reply = signature;
    CHECK(nextgen_event_php(event, strlen(event), header, header_len, "whsec_a", 7, 300, &reply) == NULL);
    CHECK(memcmp(nextgen_reply_bytes(reply, &len), expected, wanted) == 0 && len == wanted);
    CHECK(nextgen_reply_error(reply, NULL) == NULL);
    CHECK(nextgen_reply_free(reply) == NEXTGEN_OK);
    CHECK(nextgen_reply_bytes(reply, &len) == NULL && len == 0);
    CHECK(nextgen_event_php(event, strlen(event), header, header_len, "whsec_a", 7, 300, NULL) == NULL);
    CHECK(nextgen_event(event, strlen(event), header, header_len, as_php, strlen(as_php), &reply) == NEXTGEN_OK);
    CHECK(memcmp(nextgen_reply_bytes(reply, NULL), expected, wanted) == 0);
    CHECK(nextgen_reply_free(reply) == NEXTGEN_OK);
    REFUSED(nextgen_verify("{}", 2, "t", 1, as_php, strlen(as_php), &reply), "options");
    REFUSED(nextgen_event("{}", 2, "t", 1, "{\"form\": 5}", 11, &reply), "form");
    REFUSED(nextgen_check(NULL, 1, "t", 1, "whsec_a", 7, 300, &reply), "payload");
    REFUSED(nextgen_check("{}", 2, NULL, 1, "whsec_a", 7, 300, &reply), "header");
    REFUSED(nextgen_check("{}", 2, "t", 1, "whsec_a", HUGE_LEN, 300, &reply), "secret");
    REFUSED(nextgen_check("{}", 2, "t", 1, "\xff", 1, 300, &reply), "secret");
    REFUSED(nextgen_check("{}", 2, "t", 1, NULL, 0, 300, &reply), "secret");
    REFUSED(nextgen_check("{}", 2, "t", 1, "whsec_a", 7, 0, &reply), "tolerance");
    REFUSED(nextgen_check("{}", 2, "t", 1, "whsec_a", 7, -9223372036854775807, &reply), "tolerance");
    CHECK(nextgen_event_php("{}", 2, "t", 1, NULL, 7, 300, &reply) == NULL);
    CHECK(strcmp(nextgen_reply_field(reply, "/param", 6, NULL), "secret") == 0);
    CHECK(nextgen_reply_bytes(reply, NULL) == NULL);
    nextgen_reply_free(reply);
    CHECK(nextgen_event_php(event, strlen(event), header, header_len, "whsec_b", 7, 300, NULL) == NULL);
    nextgen_reply_free(signature);
    CHECK(nextgen_sign(plain, strlen(plain), options, strlen(options), &signature) == NEXTGEN_OK);
    header = nextgen_reply_body(signature, &header_len);
    reply = signature;
    text = nextgen_event_php(plain, strlen(plain), header, header_len, "whsec_a", 7, 300, &reply);
    CHECK(reply == NULL && strcmp(text, "a:2:{i:0;O:8:\"stdClass\":0:{}i:1;a:00001:{s:02:\"id\";r:2;}}") == 0);
    nextgen_reply_free(signature);
    CHECK(nextgen_sign("[]", 2, options, strlen(options), &signature) == NEXTGEN_OK);
    header = nextgen_reply_body(signature, &header_len);
    CHECK(nextgen_check("[]", 2, header, header_len, "whsec_a", 7, 300, NULL) == NEXTGEN_OK);
    CHECK(nextgen_event_php("[]", 2, header, header_len, "whsec_a", 7, 300, &reply) == NULL);
    CHECK(strcmp(nextgen_reply_field(reply, "/class", 6, NULL), "InvalidPayloadError") == 0);
    nextgen_reply_free(reply);
    nextgen_reply_free(signature);
}

static void replies(void)
{
    const char *options = "{\"secret\": \"whsec_a\", \"timestamp\": 1700000000}";
    nextgen_reply *reply = NULL;
    size_t len = 7;

    CHECK(nextgen_reply_body(NULL, &len) == NULL && len == 0);
    CHECK(nextgen_reply_response(NULL, NULL) == NULL);
    CHECK(nextgen_reply_error((const nextgen_reply *)(const void *)options, NULL) == NULL);
    CHECK(nextgen_reply_field(NULL, NULL, HUGE_LEN, &len) == NULL && len == 0);
    CHECK(nextgen_sign("{}", 2, options, strlen(options), &reply) == NEXTGEN_OK);
    CHECK(nextgen_reply_body(reply, &len) != NULL && len == strlen(nextgen_reply_body(reply, NULL)));
    CHECK(nextgen_reply_field(reply, "/id", HUGE_LEN, &len) == NULL);
    CHECK(nextgen_reply_field(reply, NULL, 3, NULL) == NULL);
    CHECK(nextgen_reply_field(reply, "/id", 3, NULL) == NULL);
    CHECK(nextgen_reply_free(reply) == NEXTGEN_OK);
    CHECK(nextgen_reply_free(NULL) == NEXTGEN_OK);
    CHECK(strlen(nextgen_version()) > 0);
}

/* What is no handle is refused, whatever its bits are. */
static void garbage(void)
{
    uint64_t bits = 88172645463325252u;
    int n;

    for (n = 0; n < 100000; n++) {
        void *handle;
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        handle = (void *)(uintptr_t)(n % 2 == 0 ? bits : bits % 4096);
        if (handle != NULL) {
            CHECK(nextgen_reply_body((nextgen_reply *)handle, NULL) == NULL);
            CHECK(nextgen_reply_free((nextgen_reply *)handle) == NEXTGEN_ERROR_CONFIGURATION);
            CHECK(nextgen_client_free((nextgen_client *)handle) == NEXTGEN_ERROR_CONFIGURATION);
        }
    }
}

int main(void)
{
    clients();
    calls();
    pages();
    webhooks();
    checks();
    replies();
    garbage();
    printf(failures == 0 ? "hostile: all refused\n" : "hostile: FAILED\n");
    return failures == 0 ? 0 : 1;
}
