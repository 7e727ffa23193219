"""Webhooks in Flask.

    from flask import Flask
    import nextgen.flask

    app = Flask(__name__)

    @app.post("/webhooks")
    @nextgen.flask.webhook("whsec_...")
    def webhook(event):
        if event.type == "charge.refunded":
            ...
        return "", 204

What is not signed rightly is answered by 400; the view does not run.
"""

from functools import wraps
from typing import Any, Callable, Optional, Union

from flask import Response, current_app, request  # type: ignore[import-untyped, import-not-found, unused-ignore]

from ._adapters import HEADER, Secret, Verifier

__all__ = ["webhook"]


def webhook(
    secret: Union[Secret, Callable[[], Secret]], *, tolerance: Optional[int] = 300
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a view, plain or `async`, get the verified event of the request as its first argument.

    Args:
        secret: The endpoint's secret or secrets, or a function that returns them at each request.
        tolerance: How far from now the signature's time may be, in seconds; see `nextgen.Webhook`.
    """

    verify = Verifier(secret, tolerance)

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def verified(*args: Any, **kwargs: Any) -> Any:
            event, refused = verify(request.get_data(), request.headers.get(HEADER))
            if refused:
                return Response(refused, status=400, mimetype="text/plain")
            # An `async` view is run as Flask runs one that is not decorated.
            return current_app.ensure_sync(view)(event, *args, **kwargs)

        return verified

    return decorate
