"""What reports of errors show: the locals of every frame, as many tools do. No secret is there."""

import asyncio

import pytest

import nextgen
from conftest import fault

KEY = "sk_test_hiddenhiddenhidden"
SECRET = "whsec_hiddenhiddenhidden"
BAD = "hidden"


def frames_shown(error):
    """Shows the locals of the package's own frames, of the error and of what it came from."""
    shown = []
    while error is not None:
        trace = error.__traceback__
        while trace is not None:
            if "nextgen" in trace.tb_frame.f_globals.get("__name__", "").split("."):
                shown.append(f"{trace.tb_frame.f_code.co_name}: {deep(trace.tb_frame.f_locals)}")
            trace = trace.tb_next
        error = error.__cause__ or error.__context__
    return "\n".join(shown)


def deep(value, level=4):
    """Shows a value with the items of what can be iterated; of other objects, what they say of themselves."""
    if level and isinstance(value, dict):
        return [(name, deep(item, level - 1)) for name, item in value.items()]
    if level and isinstance(value, (list, tuple)):
        return [deep(item, level - 1) for item in value]
    return repr(value)


def refused(call):
    with pytest.raises(nextgen.NextGenError) as caught:
        call()
    return frames_shown(caught.value)


@pytest.mark.parametrize("cls", [nextgen.Client, nextgen.AsyncClient])
def test_the_key_of_a_client_that_cannot_be_made(cls):
    for options in (
        {"timeout": "5"},
        {"nonsense": KEY},
        {"proxy": f"ftp://x:{SECRET}@y"},
        {"base_url": "http://x"},
    ):
        shown = refused(lambda options=options: cls(KEY, **options))
        assert "__init__" in shown and BAD not in shown


def test_the_key_of_a_call(client, options):
    hang = {"timeout": 0.1, "max_retries": 0, **fault("timeout")}
    for call in (
        lambda: client.charges.list(api_key=KEY),
        lambda: client.charges.retrieve("ch_1", api_key=KEY),
        lambda: client.charges.create(ammount=5, api_key=KEY),
        lambda: client.charges.create(amount=5, extra_params=5, api_key=KEY),
        lambda: client.request("GET", "/charges", api_key=KEY),
        lambda: client.request("GET", "charges", api_key=KEY),
        lambda: client.request("GET", "/charges", 5, api_key=KEY),
        lambda: client.charges.create(5, api_key=KEY),
        lambda: client.charges.retrieve("ch_1", 5, api_key=KEY),
        lambda: client.with_options(api_key=KEY, max_retires=5),
        lambda: client.charges.list(api_key=options["api_key"], **hang),
    ):
        assert BAD not in refused(call)
    assert options["api_key"][8:] not in refused(
        lambda: client.charges.list(api_key=options["api_key"], **hang)
    )


def test_the_key_of_a_call_by_asyncio(options):
    client = nextgen.AsyncClient(**options)

    async def walk(listing):
        async for _ in listing.auto_paging_iter():
            pass

    async def main():
        for call in (
            lambda: client.charges.retrieve("ch_1", api_key=KEY),
            lambda: client.charges.create(ammount=5, api_key=KEY),
            lambda: client.request("GET", "/charges", api_key=KEY),
            lambda: walk(client.charges.list(api_key=KEY)),
        ):
            with pytest.raises(nextgen.NextGenError) as caught:
                await call()
            assert "answer" in frames_shown(caught.value) and BAD not in frames_shown(caught.value)
        for call in (
            lambda: client.charges.create(5, api_key=KEY),
            lambda: client.charges.retrieve("ch_1", 5, api_key=KEY),
            lambda: client.charges.list(5, api_key=KEY),
        ):
            with pytest.raises(nextgen.NextGenError) as caught:
                await call()
            assert BAD not in frames_shown(caught.value)

    asyncio.run(main())


def test_a_listing_keeps_its_options(options):
    async def main():
        listing = nextgen.AsyncClient(**options).charges.list(limit=1, api_key=options["api_key"])
        for _ in range(2):
            assert (await listing).last_response.status == 200

    asyncio.run(main())


def test_the_secret_of_a_webhook():
    for call in (
        lambda: nextgen.Webhook.construct_event(b"{}", "t=1,v1=00", SECRET),
        lambda: nextgen.Webhook.verify_header(b"{}", "t=1,v1=00", [SECRET]),
        lambda: nextgen.Webhook.generate_test_header(b"{}", SECRET, "now"),
    ):
        assert BAD not in refused(call)


def test_a_panic_is_an_ordinary_error(client):
    with pytest.raises(nextgen.NextGenError, match="a fault of its own") as caught:
        nextgen._native.panic()
    assert type(caught.value) is nextgen.NextGenError and caught.value.code == "panic"
    assert client.charges.list().last_response.status == 200
