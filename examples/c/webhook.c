/* Verifies a webhook, and refuses one that was tampered with. No network is needed.
 *
 *   cc webhook.c $(pkg-config --cflags --libs nextgen) -o webhook && ./webhook
 */
#include <nextgen.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    /* In a server: the body exactly as received, and the value of the header NextGen-Signature. */
    const char *payload = "{\"id\": \"evt_1\", \"object\": \"event\", \"type\": \"charge.refunded\"}";
    const char *tampered = "{\"id\": \"evt_2\", \"object\": \"event\", \"type\": \"charge.refunded\"}";
    const char *options = "{\"secret\": \"whsec_test_only\"}";
    const char *header;
    size_t header_len;
    nextgen_reply *signature = NULL;
    nextgen_reply *reply = NULL;
    int refused;

    if (nextgen_sign(payload, strlen(payload), options, strlen(options), &signature) != NEXTGEN_OK) {
        fprintf(stderr, "not signed: %s\n", nextgen_reply_error(signature, NULL));
        nextgen_reply_free(signature);
        return 1;
    }
    header = nextgen_reply_body(signature, &header_len);

    if (nextgen_event(payload, strlen(payload), header, header_len, options, strlen(options), &reply)
        != NEXTGEN_OK) {
        fprintf(stderr, "not verified: %s\n", nextgen_reply_error(reply, NULL));
        nextgen_reply_free(reply);
        nextgen_reply_free(signature);
        return 1;
    }
    printf("verified: %s\n", payload);

    refused = nextgen_event(tampered, strlen(tampered), header, header_len, options, strlen(options), &reply)
        == NEXTGEN_ERROR_SIGNATURE_VERIFICATION;
    if (refused) {
        printf("refused: %s\n", nextgen_reply_field(reply, "/code", strlen("/code"), NULL));
    }
    nextgen_reply_free(reply);
    nextgen_reply_free(signature);
    return refused ? 0 : 1;
}
