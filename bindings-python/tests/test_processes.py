"""Threads, forks and exits."""

import concurrent.futures
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import nextgen
from conftest import BEGIN, charge, end, fault


def test_other_threads_run_during_a_call(client):
    def tick(seconds):
        count, stop = 0, time.monotonic() + seconds
        while time.monotonic() < stop:
            count += 1
            time.sleep(0.001)
        return count

    def share():
        """Returns the part of the ticks of a thread alone that it makes beside a call."""
        alone = tick(0.4)
        caller = threading.Thread(target=lambda: client.charges.list(**fault("delay=900")))
        caller.start()
        beside = tick(0.4)
        assert caller.is_alive()
        caller.join()
        return beside / alone

    # A machine with other work makes single rounds miss; a call that held the lock would fail them all.
    assert any(share() >= 0.9 for _ in range(10))


def test_fifty_threads_share_a_client(options):
    client = nextgen.Client(**options)
    made, faults = [], []

    def work(number):
        try:
            made.extend(charge(client, amount=1000 + number).amount for _ in range(4))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults and sorted(made) == sorted(list(range(1000, 1050)) * 4)


def test_fifty_threads_with_one_key_make_one_charge(options):
    client = nextgen.Client(**options, max_retries=20)
    with concurrent.futures.ThreadPoolExecutor(50) as threads:
        # Each with a budget of its own for retries, while the key is in use.
        siblings = [client.with_options() for _ in range(50)]
        calls = [threads.submit(charge, sibling, idempotency_key="threads-one-key") for sibling in siblings]
    assert len({call.result().id for call in calls}) == 1


def test_a_child_and_its_parent_go_on_after_a_fork(program):
    code = """
client = nextgen.Client()
client.charges.list()
pid = os.fork()
for _ in range(100):
    client.charges.list(max_retries=0)
if pid == 0:
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(client.charges.list(max_retries=0).last_response.status)
"""
    end(program(BEGIN + code), "7 200")


def in_a_child(options):
    return charge(nextgen.Client(**options)).amount


shared = None


def in_a_forked_child(_):
    return charge(shared).amount


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_multiprocessing(options, way):
    with multiprocessing.get_context(way).Pool(2) as pool:
        assert pool.map(in_a_child, [options] * 4) == [2000] * 4


def test_multiprocessing_with_a_client_of_the_parent(options):
    global shared
    shared = nextgen.Client(**options)
    charge(shared)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(in_a_forked_child, range(8)) == [2000] * 8
    assert charge(shared).paid


ENDINGS = {
    "threads in a call": """
client = nextgen.Client()
for _ in range(8):
    threading.Thread(target=lambda: client.charges.list(extra_headers=hang), daemon=True).start()
time.sleep(0.3)
sys.exit(3)
""",
    "threads that call all the time": """
client = nextgen.Client()
def work():
    while True:
        client.charges.list()
for _ in range(8):
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.3)
sys.exit(3)
""",
    "a call in atexit": """
import atexit
client = nextgen.Client()
atexit.register(lambda: print(client.charges.list().last_response.status))
sys.exit(3)
""",
    "a call in __del__": """
class Last:
    def __del__(self):
        print(client.charges.list().last_response.status)
client = nextgen.Client()
last = Last()
sys.exit(3)
""",
    "a loop that ends in the middle": """
async def main():
    client = nextgen.AsyncClient()
    calls = [asyncio.ensure_future(client.request("GET", "/charges", extra_headers=hang)) for _ in range(20)]
    await asyncio.sleep(0.3)
asyncio.run(main())
sys.exit(3)
""",
    "a loop that is left alone": """
client = nextgen.AsyncClient()
loop = asyncio.new_event_loop()
async def main():
    for _ in range(20):
        loop.create_task(client.request("GET", "/charges"))
    await asyncio.sleep(0.01)
loop.run_until_complete(main())
os.environ.get("x")
sys.stderr = open(os.devnull, "w")
sys.exit(3)
""",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_interpreter_ends_at_once_and_as_it_was_told(program, ending):
    for _ in range(3):
        begun = time.monotonic()
        process = program(BEGIN + ENDINGS[ending])
        assert process.returncode == 3, process.stderr
        assert time.monotonic() - begun < 4
        assert "atal" not in process.stderr and "panic" not in process.stderr, process.stderr


def test_a_signal_ends_a_program_with_calls_on_threads(environment):
    code = BEGIN + ENDINGS["threads in a call"].replace(
        "time.sleep(0.3)", "print('go', flush=True); time.sleep(20)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == -signal.SIGTERM


@pytest.mark.parametrize("first", ["", "import nextgen"])
def test_sub_interpreters_are_refused(program, first):
    code = f"""
{first}
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
made = interpreters.create()
interpreters.run_string(made, '''
try:
    import nextgen
except ImportError as error:
    print("refused", "sub-interpreter" in str(error), flush=True)
''')
interpreters.destroy(made)
import nextgen
print(nextgen.Client().charges.list().last_response.status)
"""
    end(program(code), "refused True 200")


def test_a_first_call_without_a_file_descriptor_to_spare(program):
    done = program(
        """
import nextgen, os, resource
client = nextgen.Client()
taken = [os.open("/dev/null", os.O_RDONLY)]
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (taken[0] + 10, most))
try:
    while True:
        taken.append(os.open("/dev/null", os.O_RDONLY))
except OSError:
    pass
try:
    client.charges.create(amount=2000, currency="usd", source="tok_visa")
except nextgen.APIConnectionError as error:
    print(error.outcome_unknown, error.message)
for descriptor in taken:
    os.close(descriptor)
print(client.charges.list(limit=1).last_response.status)
"""
    )
    assert done.stdout.startswith("False Could not connect") and done.stdout.endswith("\n200\n"), done


def test_asyncio_without_a_thread_to_spare(program):
    done = program(
        """
import asyncio, nextgen, os, resource
async def main():
    client = nextgen.AsyncClient()
    if os.geteuid() == 0:
        os.setuid(54321)  # No limit binds root.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    try:
        await client.charges.create(amount=2000, currency="usd", source="tok_visa")
    except nextgen.ConfigurationError as error:
        print(error.attempts, error.outcome_unknown, error.message)
asyncio.run(main())
"""
    )
    assert done.stdout.startswith("0 False The system gives no thread"), done


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts what /proc shows")
def test_nothing_is_left_behind(options):
    def open_files():
        return len(os.listdir("/proc/self/fd"))

    def round_of_calls():
        with nextgen.Client(**options) as client:
            charge(client)
            with pytest.raises(nextgen.APITimeoutError):
                client.charges.list(timeout=0.1, max_retries=0, **fault("timeout"))

    round_of_calls()
    before = open_files()
    for _ in range(10):
        round_of_calls()
    assert open_files() <= before
