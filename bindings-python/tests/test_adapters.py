"""The adapters, each with its real framework and that framework's own test client."""

import asyncio

import pytest

import nextgen
from test_reports import frames_shown

SECRET = "whsec_test_0123456789"
PAYLOAD = (
    b'{\n  "id": "evt_1",\n  "object": "event",\n  "type": "charge.refunded",\n'
    b'  "data": {"object": {"id": "ch_1", "object": "charge", "amount_refunded": 500}}\n}'
)
JSON = "application/json; charset=utf-8"


def headers(payload=PAYLOAD):
    return {
        "NextGen-Signature": nextgen.Webhook.generate_test_header(payload, SECRET),
        "Content-Type": JSON,
    }


FORGED = [
    (PAYLOAD, {"Content-Type": JSON}),
    (PAYLOAD + b" ", headers()),
    (PAYLOAD, {**headers(), "NextGen-Signature": "t=1,v1=00"}),
    (b"[]", headers(b"[]")),
]


def test_fastapi():
    import fastapi
    from fastapi.testclient import TestClient as client_of

    import nextgen.fastapi

    app, verified = fastapi.FastAPI(), nextgen.fastapi.webhook_event(lambda: ["whsec_new", SECRET])

    @app.post("/webhooks")
    async def webhook(event: nextgen.Event = fastapi.Depends(verified)):  # noqa: B008
        return {"id": event.id, "refunded": event.data.object.amount_refunded}

    with client_of(app) as http:
        answer = http.post("/webhooks", content=PAYLOAD, headers=headers())
        assert (answer.status_code, answer.json()) == (200, {"id": "evt_1", "refunded": 500})
        for payload, forged in FORGED:
            answer = http.post("/webhooks", content=payload, headers=forged)
            assert answer.status_code == 400 and "webhook refused" in answer.json()["detail"]


def test_starlette():
    from starlette import applications
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route
    from starlette.testclient import TestClient as client_of

    import nextgen.fastapi

    verified = nextgen.fastapi.webhook_event(SECRET)

    async def webhook(request):
        return PlainTextResponse((await verified(request)).id)

    app = applications.Starlette(routes=[Route("/webhooks", webhook, methods=["POST"])])
    with client_of(app) as http:
        assert http.post("/webhooks", content=PAYLOAD, headers=headers()).text == "evt_1"
        for payload, forged in FORGED:
            assert http.post("/webhooks", content=payload, headers=forged).status_code == 400


def test_flask():
    import flask

    import nextgen.flask

    app = flask.Flask(__name__)

    @app.before_request
    def read_by_others():
        flask.request.get_json(silent=True)

    @app.post("/webhooks/<name>")
    @nextgen.flask.webhook(SECRET)
    def webhook(event, name):
        return {"id": event.id, "name": name, "refunded": event.data.object.amount_refunded}

    @app.post("/async")
    @nextgen.flask.webhook(SECRET)
    async def async_webhook(event):
        return {"id": event.id}

    http = app.test_client()
    assert http.post("/async", data=PAYLOAD, headers=headers()).json == {"id": "evt_1"}
    assert http.post("/async", data=b"{}", headers=headers()).status_code == 400
    answer = http.post("/webhooks/x", data=PAYLOAD, headers=headers())
    assert (answer.status_code, answer.json) == (200, {"id": "evt_1", "name": "x", "refunded": 500})
    for payload, forged in FORGED:
        answer = http.post("/webhooks/x", data=payload, headers=forged)
        assert answer.status_code == 400 and b"webhook refused" in answer.data


@pytest.fixture(scope="module")
def django_client():
    import django
    from django.conf import settings
    from django.http import HttpResponse
    from django.urls import path

    import nextgen.django

    @nextgen.django.webhook(lambda: settings.NEXTGEN_WEBHOOK_SECRET)
    def webhook(request, event, name):
        return HttpResponse(f"{event.id} {name} {event.data.object.amount_refunded}")

    @nextgen.django.webhook(SECRET)
    async def webhook_async(request, event):
        await asyncio.sleep(0)
        return HttpResponse(event.id)

    settings.configure(
        ALLOWED_HOSTS=["*"],
        MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
        NEXTGEN_WEBHOOK_SECRET=SECRET,
        ROOT_URLCONF=type("Urls", (), {"urlpatterns": [path("w/<name>", webhook), path("a", webhook_async)]}),
        SECRET_KEY="x",
    )
    django.setup()
    from django.test import Client

    return Client(enforce_csrf_checks=True)


def post(http, path, payload, given):
    extra = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in given.items()}
    return http.post(path, payload, content_type=JSON, **extra)


def test_django(django_client):
    answer = post(django_client, "/w/x", PAYLOAD, headers())
    assert (answer.status_code, answer.content) == (200, b"evt_1 x 500")
    assert post(django_client, "/a", PAYLOAD, headers()).content == b"evt_1"
    for payload, forged in FORGED:
        for path in ("/w/x", "/a"):
            answer = post(django_client, path, payload, forged)
            assert answer.status_code == 400 and b"webhook refused" in answer.content
    assert django_client.get("/w/x").status_code == 405


def test_a_wrong_secret_is_no_fault_of_the_sender_and_not_reported():
    app = flask_app_of_wrong_secrets("whsec_hiddenhidden")
    for path in ("/listed", "/asked"):
        with pytest.raises(nextgen.ConfigurationError) as caught:
            app.test_client().post(path, data=PAYLOAD, headers=headers())
        shown = frames_shown(caught.value)
        assert "verified" in shown and "hidden" not in shown


def flask_app_of_wrong_secrets(secret):
    """Makes an app whose webhooks have a secret that cannot be used, beside one that can."""
    import flask

    import nextgen.flask

    app = flask.Flask(__name__)
    app.testing = True
    for path, given in (("/listed", [secret, ""]), ("/asked", lambda: [secret, ""])):
        app.post(path, endpoint=path)(nextgen.flask.webhook(given)(lambda event: ""))
    return app


def test_no_framework_is_imported_until_it_is_used(program):
    code = """
import sys, nextgen
nextgen.Client, nextgen.AsyncClient
print([name for name in ("flask", "django", "fastapi", "starlette") if name in sys.modules])
"""
    assert program(code).stdout.split() == ["[]"]
