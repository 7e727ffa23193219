/* Posts charges by libcurl, as the other contenders: `libcurl charge SECONDS` over one kept-alive
   connection, `libcurl cold SECONDS` over a new one each. */

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char answer[64 << 10];
static size_t filled;
static struct curl_slist *headers;

static size_t take(char *data, size_t size, size_t count, void *unused)
{
    (void)unused;
    if (filled + size * count > sizeof answer)
        return 0;
    memcpy(answer + filled, data, size * count);
    filled += size * count;
    return size * count;
}

/* Microseconds, of the wall's clock or of this process on the processor. */
static double microseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static CURL *prepare(void)
{
    static char url[256];
    snprintf(url, sizeof url, "%s/v1/charges", getenv("BENCH_URL"));
    CURL *curl = curl_easy_init();
    headers = curl_slist_append(headers, "authorization: Bearer sk_test_4eC39HqLyjWDarjtT1zdp7dc");
    headers = curl_slist_append(headers, "idempotency-key: 0c2f7a1e-6f0b-4a53-9d0e-2b0f5c6d7e8f");
    headers = curl_slist_append(headers, "accept: application/json");
    headers = curl_slist_append(headers, "user-agent: NextGen/v1 RustBindings/0.1.0");
    headers = curl_slist_append(headers,
        "x-nextgen-client-user-agent: {\"bindings_version\":\"0.1.0\",\"lang\":\"rust\","
        "\"lang_version\":\"1.95.0\",\"platform\":\"linux x86_64\"}");
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_CAINFO, getenv("BENCH_CA"));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 80000L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS,
        "amount=2000&currency=usd&source=tok_visa&description=Order%2042&metadata[order]=42");
    return curl;
}

static void post(CURL *curl)
{
    filled = 0;
    CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        fprintf(stderr, "libcurl: %s\n", curl_easy_strerror(code));
        exit(1);
    }
}

static void finish(CURL *curl)
{
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    headers = NULL;
}

/* Charges by the handle that is kept, or by a new one where there is none. */
static void charge(CURL *kept)
{
    CURL *curl = kept ? kept : prepare();
    post(curl);
    if (!kept)
        finish(curl);
}

int main(int count, char **arguments)
{
    int cold = count == 4 && strcmp(arguments[2], "cold") == 0;
    if (count != 4 || (!cold && strcmp(arguments[2], "charge") != 0) || !getenv("BENCH_URL") || !getenv("BENCH_CA")) {
        fprintf(stderr, "give libcurl, charge or cold, and a number of seconds; set BENCH_URL and BENCH_CA\n");
        return 2;
    }
    double time = atof(arguments[3]) * 1e6;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL *kept = cold ? NULL : prepare();
    for (double end = microseconds(CLOCK_MONOTONIC) + time / 5; microseconds(CLOCK_MONOTONIC) < end;)
        charge(kept);
    long done = 0;
    double wall = microseconds(CLOCK_MONOTONIC), cpu = microseconds(CLOCK_PROCESS_CPUTIME_ID);
    while (microseconds(CLOCK_MONOTONIC) < wall + time) {
        for (int call = 0; call < (cold ? 5 : 100); call++, done++)
            charge(kept);
    }
    cpu = microseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    wall = microseconds(CLOCK_MONOTONIC) - wall;
    printf("{\"cpu\": %.3f, \"wall\": %.3f, \"operations\": %ld}\n", cpu / done, wall / done, done);
    return 0;
}
