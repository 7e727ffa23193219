"""Webhooks: what is verified, what is refused, and what the event is."""

import ast
import inspect
import time
from pathlib import Path

import pytest

import nextgen

SECRET = "whsec_test_0123456789"
PAYLOAD = (
    b'{"id":"evt_1","object":"event","type":"charge.refunded","data":{"object":'
    b'{"id":"ch_1","object":"charge","amount_refunded":500},"previous_attributes":{"amount_refunded":0}},'
    b'"request":"req_1"}'
)
construct = nextgen.Webhook.construct_event


@pytest.fixture
def header():
    return nextgen.Webhook.generate_test_header(PAYLOAD, SECRET)


def test_an_event_is_read(header):
    event = construct(PAYLOAD, header, SECRET)
    assert event.type == "charge.refunded" and event.data.object.amount_refunded == 500
    assert type(event) is nextgen.ChargeEvent and type(event.data.object) is nextgen.Charge
    assert event.data.previous_attributes == {"amount_refunded": 0} and event.request.id == "req_1"
    assert nextgen.Webhook.verify_header(PAYLOAD, header, SECRET) is None


@pytest.mark.parametrize(
    ("type", "cls"),
    [
        ("charge.refunded", nextgen.ChargeEvent),
        ("charge.never.heard.of", nextgen.OtherEvent),
        ("charge.dispute.created", nextgen.OtherEvent),
        ("customer.created", nextgen.CustomerEvent),
        ("refund.updated", nextgen.RefundEvent),
        ("invoice.payment_failed", nextgen.OtherEvent),
        ("word", nextgen.OtherEvent),
        (None, nextgen.OtherEvent),
        (5, nextgen.OtherEvent),
    ],
)
def test_an_event_is_of_the_class_of_its_type(type, cls):
    event = nextgen.APIObject({"e": {"object": "event", "type": type, "data": {"object": {"x": 1}}}}).e
    assert event.__class__ is cls and isinstance(event, nextgen.Event) and event.type == type
    assert event.data.object.x == 1


@pytest.mark.parametrize("wrap", [bytes, bytearray, memoryview, lambda payload: payload.decode()])
def test_payloads_are_bytes_or_text(header, wrap):
    assert construct(wrap(PAYLOAD), header, SECRET).id == "evt_1"
    nextgen.Webhook.verify_header(wrap(PAYLOAD), header, SECRET)
    assert nextgen.Webhook.generate_test_header(wrap(PAYLOAD), SECRET, 5).startswith("t=5,v1=")


def test_a_slice_of_a_buffer_is_read_as_it_is(header):
    assert construct(memoryview(b"xx" + PAYLOAD)[2:], header, SECRET).id == "evt_1"


def test_a_large_payload():
    payload = PAYLOAD[:-1] + b',"more":"' + b"x" * 300_000 + b'"}'
    header = nextgen.Webhook.generate_test_header(payload, SECRET)
    assert len(construct(payload, header, SECRET).more) == 300_000
    nextgen.Webhook.verify_header(payload, header, SECRET)


@pytest.mark.parametrize("payload", [{"id": "evt_1"}, ["x"], None, 5, object(), "\ud800"])
def test_other_payloads_are_refused_with_a_hint(header, payload):
    for refuse in (construct, nextgen.Webhook.verify_header):
        with pytest.raises(nextgen.InvalidRequestError, match="raw body") as caught:
            refuse(payload, header, SECRET)
        assert caught.value.param == "payload" and "request.get_data()" in str(caught.value)


@pytest.mark.parametrize("header", [5, ["t=1"], {"t": 1}, b"t=1", object(), "\ud800"])
def test_other_headers_are_refused(header):
    with pytest.raises(nextgen.InvalidRequestError, match="header must be"):
        construct(PAYLOAD, header, SECRET)


@pytest.mark.parametrize("header", [None, "", "t=1", "v1=", "\0"])
def test_a_header_that_proves_nothing(header):
    with pytest.raises(nextgen.SignatureVerificationError):
        construct(PAYLOAD, header, SECRET)


@pytest.mark.parametrize(
    "secret", [None, 5, b"whsec_x", "", "  ", [], ["a"] * 6, ["whsec_x", ""], [5], {}, "\ud800"]
)
def test_a_secret_that_is_none_is_refused_and_not_shown(header, secret):
    for refuse in (construct, nextgen.Webhook.verify_header):
        with pytest.raises(nextgen.ConfigurationError) as caught:
            refuse(PAYLOAD, header, secret)
        assert "whsec_x" not in f"{caught.value!r} {caught.value} {vars(caught.value)}"


def test_one_of_several_secrets_is_enough(header):
    for secrets in ([SECRET, "whsec_new"], ("whsec_new", SECRET)):
        assert construct(PAYLOAD, header, secrets).id == "evt_1"
    with pytest.raises(nextgen.SignatureVerificationError) as caught:
        construct(PAYLOAD, header, ["whsec_new"])
    assert caught.value.code == "mismatch"


def test_the_time_is_held_against_now():
    header = nextgen.Webhook.generate_test_header(PAYLOAD, SECRET, timestamp=1_000)
    for now in (700, 1_000, 1_300):
        construct(PAYLOAD, header, SECRET, now=now)
    for now, code in ((1_301, "too_old"), (699, "in_future"), (None, "too_old")):
        with pytest.raises(nextgen.SignatureVerificationError) as caught:
            construct(PAYLOAD, header, SECRET, now=now)
        assert caught.value.code == code
    assert construct(PAYLOAD, header, SECRET, tolerance=None).id == "evt_1"
    construct(PAYLOAD, nextgen.Webhook.generate_test_header(PAYLOAD, SECRET, int(time.time())), SECRET)


@pytest.mark.parametrize("option", ["tolerance", "now"])
@pytest.mark.parametrize("value", ["300", 1.5, -1, 10**60, [], True])
def test_other_times_are_refused(header, option, value):
    with pytest.raises(nextgen.ConfigurationError) as caught:
        construct(PAYLOAD, header, SECRET, **{option: value})
    assert caught.value.param == option


@pytest.mark.parametrize(
    "payload", [b"", b"[]", b"null", b'{"a":NaN}', b'{"a":"\\ud800"}', b"\xff", b"{" * 300]
)
def test_a_signed_body_that_is_no_event(payload):
    header = nextgen.Webhook.generate_test_header(payload, SECRET)
    with pytest.raises(nextgen.InvalidPayloadError) as caught:
        construct(payload, header, SECRET)
    assert isinstance(caught.value, nextgen.SignatureVerificationError)
    assert caught.value.code == "invalid_payload"


def test_the_helper_for_tests_checks_its_arguments():
    for given in ((PAYLOAD, 5), (PAYLOAD, SECRET, "now"), ({}, SECRET), (PAYLOAD, SECRET, -1)):
        with pytest.raises((nextgen.ConfigurationError, nextgen.InvalidRequestError)):
            nextgen.Webhook.generate_test_header(*given)


def test_editors_and_help_show_the_same_docs():
    tree = ast.parse(Path(nextgen._webhook.__file__).read_text())
    declared = {
        node.name: ast.get_docstring(node) for node in ast.walk(tree) if type(node) is ast.FunctionDef
    }
    assert len(declared) == 3
    for name, docs in declared.items():
        assert inspect.getdoc(getattr(nextgen.Webhook, name)) == docs
