"""The peer behind HTTP, as little as does the work: check an event against its contract, save it, answer.

A plain (threaded) FastAPI endpoint, since the peer blocks; the events of one request are one transaction. It knows no
tokens and no resends, and decides nothing. Where it stores is in the environment, in the peer's own variables.
"""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.projection import ProjectionRunner
from fastapi import Body, FastAPI
from pydantic import BaseModel, ConfigDict, ValidationError

from benchmarks.peer.inzending import Inzending
from benchmarks.peer.view import Inzendingen, Inzendingenview
from contracts.catalogue import CATALOGUS

VIEW: Final = "PEER_VIEW"
"""Set to anything: the same process runs the peer's projection too."""


class Sent(BaseModel):
    """A CloudEvent as it is sent."""

    model_config = ConfigDict(extra="forbid")

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    time: datetime
    subject: str
    data: dict[str, Any]
    datacontenttype: str = "application/json"
    dataschema: str = ""


def create() -> FastAPI:
    """For `uvicorn --factory`."""
    runner: ProjectionRunner[Application[UUID], Inzendingenview] | None = None
    if VIEW in os.environ:
        runner = ProjectionRunner(
            application_class=Application[UUID], projection_class=Inzendingen, view_class=Inzendingenview
        )
    application = runner.app if runner is not None else Application[UUID]()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if runner is None:
            yield
            application.close()
        else:
            with runner:
                yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/v1/gebeurtenissen", status_code=202)
    def receive(sent: Annotated[dict[str, Any] | list[dict[str, Any]], Body()]) -> Any:
        if isinstance(sent, list):
            return _save(application, sent)
        return _save(application, [sent])[0]

    @app.get("/readyz")
    def ready() -> None:
        """Answers."""

    return app


def _save(application: Application[UUID], sent: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    good: list[Inzending] = []
    for index, item in enumerate(sent):
        try:
            good.append(_read(item))
        except (ValidationError, KeyError):
            answers.append({"index": index, "status": "niet-opgeslagen", "problem": {"status": 400}})
        else:
            answers.append({"index": index, "status": "ontvangen", "id": str(good[-1].id)})
    application.save(*good)
    return answers


def _read(item: dict[str, Any]) -> Inzending:
    event = Sent.model_validate(item)
    CATALOGUS[event.type].model_validate(event.data)
    return Inzending(event.data["school"], event.type, event.source, event.id, event.subject, event.data)
