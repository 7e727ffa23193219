"""Calls: parameters in, answers out, and what is refused before anything is sent."""

import decimal
import enum
import types

import pytest

import nextgen
from conftest import charge, fault


class Cents(int):
    pass


class Reason(str, enum.Enum):
    ASKED = "requested_by_customer"


class Secret:
    def __repr__(self):
        return "hunter2"


class Index:
    def __index__(self):
        return 1234


def looped():
    params = {}
    params["again"] = params
    return params


def doubly_looped():
    items = []
    items.extend([items, items])
    return {"items": items}


def test_money_moves(client):
    customer = client.customers.create(email="ada@example.com", source="tok_visa")
    made = client.charges.create(
        amount=2000,
        currency="usd",
        customer=customer.id,
        metadata={"order": "42"},
        idempotency_key=f"order-{customer.id}",
    )
    refund = client.refunds.create(charge=made.id, amount=500, reason="requested_by_customer")
    assert (made.amount, made["amount"], made.to_dict()["amount"]) == (2000, 2000, 2000)
    assert made.metadata == {"order": "42"} and made.customer == customer.id
    assert made.last_response.request_id.startswith("req_") and made.last_response.status == 200
    assert made.last_response.idempotency_key == f"order-{customer.id}"
    assert (refund.amount, refund.reason) == (500, "requested_by_customer")
    assert client.charges.retrieve(made.id).amount_refunded == 500
    gone = client.customers.delete(customer.id)
    assert isinstance(gone, nextgen.Deleted) and gone.deleted is True


def test_the_same_key_makes_one_charge(client):
    first, second = (charge(client, idempotency_key="one-charge") for _ in range(2))
    assert first == second and second.last_response.headers["idempotent-replayed"] == "true"
    with pytest.raises(nextgen.IdempotencyError):
        charge(client, idempotency_key="one-charge", amount=1)


def test_fields_expand_into_objects(client):
    customer = client.customers.create(source="tok_visa")
    made = charge(client, customer=customer.id, source=None, expand=["customer"])
    assert isinstance(made.customer, nextgen.Customer) and made.customer.id == customer.id


@pytest.mark.parametrize("amount", [Cents(1234), Index(), 1234])
def test_whole_numbers_of_other_types_are_integers(client, amount):
    assert charge(client, amount=amount).amount == 1234


@pytest.mark.parametrize(
    "amount",
    [10.5, 1e2, "100", True, float("nan"), float("inf"), -1, 2**53, 2**63, 10**30, 10**60, [], {}, b"1"]
    + [decimal.Decimal("100"), 1j, object(), print, "\ud800"],
)
def test_an_amount_that_is_none_is_refused(client, amount):
    with pytest.raises(nextgen.InvalidRequestError, match="amount must be an integer") as caught:
        charge(client, amount=amount)
    assert caught.value.code == "parameter_invalid_integer" and caught.value.param == "amount"
    assert caught.value.attempts == 0


def test_a_refusal_names_what_was_given(client):
    with pytest.raises(nextgen.InvalidRequestError, match=r"got Decimal\('1.5'\)"):
        charge(client, amount=decimal.Decimal("1.5"))
    with pytest.raises(nextgen.InvalidRequestError, match="got a value of type .*Secret"):
        charge(client, currency=Secret())


def test_required_parameters_are_missed(client):
    with pytest.raises(nextgen.InvalidRequestError, match="amount") as caught:
        client.charges.create(currency="usd")
    assert caught.value.code == "parameter_missing" and caught.value.param == "amount"


def test_an_unknown_parameter_is_refused_with_a_hint(client):
    with pytest.raises(nextgen.InvalidRequestError, match="Did you mean amount") as caught:
        client.charges.create(ammount=1, currency="usd")
    assert caught.value.code == "parameter_unknown"
    with pytest.raises(nextgen.InvalidRequestError, match="self"):
        client.charges.create(self=1)


def test_parameters_go_by_keyword(client):
    for call in (
        lambda: client.charges.create(2000, "usd"),
        lambda: client.charges.retrieve("ch_1", "more"),
        lambda: client.charges.list(5),
    ):
        with pytest.raises(nextgen.InvalidRequestError, match="by position"):
            call()


@pytest.mark.parametrize(
    "id", ["..", ".", "", " ", "a/b", "../customers", "a?x", "a#b", "%2e%2e", None, 5, b"ch_1", [], "\ud800"]
)
def test_an_id_that_is_none_is_refused(client, id):
    with pytest.raises(nextgen.InvalidRequestError, match="id must be") as caught:
        client.charges.retrieve(id)
    assert caught.value.param == "id"


def test_an_id_may_be_given_by_name(client):
    assert client.charges.retrieve(id=charge(client).id).paid


def test_an_object_in_place_of_its_id_is_refused_with_a_hint(client):
    customer = client.customers.create()
    with pytest.raises(nextgen.InvalidRequestError, match="a nextgen.Customer; give its id instead"):
        charge(client, customer=customer)


def test_parameters_that_hold_themselves_are_refused(client):
    deep = "x"
    for _ in range(5000):
        deep = {"a": deep}
    for params in (looped(), doubly_looped(), {"a": deep}):
        with pytest.raises(nextgen.InvalidRequestError, match="Nothing was sent"):
            charge(client, metadata=params)
        with pytest.raises(nextgen.InvalidRequestError, match="Nothing was sent"):
            charge(client, extra_params=params)


@pytest.mark.parametrize("metadata", [{"a][b": "c"}, {1: "x"}, {"\ud800": "x"}, {"": "x"}, "text", [1]])
def test_metadata_that_cannot_be_sent_is_refused(client, metadata):
    with pytest.raises(nextgen.InvalidRequestError, match="metadata"):
        charge(client, metadata=metadata)


def test_metadata_arrives_as_it_was_given(client):
    metadata = {"a&b=c": "d&e=f", "é": "😀", "plus": "1+1 %00\n", "spaces": "  "}
    assert charge(client, metadata=metadata).metadata == metadata
    assert charge(client, metadata=types.MappingProxyType(metadata)).metadata == metadata


def test_enums_of_text_are_text(client):
    made = charge(client)
    assert client.refunds.create(charge=made.id, reason=Reason.ASKED).reason == "requested_by_customer"


def test_extra_parameters_are_sent_unchecked(client):
    with pytest.raises(nextgen.InvalidRequestError, match="tip") as caught:
        charge(client, extra_params={"tip": 5})
    assert caught.value.http_status == 400
    with pytest.raises(nextgen.InvalidRequestError, match="extra_params must be a dict"):
        charge(client, extra_params="tip=5")


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        ("idempotency_key", "", nextgen.InvalidRequestError),
        ("idempotency_key", 5, nextgen.InvalidRequestError),
        ("idempotency_key", "a\nb", nextgen.InvalidRequestError),
        ("timeout", "5", nextgen.ConfigurationError),
        ("timeout", -1, nextgen.ConfigurationError),
        ("max_retries", 1.0, nextgen.ConfigurationError),
        ("deadline", float("nan"), nextgen.ConfigurationError),
        ("api_key", 5, nextgen.NextGenError),
        ("extra_headers", "X: y", nextgen.ConfigurationError),
        ("extra_headers", {"X": 5}, nextgen.ConfigurationError),
        ("extra_headers", {"Authorization": "x"}, nextgen.NextGenError),
    ],
)
def test_options_of_a_call_are_checked(client, option, value, error):
    with pytest.raises(error):
        charge(client, **{option: value})


def test_options_of_none_are_not_given(client):
    assert charge(client, idempotency_key=None, timeout=None, extra_params=None, description=None).paid


def test_a_lost_answer_is_asked_for_again(client):
    made = charge(client, **fault("lost_answer; times=1"))
    assert made.paid and made.last_response.attempts == 2


def test_a_timeout_says_that_the_outcome_is_unknown(client):
    with pytest.raises(nextgen.APITimeoutError) as caught:
        charge(client, timeout=0.2, max_retries=0, **fault("timeout"))
    error = caught.value
    assert error.outcome_unknown and error.idempotency_key and isinstance(error, nextgen.APIConnectionError)
