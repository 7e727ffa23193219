"""Webhooks in Django.

    import nextgen.django
    from django.conf import settings
    from django.http import HttpResponse

    @nextgen.django.webhook(lambda: settings.NEXTGEN_WEBHOOK_SECRET)
    def webhook(request, event):
        if event.type == "charge.refunded":
            ...
        return HttpResponse(status=204)

The view takes POST only and needs no CSRF token. What is not signed rightly is answered by 400; the view
does not run.
"""

from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, Callable, Optional, Union

from django.http import (  # type: ignore[import-untyped, import-not-found, unused-ignore]
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)

from ._adapters import Secret, Verifier

__all__ = ["webhook"]


def webhook(
    secret: Union[Secret, Callable[[], Secret]], *, tolerance: Optional[int] = 300
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a view, plain or `async`, get the verified event of the request as its second argument.

    Args:
        secret: The endpoint's secret or secrets, or a function that returns them at each request.
        tolerance: How far from now the signature's time may be, in seconds; see `nextgen.Webhook`.
    """

    verify = Verifier(secret, tolerance)

    def read(request: HttpRequest) -> Any:
        """Returns the event, or else the answer to what is none."""
        if request.method != "POST":
            return None, HttpResponseNotAllowed(["POST"])
        event, refused = verify(request.body, request.META.get("HTTP_NEXTGEN_SIGNATURE"))
        return event, refused and HttpResponse(refused.encode(), status=400, content_type="text/plain")

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def verified(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            event, refused = read(request)
            return refused or view(request, event, *args, **kwargs)

        @wraps(view)
        async def verified_async(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            event, refused = read(request)
            return refused or await view(request, event, *args, **kwargs)

        decorated: Any = verified_async if iscoroutinefunction(view) else verified
        # What Django's own decorators do; those take no `async` view before Django 5.
        decorated.csrf_exempt = True
        result: Callable[..., Any] = decorated
        return result

    return decorate
