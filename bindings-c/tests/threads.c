/* One client in many threads, against the sandbox that the environment names: every call gets its own answer and its
 * own hooks, clients and replies are freed by other threads than made them, and a child after fork can call too. */
#define _POSIX_C_SOURCE 200809L
#include <nextgen.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8, CALLS = 20 };

static nextgen_client *client;
static nextgen_reply *left[THREADS];
static int failures[THREADS];

/* What one call sees: its hooks get this, and no other's. */
struct seen {
    pthread_t thread;
    int number;
    int notices;
    int asked;
    int strange;
};

static int32_t stop(void *data)
{
    struct seen *seen = (struct seen *)data;
    seen->strange += !pthread_equal(seen->thread, pthread_self());
    seen->asked++;
    return seen->number % 4 == 3;
}

static void notice(void *data, const char *text, size_t len)
{
    struct seen *seen = (struct seen *)data;
    seen->strange += !pthread_equal(seen->thread, pthread_self());
    seen->strange += strlen(text) != len;
    seen->notices++;
}

/* Makes a charge whose description says which call it was; every fourth hangs and is stopped by its hook. */
static int call(int number, nextgen_reply **reply)
{
    struct seen seen = {pthread_self(), number, 0, 0, 0};
    int stopped = number % 4 == 3;
    char request[512];
    char wanted[32];
    const char *description;
    int32_t status;

    snprintf(wanted, sizeof wanted, "call %d", number);
    snprintf(request, sizeof request,
        "{\"operation\": \"charges.create\", \"params\": {\"amount\": 500, \"currency\": \"usd\","
        " \"source\": \"tok_visa\", \"description\": \"%s\"}%s}",
        wanted, stopped ? ", \"options\": {\"extra_headers\": {\"NextGen-Sandbox-Fault\": \"timeout\"}}" : "");
    status = nextgen_call(client, request, strlen(request), stop, notice, &seen, reply);
    if (seen.strange != 0 || seen.notices != 3) {
        return 1;
    }
    if (stopped) {
        const char *code = nextgen_reply_field(*reply, "/code", 5, NULL);
        return !(status == NEXTGEN_ERROR_API_CONNECTION && seen.asked == 1 && code != NULL && strcmp(code, "stopped") == 0);
    }
    description = nextgen_reply_field(*reply, "/description", 12, NULL);
    return !(status == NEXTGEN_OK && description != NULL && strcmp(description, wanted) == 0);
}

static void *work(void *data)
{
    int place = *(int *)data;
    int n;

    for (n = 0; n < CALLS; n++) {
        nextgen_reply *reply = NULL;
        failures[place] += call(place * CALLS + n, &reply);
        if (n == CALLS - 1) {
            left[place] = reply;
        } else {
            failures[place] += nextgen_reply_free(reply) != NEXTGEN_OK;
        }
    }
    return NULL;
}

int main(void)
{
    const char *options = "{\"env\": true, \"max_retries\": 0}";
    pthread_t threads[THREADS];
    int places[THREADS];
    nextgen_reply *reply = NULL;
    int status = 0;
    int failed = 0;
    int n;
    pid_t child;

    if (nextgen_client_new(options, strlen(options), &client, NULL) != NEXTGEN_OK) {
        return 2;
    }
    for (n = 0; n < THREADS; n++) {
        places[n] = n;
        pthread_create(&threads[n], NULL, work, &places[n]);
    }
    for (n = 0; n < THREADS; n++) {
        pthread_join(threads[n], NULL);
        failed += failures[n];
        failed += nextgen_reply_error(left[n], NULL) == NULL;
        failed += nextgen_reply_free(left[n]) != NEXTGEN_OK;
    }

    child = fork();
    if (child == 0) {
        _exit(call(1000, &reply));
    }
    failed += call(1001, &reply);
    nextgen_reply_free(reply);
    failed += waitpid(child, &status, 0) != child || status != 0;
    failed += call(1002, &reply);
    nextgen_reply_free(reply);
    failed += nextgen_client_free(client) != NEXTGEN_OK;
    if (failed != 0) {
        fprintf(stderr, "threads: %d failures\n", failed);
    }
    printf("threads: %s\n", failed == 0 ? "each got its own" : "FAILED");
    return failed != 0;
}
