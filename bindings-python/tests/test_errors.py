"""Exceptions: one tree, the same attributes everywhere, safe to print, copy and pickle."""

import copy
import pickle

import pytest

import nextgen
from conftest import fault

TREE = {
    "APIError": nextgen.NextGenError,
    "AuthenticationError": nextgen.NextGenError,
    "PermissionError": nextgen.NextGenError,
    "InvalidRequestError": nextgen.NextGenError,
    "CardError": nextgen.NextGenError,
    "IdempotencyError": nextgen.NextGenError,
    "RateLimitError": nextgen.NextGenError,
    "APIConnectionError": nextgen.NextGenError,
    "APITimeoutError": nextgen.APIConnectionError,
    "SignatureVerificationError": nextgen.NextGenError,
    "InvalidPayloadError": nextgen.SignatureVerificationError,
    "ConfigurationError": nextgen.NextGenError,
}


def decline(client):
    with pytest.raises(nextgen.CardError) as caught:
        client.charges.create(amount=2000, currency="usd", source="tok_chargeDeclinedInsufficientFunds")
    return caught.value


@pytest.mark.parametrize("name", TREE)
def test_the_tree(name):
    cls = getattr(nextgen, name)
    assert cls.__bases__ == (TREE[name],) and cls.__module__ == "nextgen" and cls.__doc__
    assert issubclass(cls, Exception) and not issubclass(cls, (OSError, TypeError, ValueError))


def test_a_decline_says_all_that_is_known(client):
    error = decline(client)
    assert (error.type, error.code, error.decline_code) == (
        "card_error",
        "card_declined",
        "insufficient_funds",
    )
    assert error.http_status == 402 and error.request_id.startswith("req_") and error.attempts == 1
    assert error.headers["request-id"] == error.request_id and '"card_error"' in error.body
    assert client.charges.retrieve(error.charge).status == "failed"
    assert str(error) == error.message and not error.should_retry and not error.outcome_unknown
    assert repr(error).startswith("CardError(") and error.request_id in repr(error)


def test_errors_are_copied_and_pickled(client):
    error = decline(client)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is nextgen.CardError and vars(again) == vars(error) and str(again) == str(error)


def test_errors_can_be_made_for_tests():
    error = nextgen.CardError("Declined.", code="card_declined", decline_code="generic_decline")
    assert (error.code, error.headers, error.param) == ("card_declined", {}, None)


@pytest.mark.parametrize(
    ("rule", "cls", "status"),
    [
        ("status=500", nextgen.APIError, 500),
        ("status=403", nextgen.PermissionError, 403),
        ("status=404", nextgen.InvalidRequestError, 404),
        ("rate_limit=1", nextgen.RateLimitError, 429),
        ("html=502", nextgen.APIError, 502),
        ("garbage", nextgen.APIError, 200),
        ("reset_before", nextgen.APIConnectionError, None),
        ("truncate", nextgen.APIConnectionError, None),
        ("timeout", nextgen.APITimeoutError, None),
    ],
)
def test_what_goes_wrong_has_its_class(client, rule, cls, status):
    with pytest.raises(cls) as caught:
        client.charges.list(max_retries=0, timeout=0.5, **fault(rule))
    assert type(caught.value) is cls and caught.value.http_status == status


def test_an_error_has_no_cause_that_shows_more(client):
    error = decline(client)
    assert error.__cause__ is None and error.__context__ is None
