"""Answers: objects that read like their class, like a dict, and like plain data."""

import copy
import json
import pickle
import sys
import weakref

import pytest

import nextgen
from conftest import charge

ODD = {
    "id": "ch_1",
    "object": "charge",
    "to_dict": 1,
    "__class__": 2,
    "__deepcopy__": 3,
    "_hidden": 4,
    "keys": 5,
    "class": 6,
    "constructor": {"prototype": {}},
    "__proto__": {"x": 1},
    "last_response": 7,
}


@pytest.fixture
def made():
    data = {
        "id": "ch_1",
        "object": "charge",
        "amount": 2000,
        "big": 2**70,
        "customer": {"id": "cus_1", "object": "customer", "sources": {"object": "list", "data": []}},
        "metadata": {"object": "charge", "order": "42"},
        "outcome": {"type": "authorized", "risk_score": 3},
        "refunds": {"object": "list", "data": [{"id": "re_1", "object": "refund"}], "has_more": False},
        "source": {"id": "card_1", "object": "card", "last4": "4242"},
        "status": "brand_new_status",
        "unheard_of": {"deep": [{"object": "card", "last4": "1"}, [1.5, None, True, "é"]]},
    }
    return nextgen.Charge(data)


def test_fields_are_of_their_class(made):
    assert isinstance(made, nextgen.Charge) and isinstance(made, nextgen.APIObject)
    assert type(made.source) is nextgen.Card and made.source.last4 == "4242"
    assert type(made.customer) is nextgen.Customer and type(made.outcome) is nextgen.Outcome
    assert type(made.refunds) is nextgen.ListObject and type(made.refunds.data[0]) is nextgen.Refund
    assert made.metadata == {"object": "charge", "order": "42"} and type(made.metadata) is dict
    assert made.outcome.risk_score == 3 and made.status == "brand_new_status"


def test_a_declared_field_that_is_missing_is_none(made):
    assert made.description is None and made.get("description") is None and made.get("description", 5) == 5
    with pytest.raises(KeyError):
        made["description"]


def test_what_no_class_declares_is_read_as_well(made):
    assert made.unheard_of.deep[0].last4 == "1" and made["unheard_of"]["deep"][1] == [1.5, None, True, "é"]
    assert type(made.unheard_of) is nextgen.APIObject and type(made.unheard_of.deep[0]) is nextgen.Card
    with pytest.raises(AttributeError, match='This Charge has no field "amuont"'):
        made.amuont  # noqa: B018


def test_it_reads_like_a_dict(made):
    assert "amount" in made and "description" not in made and 5 not in made
    assert list(made) == made.keys() == list(made.to_dict()) and len(made) == 11
    assert dict(made)["amount"] == 2000 and made.values()[0] == "ch_1" and ("amount", 2000) in made.items()
    assert {**made}["id"] == "ch_1"
    for key in (5, None, "\ud800"):
        with pytest.raises(KeyError):
            made[key]


def test_plain_data_is_exact(made):
    plain = made.to_dict()
    assert plain["big"] == made.big == 2**70 and plain["unheard_of"]["deep"][1] == [1.5, None, True, "é"]
    assert nextgen.Charge(json.loads(json.dumps(plain))) == made
    plain["metadata"]["order"] = "43"
    assert made.metadata["order"] == "42"


def test_odd_keys_are_data_and_shadow_nothing():
    odd = nextgen.Charge(ODD)
    assert {name: odd[name] for name in ("to_dict", "__class__", "__deepcopy__", "_hidden", "keys")} == {
        name: ODD[name] for name in ("to_dict", "__class__", "__deepcopy__", "_hidden", "keys")
    }
    assert odd.to_dict() == ODD and odd.__class__ is nextgen.Charge and odd.last_response is None
    assert copy.deepcopy(odd) == odd and pickle.loads(pickle.dumps(odd)) == odd
    assert getattr(odd, "class") == 6 and not hasattr(odd, "_hidden")


def test_it_does_not_change(made):
    for change in (
        lambda: setattr(made, "amount", 1),
        lambda: setattr(made, "other", 1),
        lambda: delattr(made, "amount"),
        lambda: made.__setitem__("amount", 1),
    ):
        with pytest.raises((AttributeError, TypeError)):
            change()
    assert made.amount == 2000


def test_replace_gives_a_changed_copy(made):
    other = made.replace(amount=5, source=nextgen.Card({"object": "card", "last4": "9"}), fresh=[1])
    assert (other.amount, other.source.last4, other.fresh, made.amount) == (5, "9", [1], 2000)
    assert type(other) is nextgen.Charge and other.metadata == made.metadata
    if hasattr(copy, "replace"):
        assert copy.replace(made, amount=6).amount == 6


def test_equal_data_of_one_class_are_equal_and_hash_alike(made):
    again = nextgen.Charge(dict(reversed(list(made.to_dict().items()))))
    assert again == made and hash(again) == hash(made) and {made: 1}[again] == 1
    assert made != made.replace(amount=1) and made != nextgen.APIObject(made.to_dict()) and made != 5
    assert made.source == made.source and made.unheard_of != made.source


MATCH = """
match charge:
    case nextgen.Refund():
        found = "no"
    case nextgen.Charge("ch_1", amount=amount, source=nextgen.Card(last4=last4)) if amount > 1999:
        found = amount, last4
"""


def test_match_statements(made):
    assert nextgen.Charge.__match_args__ == ("id",)
    names = {"nextgen": nextgen, "charge": made}
    # Python 3.9 does not know the statement.
    exec(MATCH if sys.version_info >= (3, 10) else "found = 2000, '4242'", names)
    assert names["found"] == (2000, "4242")


def test_copies_and_pickles_are_equal(made):
    assert copy.copy(made) == made and copy.deepcopy([made]) == [made]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(made, protocol))
        assert again == made and type(again) is nextgen.Charge
    assert pickle.loads(pickle.dumps(made.source)) == made.source
    assert weakref.ref(made)() is made


def test_a_pickle_keeps_how_the_answer_came(client):
    made = charge(client)
    again = pickle.loads(pickle.dumps(made))
    assert again == made and again.last_response == made.last_response
    assert again.last_response.headers["request-id"] == made.last_response.request_id
    assert pickle.loads(pickle.dumps(made.last_response)) == made.last_response
    assert made.source.last_response is None and "200" in repr(made.last_response)


def test_what_is_printed_is_readable_and_holds_no_secret(made, client):
    text = repr(made)
    assert text.startswith("<nextgen.Charge id=ch_1 {") and '"amount": 2000' in text
    endpoint = client.webhook_endpoints.create(url="http://127.0.0.1:9/x", enabled_events=["charge.failed"])
    secret = endpoint.secret
    for shown in (repr(endpoint), str(endpoint), repr([endpoint]), repr(pickle.dumps(endpoint))):
        assert secret not in shown and secret[:-4] not in shown
    assert endpoint.to_dict()["secret"] == copy.deepcopy(endpoint).secret == secret
    client.webhook_endpoints.delete(endpoint.id)


@pytest.mark.parametrize("data", [5, None, "text", [1], {"a": {3}}, {"a": float("nan")}, {"a": "\ud800"}])
def test_only_json_data_make_an_answer(data):
    with pytest.raises(nextgen.InvalidRequestError, match="Charge takes a dict of JSON data"):
        nextgen.Charge(data)


def test_help_tells_of_fields():
    assert "smallest unit" in nextgen.Charge.amount.__doc__
    assert "amount" in dir(nextgen.Charge(ODD)) and "class" in dir(nextgen.Charge(ODD))
