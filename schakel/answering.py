"""Says when a request is being answered, so that what is not urgent in the same process gives way (decision 0008)."""

from starlette.types import ASGIApp, Receive, Scope, Send

from eventlog.following.courtesy import Courtesy


class Answering:
    """Pure ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, courtesy: Courtesy) -> None:
        self._app = app
        self._courtesy = courtesy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._courtesy.answering():
            await self._app(scope, receive, send)
