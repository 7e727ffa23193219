/* Makes the function named by NEXTGEN_TEST_PANIC panic, in a library built with the feature test-panic,
 * and sees that the process lives, nothing is printed by the library, and the next call works. */
#include <nextgen.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char OPTIONS[] = "{\"api_key\": \"sk_test_panic\", \"base_url\": \"https://127.0.0.1:1/v1\"}";
static const char SECRET[] = "{\"secret\": \"whsec_a\"}";
static const char LIST[] = "{\"operation\": \"charges.list\", \"options\": {\"max_retries\": 0}}";

static int is_panic(const nextgen_reply *reply)
{
    const char *code = nextgen_reply_field(reply, "/code", 5, NULL);

    return code != NULL && strcmp(code, "panic") == 0;
}

/* Calls every function once and returns how many say that they panicked. */
static int panics(void)
{
    nextgen_client *client = NULL;
    nextgen_client *with = NULL;
    nextgen_reply *reply = NULL;
    int count = 0;

    count += nextgen_client_new(OPTIONS, strlen(OPTIONS), &client, &reply) == NEXTGEN_ERROR;
    nextgen_reply_free(reply);
    count += nextgen_client_with(client, "{}", 2, &with, &reply) == NEXTGEN_ERROR;
    nextgen_reply_free(reply);
    count += nextgen_call(client, LIST, strlen(LIST), NULL, NULL, NULL, &reply) == NEXTGEN_ERROR;
    nextgen_reply_error(reply, NULL);
    nextgen_reply_body(reply, NULL);
    nextgen_reply_bytes(reply, NULL);
    nextgen_reply_response(reply, NULL);
    nextgen_reply_field(reply, "/class", 6, NULL);
    count += nextgen_reply_free(reply) == NEXTGEN_ERROR;
    count += nextgen_next_page("{}", 2, NULL, 0, "{}", 2, &reply) == NEXTGEN_ERROR;
    nextgen_reply_free(reply);
    count += nextgen_event("{}", 2, "t", 1, SECRET, strlen(SECRET), &reply) == NEXTGEN_ERROR;
    nextgen_reply_free(reply);
    count += nextgen_verify("{}", 2, "t", 1, SECRET, strlen(SECRET), &reply) == NEXTGEN_ERROR;
    nextgen_reply_free(reply);
    count += nextgen_check("{}", 2, "t", 1, "whsec_a", 7, 300, &reply) == NEXTGEN_ERROR;
    nextgen_reply_free(reply);
    count += nextgen_event_php("{}", 2, "t", 1, "whsec_a", 7, 300, &reply) == NULL && is_panic(reply);
    nextgen_reply_free(reply);
    count += nextgen_call_php(client, LIST, strlen(LIST), NULL, NULL, NULL, &reply) == NULL && is_panic(reply);
    nextgen_reply_free(reply);
    count += nextgen_sign("{}", 2, SECRET, strlen(SECRET), &reply) == NEXTGEN_ERROR;
    nextgen_reply_free(reply);
    count += nextgen_client_free(with) == NEXTGEN_ERROR;
    count += nextgen_client_free(client) == NEXTGEN_ERROR;
    return count;
}

int main(void)
{
    const char *name = getenv("NEXTGEN_TEST_PANIC");
    int reads = name != NULL && strncmp(name, "nextgen_reply_", 14) == 0 && strcmp(name, "nextgen_reply_free") != 0;
    int first = panics();

    if (name == NULL || (first > 0) == reads) {
        fprintf(stderr, "%s: %d panics\n", name == NULL ? "(no name)" : name, first);
        return 1;
    }
    unsetenv("NEXTGEN_TEST_PANIC");
    if (panics() != 0) {
        fprintf(stderr, "%s: the calls after the panic failed\n", name);
        return 1;
    }
    printf("%s: caught\n", name);
    return 0;
}
