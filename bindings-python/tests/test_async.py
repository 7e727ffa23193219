"""The client for asyncio."""

import asyncio
import gc
import os
import subprocess
import sys
import threading
import time

import pytest

import nextgen
from conftest import charge, fault
from nextgen import _async_operation


def make(options, **more):
    return nextgen.AsyncClient(**options, **more)


def test_the_snippet(options):
    async def main():
        async with make(options) as client:
            charges = await asyncio.gather(
                *(client.charges.create(amount=n, currency="usd", source="tok_visa") for n in (100, 200))
            )
            assert [made.amount for made in charges] == [100, 200]
            async for made in client.charges.list().auto_paging_iter():
                assert isinstance(made, nextgen.Charge)
                break
            assert charges[0].last_response.request_id
        with pytest.raises(nextgen.ConfigurationError, match="closed"):
            await client.charges.retrieve("ch_1")

    asyncio.run(main())


def test_pages(options):
    async def main():
        client = make(options)
        customer = await client.customers.create(source="tok_visa")
        ids = [(await charge(client, customer=customer.id, source=None)).id for _ in range(5)][::-1]
        page = await client.charges.list(limit=2, customer=customer.id)
        assert isinstance(page, nextgen.AsyncListObject) and [item.id for item in page] == ids[:2]
        assert [item.id async for item in page.auto_paging_iter()] == ids
        listing = client.charges.list(limit=2, customer=customer.id, ending_before=ids[-1])
        assert [item.id async for item in listing.auto_paging_iter()] == ids[-2::-1]
        page = await client.request("GET", "/charges", {"customer": customer.id, "limit": 4})
        assert [item.id async for item in page.auto_paging_iter()] == ids

    asyncio.run(main())


def test_errors_and_refusals_are_those_of_the_client(options):
    async def main():
        client = make(options)
        with pytest.raises(nextgen.CardError) as caught:
            await charge(client, source="tok_chargeDeclined")
        assert caught.value.code == "card_declined"
        for call in (
            lambda: client.charges.create(ammount=5),
            lambda: client.charges.create(5),
            lambda: client.charges.retrieve("../x"),
            lambda: client.charges.retrieve("ch_1", 5),
            lambda: client.charges.list(limit="5"),
            lambda: client.request("GET", "charges"),
        ):
            with pytest.raises(nextgen.InvalidRequestError):
                await call()
        with pytest.raises(nextgen.InvalidRequestError):
            client.charges.list(5)

    asyncio.run(main())


def test_a_cancelled_task_ends_its_request(options):
    async def main():
        client = make(options)

        async def seconds(rule):
            task = asyncio.ensure_future(client.request("GET", "/charges", **fault(rule)))
            await asyncio.sleep(0.3)
            begun = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return time.monotonic() - begun

        for rule in ("timeout", "status=503; retry_after=20"):
            # A machine with other work makes single rounds miss.
            assert min([await seconds(rule) for _ in range(4)]) < 0.1
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(client.request("GET", "/charges", **fault("timeout")), 0.2)
        assert (await client.charges.list()).last_response.status == 200

    asyncio.run(main())


def test_the_threads_of_cancelled_requests_are_free_within_100_ms(options):
    async def main():
        client = make(options)
        tasks = [
            asyncio.ensure_future(client.request("GET", "/charges", **fault("timeout"))) for _ in range(40)
        ]
        await asyncio.sleep(0.5)
        begun = time.monotonic()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # With no thread to spare, as many new calls can only run on those that were let go.
        before = _async_operation._pool.threads()
        await asyncio.gather(*(client.request("GET", "/charges", {"limit": 1}) for _ in range(40)))
        return time.monotonic() - begun, before

    took, threads = asyncio.run(main())
    # The request would hang for as long as its timeout, 80 seconds.
    assert threads >= 40 and took < 20


def test_there_are_as_many_threads_as_calls_in_flight(program):
    done = program(
        """
import asyncio, nextgen, os
most = 0

async def calls(client):
    global most
    for _ in range(30):
        await client.charges.list(limit=1)
        most = max(most, len(os.listdir("/proc/self/task")))

async def main():
    async with nextgen.AsyncClient() as client:
        await asyncio.gather(*(calls(client) for _ in range(64)))

asyncio.run(main())
print(most)
"""
    )
    # Python's own thread, and a few for what a Python or its libraries may start beside it.
    assert 2 <= int(done.stdout) <= 64 + 1 + 4, done


def test_five_hundred_in_flight(options):
    async def main():
        client = make(options)
        begun = time.monotonic()
        pages = await asyncio.gather(
            *(client.request("GET", "/charges", {"limit": 1}, **fault("delay=2500")) for _ in range(500))
        )
        return len(pages), time.monotonic() - begun

    count, took = asyncio.run(main())
    assert count == 500 and took < 20


def test_the_loop_runs_meanwhile(options):
    async def main():
        client = make(options)
        call = asyncio.ensure_future(client.request("GET", "/charges", **fault("delay=500")))
        longest, last = 0.0, time.monotonic()
        while not call.done():
            await asyncio.sleep(0.005)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        return longest

    # A machine with other work makes single rounds miss; a loop that was held would miss them all.
    assert min(asyncio.run(main()) for _ in range(4)) < 0.1


def test_one_client_serves_loop_after_loop_and_several_at_once(options):
    client = make(options)
    results = []

    async def main():
        made = await asyncio.gather(*(charge(client) for _ in range(5)))
        results.extend(item.paid for item in made)

    for _ in range(3):
        asyncio.run(main())
    threads = [threading.Thread(target=asyncio.run, args=(main(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 35


def test_closed_loops_are_forgotten(options):
    client = make(options)

    async def main():
        await client.charges.list()

    for _ in range(20):
        asyncio.run(main())
    gc.collect()
    assert len([loop for loop in _async_operation._inboxes if loop.is_closed()]) <= 1


def test_debug_mode_finds_nothing_to_say(options, caplog):
    async def main():
        client = make(options)
        await asyncio.gather(*(charge(client) for _ in range(10)))

    asyncio.run(main(), debug=True)
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


def test_uvloop(options):
    import uvloop

    async def main():
        made = await asyncio.gather(*(charge(make(options)) for _ in range(10)))
        assert all(item.paid for item in made)

    loop = uvloop.new_event_loop()
    try:
        loop.run_until_complete(main())
    finally:
        loop.close()


def test_anyio(options):
    import anyio

    async def main():
        client = make(options)
        with anyio.move_on_after(0.3) as scope:
            await client.request("GET", "/charges", **fault("timeout"))
        assert scope.cancelled_caught and (await charge(client)).paid

    anyio.run(main)


def test_a_forked_child_has_threads_of_its_own(program):
    code = """
import asyncio, os, nextgen
client = nextgen.AsyncClient()
async def main():
    return len(await asyncio.gather(*(client.request("GET", "/charges") for _ in range(20))))
print(asyncio.run(main()))
pid = os.fork()
if pid == 0:
    os._exit(asyncio.run(main()))
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), asyncio.run(main()))
"""
    process = program(code)
    assert process.stdout.split() == ["20", "20", "20"], process.stderr


def test_ctrl_c_ends_the_loop(environment):
    code = """
import asyncio, nextgen
async def main():
    client = nextgen.AsyncClient()
    hang = {"NextGen-Sandbox-Fault": "timeout"}
    call = asyncio.ensure_future(client.request("GET", "/charges", extra_headers=hang))
    await asyncio.sleep(0.2)
    print("go", flush=True)
    await call
asyncio.run(main())
"""
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdout.readline()
        begun = time.monotonic()
        process.send_signal(2)
        _, errors = process.communicate(timeout=10)
    assert "KeyboardInterrupt" in errors and time.monotonic() - begun < 2


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="counts what /proc shows")
def test_idle_threads_go(program):
    code = """
import asyncio, os, time, nextgen
client = nextgen.AsyncClient()
async def main():
    await asyncio.gather(*(client.request("GET", "/charges") for _ in range(30)))
asyncio.run(main())
many = len(os.listdir("/proc/self/task"))
end = time.monotonic() + 15
while len(os.listdir("/proc/self/task")) > 1 and time.monotonic() < end:
    time.sleep(0.1)
print(many > 10, len(os.listdir("/proc/self/task")))
"""
    process = program(code)
    assert process.stdout.split() == ["True", "1"], process.stderr
