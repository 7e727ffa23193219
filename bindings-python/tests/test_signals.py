"""Ctrl-C and other signals during a call."""

import pytest

from conftest import BEGIN, end


def test_ctrl_c_ends_a_hung_call_and_the_next_one_works(program):
    code = """
with nextgen.Client() as client:
    # A machine with other work makes single rounds miss; a call that saw no signal would hang in the first.
    for _ in range(10):
        since = send()
        try:
            client.charges.list(extra_headers=hang)
        except KeyboardInterrupt:
            if since() < 0.1:
                print("interrupted")
                break
    print(client.charges.list().last_response.status)
"""
    end(program(BEGIN + code), "interrupted 200")


def test_handlers_of_signals_run_during_a_call(program):
    code = """
seen = []
signal.signal(signal.SIGUSR1, lambda *_: seen.append(since()))
client = nextgen.Client()
since = send(signal.SIGUSR1, 0.3)
begun = time.monotonic()
answer = client.charges.list(timeout=20, extra_headers={"NextGen-Sandbox-Fault": "delay=4000"})
print(len(seen), seen[0] < 2, time.monotonic() - begun >= 3.9, answer.last_response.attempts)
class Enough(Exception): pass
def enough(*_): raise Enough
signal.signal(signal.SIGUSR1, enough)
send(signal.SIGUSR1)
try:
    client.charges.list(extra_headers=hang)
except Enough:
    print("enough")
"""
    end(program(BEGIN + code), "1 True True 1 enough")


def test_ctrl_c_in_a_pause_between_attempts(program):
    code = """
client = nextgen.Client()
send()
begun = time.monotonic()
try:
    client.charges.list(extra_headers={"NextGen-Sandbox-Fault": "status=503; retry_after=20"})
except KeyboardInterrupt:
    print(time.monotonic() - begun < 10)
"""
    end(program(BEGIN + code), "True")


@pytest.mark.parametrize("where", ["begins", "attempt 1", "503 APIError"])
def test_ctrl_c_while_a_handler_of_logging_runs(program, where):
    code = f"""
import logging
class Handler(logging.Handler):
    def emit(self, record):
        if {where!r} in record.getMessage():
            signal.raise_signal(signal.SIGINT)
logger, handler = logging.getLogger("nextgen"), Handler()
logger.addHandler(handler)
logger.setLevel(logging.DEBUG)
client = nextgen.Client(max_retries=0)
try:
    client.charges.list(extra_headers={{"NextGen-Sandbox-Fault": "status=503"}})
except KeyboardInterrupt:
    print("interrupted")
logger.removeHandler(handler)
print(client.charges.list().last_response.status)
"""
    end(program(BEGIN + code), "interrupted 200")


def test_ctrl_c_while_the_logger_is_asked(program):
    code = """
import logging
def interrupted(level): raise KeyboardInterrupt
logging.getLogger("nextgen").isEnabledFor = interrupted
try:
    nextgen.Client().charges.list()
except KeyboardInterrupt:
    print("interrupted")
"""
    end(program(BEGIN + code), "interrupted")
