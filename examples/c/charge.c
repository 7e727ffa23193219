/* Takes a charge in test mode, shows a decline, and gives part of the money back.
 *
 *   eval "$(nextgen-sandbox env)"
 *   cc charge.c $(pkg-config --cflags --libs nextgen) -o charge && ./charge
 */
#include <nextgen.h>

#include <stdio.h>
#include <string.h>

/* Makes a call; the reply is to be freed by the caller, whatever the status. */
static int32_t call(const nextgen_client *client, const char *request, nextgen_reply **reply)
{
    return nextgen_call(client, request, strlen(request), NULL, NULL, NULL, reply);
}

/* Returns a value of the answer or the error, or "" where there is none. It lives as long as the reply. */
static const char *field(const nextgen_reply *reply, const char *pointer)
{
    const char *value = nextgen_reply_field(reply, pointer, strlen(pointer), NULL);
    return value == NULL ? "" : value;
}

static int fail(const char *what, nextgen_reply *reply)
{
    fprintf(stderr, "%s: %s (%s)\n", what, field(reply, "/message"), field(reply, "/class"));
    nextgen_reply_free(reply);
    return 1;
}

int main(void)
{
    /* The key, the base URL and the CA come from NEXTGEN_API_KEY and its siblings. */
    const char *options = "{\"env\": true}";
    nextgen_client *client = NULL;
    nextgen_reply *reply = NULL;
    char refund[256];
    int32_t status;

    if (nextgen_client_new(options, strlen(options), &client, &reply) != NEXTGEN_OK) {
        return fail("no client", reply);
    }

    status = call(client,
        "{\"operation\": \"charges.create\","
        " \"params\": {\"amount\": 2000, \"currency\": \"usd\", \"source\": \"tok_visa\"},"
        " \"options\": {\"max_retries\": 3}}",
        &reply);
    if (status != NEXTGEN_OK) {
        nextgen_client_free(client);
        return fail("no charge", reply);
    }
    printf("charged %s %s: %s\n", field(reply, "/amount"), field(reply, "/currency"), field(reply, "/id"));
    snprintf(refund, sizeof refund,
        "{\"operation\": \"refunds.create\", \"params\": {\"charge\": \"%s\", \"amount\": 500}}",
        field(reply, "/id"));
    nextgen_reply_free(reply);

    status = call(client, refund, &reply);
    if (status != NEXTGEN_OK) {
        nextgen_client_free(client);
        return fail("no refund", reply);
    }
    printf("refunded %s: %s\n", field(reply, "/amount"), field(reply, "/status"));
    nextgen_reply_free(reply);

    status = call(client,
        "{\"operation\": \"charges.create\","
        " \"params\": {\"amount\": 2000, \"currency\": \"usd\", \"source\": \"tok_chargeDeclined\"}}",
        &reply);
    if (status == NEXTGEN_ERROR_CARD) {
        printf("declined: %s (%s)\n", field(reply, "/message"), field(reply, "/decline_code"));
    }
    nextgen_reply_free(reply);
    nextgen_client_free(client);
    return status == NEXTGEN_ERROR_CARD ? 0 : 1;
}
