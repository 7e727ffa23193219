"""The logger `nextgen`: what it says, and that it never says a secret."""

import asyncio
import logging
import sys

import pytest

import nextgen
from conftest import charge, fault


def test_calls_are_logged_in_full_at_debug(client, caplog):
    caplog.set_level(logging.DEBUG, logger="nextgen")
    made = charge(client, **fault("status=503; times=1; retry_after=0"))
    said = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert [level for level, _ in said] == ["DEBUG", "DEBUG", "INFO", "DEBUG", "INFO"]
    assert said[0][1] == "POST /charges begins" and "attempt 1: 503" in said[1][1]
    assert "tried again" in said[2][1] and "attempt 2: 200" in said[3][1]
    assert said[4][1].startswith("POST /charges 200 in ") and made.last_response.request_id in said[4][1]
    last = caplog.records[-1].nextgen
    assert last["status"] == 200 and last["attempts"] == 2 and last["error"] is None
    assert last["path"] == "/charges" and caplog.records[0].nextgen["call"] == last["call"]


def test_info_says_how_calls_end(client, caplog):
    caplog.set_level(logging.INFO, logger="nextgen")
    made = charge(client)
    client.charges.retrieve(made.id)
    with pytest.raises(nextgen.CardError):
        charge(client, source="tok_chargeDeclined")
    with pytest.raises(nextgen.APITimeoutError):
        client.charges.list(timeout=0.1, max_retries=0, **fault("timeout"))
    texts = [record.getMessage() for record in caplog.records]
    assert len(texts) == 4 and texts[1].startswith("GET /charges/{id} 200")
    assert "402 CardError" in texts[2] and "APITimeoutError" in texts[3]


def test_nothing_is_said_unless_asked(client, caplog, capfd):
    caplog.set_level(logging.WARNING)
    charge(client, **fault("status=503; times=1; retry_after=0"))
    assert not caplog.records and capfd.readouterr() == ("", "")


def test_no_key_secret_or_body_is_logged(client, options, caplog):
    caplog.set_level(logging.DEBUG)
    client.customers.create(email="ada@example.com", metadata={"private": "hush"})
    endpoint = client.webhook_endpoints.create(url="http://127.0.0.1:9/x", enabled_events=["charge.failed"])
    client.webhook_endpoints.delete(endpoint.id)
    said = " ".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    for hidden in (options["api_key"], endpoint.secret, "ada@example.com", "hush"):
        assert hidden not in said


def test_asyncio_calls_are_logged_too(options, caplog):
    caplog.set_level(logging.INFO, logger="nextgen")

    async def main():
        await nextgen.AsyncClient(**options).charges.list()

    asyncio.run(main())
    assert caplog.records[-1].getMessage().startswith("GET /charges 200")


def test_a_handler_that_fails_does_not_fail_the_call(client, monkeypatch):
    class Broken(logging.Handler):
        def emit(self, record):
            raise RuntimeError("broken")

    logger, handler = logging.getLogger("nextgen"), Broken()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    said = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)
    try:
        assert charge(client).paid
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    assert [str(each.exc_value) for each in said] == ["broken"]
