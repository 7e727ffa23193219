"""Webhooks in FastAPI and Starlette.

    from typing import Annotated
    from fastapi import Depends, FastAPI
    import nextgen.fastapi

    app = FastAPI()

    @app.post("/webhooks")
    async def webhook(event: Annotated[nextgen.Event, Depends(nextgen.fastapi.webhook_event("whsec_..."))]):
        if event.type == "charge.refunded":
            ...

In Starlette, await it in the endpoint: `event = await verified(request)`, where `verified` is
`nextgen.fastapi.webhook_event("whsec_...")`. What is not signed rightly is answered by 400.
"""

from typing import Any, Awaitable, Callable, Optional, Union

from starlette.exceptions import HTTPException  # type: ignore[import-untyped, import-not-found, unused-ignore]
from starlette.requests import Request  # type: ignore[import-untyped, import-not-found, unused-ignore]

from ._adapters import HEADER, Secret, Verifier

__all__ = ["webhook_event"]


def webhook_event(
    secret: Union[Secret, Callable[[], Secret]], *, tolerance: Optional[int] = 300
) -> Callable[[Request], Awaitable[Any]]:
    """Returns a dependency that verifies the raw body of a request and gives its event.

    Args:
        secret: The endpoint's secret or secrets, or a function that returns them at each request.
        tolerance: How far from now the signature's time may be, in seconds; see `nextgen.Webhook`.
    """

    verify = Verifier(secret, tolerance)

    async def verified(request: Request) -> Any:
        event, refused = verify(await request.body(), request.headers.get(HEADER))
        if refused:
            raise HTTPException(status_code=400, detail=refused)
        return event

    return verified
