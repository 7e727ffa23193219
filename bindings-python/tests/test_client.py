"""Clients: their options, what they show of themselves, and how they end."""

import copy
import inspect
import pickle
import pydoc
import unittest.mock
from pathlib import Path

import pytest

import nextgen
from conftest import charge


def shown(error):
    return f"{error!r} {error} {vars(error)}"


def test_the_version_is_that_of_the_package():
    assert nextgen.__version__.count(".") == 2


def test_options_come_from_the_environment(monkeypatch, options):
    for name, value in options.items():
        monkeypatch.setenv(f"NEXTGEN_{name.upper()}", value)
    assert charge(nextgen.Client()).paid


@pytest.mark.parametrize(
    ("given", "param"),
    [
        ({"api_key": ""}, "api_key"),
        ({"api_key": "   "}, "api_key"),
        ({"api_key": "sk_test_abcdefghij\n"}, "api_key"),
        ({"api_key": b"sk_test_abcdefghij"}, "api_key"),
        ({"api_key": "sk_test_\ud800abcdefghij"}, "api_key"),
        ({"base_url": "http://127.0.0.1/v1"}, "base_url"),
        ({"base_url": 5}, "base_url"),
        ({"timeout": "5"}, "timeout"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"timeout": 1e308}, "timeout"),
        ({"timeout": True}, "timeout"),
        ({"max_retries": -1}, "max_retries"),
        ({"max_retries": 1.5}, "max_retries"),
        ({"max_retries": 10**9}, "max_retries"),
        ({"max_retries": 10**60}, "max_retries"),
        ({"ca_bundle": "/nowhere.pem"}, "ca_bundle"),
        ({"ca_bundle": Path("/nowhere.pem")}, "ca_bundle"),
        ({"proxy": 5}, "proxy"),
        ({"app_info": "me"}, "app_info"),
        ({"app_info": {"nam": "x"}}, "app_info.nam"),
        ({"timout": 5}, "timout"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(given, param):
    with pytest.raises(nextgen.ConfigurationError) as caught:
        nextgen.Client(**{"api_key": "sk_test_abcdefghij", **given})
    assert caught.value.param == param
    assert "abcdefghij" not in shown(caught.value)


def test_there_must_be_a_key(monkeypatch):
    monkeypatch.delenv("NEXTGEN_API_KEY", raising=False)
    with pytest.raises(nextgen.ConfigurationError, match="NEXTGEN_API_KEY"):
        nextgen.Client()


def test_a_client_shows_four_characters_of_its_key_at_most():
    for cls in (nextgen.Client, nextgen.AsyncClient):
        text = repr(cls("sk_test_abcdefghijklmnop"))
        assert cls.__name__ in text and "klmnop" not in text and "mnop" in text


def test_a_client_is_not_pickled(client):
    for made in (client, nextgen.AsyncClient("sk_test_abcdefghij")):
        with pytest.raises(TypeError, match="cannot be pickled"):
            pickle.dumps(made)
        with pytest.raises(TypeError, match="cannot be pickled"):
            copy.deepcopy(made)


def test_a_closed_client_refuses_calls(options):
    with nextgen.Client(**options) as client:
        assert charge(client).paid
    assert "closed" in repr(client)
    with pytest.raises(nextgen.ConfigurationError, match="closed"):
        charge(client)
    client.close()


def test_with_options_gives_a_client_with_other_options(client):
    other = client.with_options(max_retries=0, extra_headers={"X-Mine": "1"})
    assert type(other) is nextgen.Client and charge(other).paid
    with pytest.raises(nextgen.AuthenticationError) as caught:
        client.with_options(api_key="sk_test_someoneelse").charges.list()
    assert "someoneelse" not in shown(caught.value)
    with pytest.raises(nextgen.ConfigurationError, match="from 0 to 20; got 1000"):
        client.with_options(max_retries=1000)
    with pytest.raises(nextgen.ConfigurationError, match="max_retires"):
        client.with_options(max_retires=0)


def test_a_client_can_be_extended(options):
    class Mine(nextgen.Client):
        pass

    client = Mine(**options).with_options(max_retries=1)
    assert type(client) is Mine and charge(client).paid


def test_the_wrong_key_is_an_authentication_error(options):
    client = nextgen.Client(**{**options, "api_key": "sk_test_wrongwrong"})
    with pytest.raises(nextgen.AuthenticationError) as caught:
        client.charges.retrieve("ch_1")
    assert caught.value.http_status == 401 and "wrongwrong" not in shown(caught.value)


def test_request_reaches_what_has_no_method(client):
    made = client.request("POST", "/charges", {"amount": 700, "currency": "usd", "source": "tok_visa"})
    assert isinstance(made, nextgen.Charge) and made.amount == 700
    page = client.request("GET", "/charges", {"limit": 1})
    assert isinstance(page, nextgen.ListObject) and page.data[0].id == made.id


@pytest.mark.parametrize(
    ("method", "path", "params"),
    [
        ("PUT", "/charges", None),
        (5, "/charges", None),
        ("GET", "charges", None),
        ("GET", "/../x", None),
        ("GET", "/charges?limit=1", None),
        ("GET", None, None),
        ("GET", "/charges", "limit=1"),
        ("GET", "/charges", [1]),
        ("GET", "/charges", {1: 2}),
    ],
)
def test_a_wrong_request_is_refused(client, method, path, params):
    with pytest.raises(nextgen.InvalidRequestError, match="Nothing was sent"):
        client.request(method, path, params)


def test_methods_can_be_put_in_place_for_tests(client):
    with unittest.mock.patch.object(client.charges, "create", return_value="mocked"):
        assert client.charges.create(amount=1) == "mocked"
    assert charge(client).paid
    fake = unittest.mock.create_autospec(nextgen.Client, instance=True)
    fake.charges.retrieve.return_value = nextgen.Charge({"id": "ch_1"})
    assert fake.charges.retrieve("ch_1").id == "ch_1"


def test_methods_show_what_they_take():
    signature = inspect.signature(nextgen.Charges.create)
    assert list(signature.parameters)[:3] == ["self", "amount", "currency"]
    assert (
        "smallest unit" in nextgen.Charges.create.__doc__
        and "idempotency_key" in nextgen.CallOptions.__annotations__
    )
    text = pydoc.render_doc(nextgen.Client, renderer=pydoc.plaintext)
    assert "api_key: The secret API key" in text and "money taken from a card" in text


def test_a_star_import_leaves_python_alone():
    names = {}
    exec("from nextgen import *", names)
    assert names["Charge"] is nextgen.Charge and "PermissionError" not in names and "annotations" not in names
    assert not [name for name in names if name.startswith("_") and name != "__builtins__"]


ALLOCATE = """
import ctypes, resource
import nextgen

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]

def faults():
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _ in range(50):
        pieces = [libc.malloc(120 << 10) for _ in range(4)]
        for piece in pieces:
            ctypes.memset(piece, 1, 120 << 10)
        for piece in pieces:
            libc.free(piece)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before

nextgen.Client("sk_test_abcdefghij")
print(faults())
"""


def test_the_memory_of_large_answers_is_not_taken_from_the_system_anew_for_each(program):
    # Given back each time, it would come to some thousands.
    assert int(program(ALLOCATE).stdout) < 1000
