"""The embedded runtime: intake, contexts, deadlines, views and inzage in one process (design §4)."""

import asyncio
import errno
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import structlog
import uvicorn
from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from eventlog.clock import SystemClock
from eventlog.deciding.standing import Standings
from eventlog.views.progress import ViewProgress
from projections.inzendingen import Inzendingen
from projections.school import SchoolView
from schakel.answering import Answering
from schakel.databases import databases_of
from schakel.garbage import collect_seldom
from schakel.hub import Hub, assemble, open_hub
from schakel.metrics import watch
from schakel.readiness import readiness
from schakel.settings import Settings, SettingsError
from schakel.tokens import local_keys
from schakel.upkeep import take_over
from services.intake.outcomes import Outcomes
from services.intake.problems import VAN_INTAKE
from services.intake.receive import Receiver
from services.intake.routes import create_router as intake_routes
from services.inzage.routes import create_router as inzage_routes
from services.termijnen.ticker import Ticker
from services.web.app import create_app
from services.web.tokens import TokenVerifier

_log = structlog.get_logger()
_GRACE_SECONDS = 10


def create_hub_app(hub: Hub) -> tuple[FastAPI, Receiver]:
    """The HTTP interface of a hub, and the part of it that must be drained at the end."""
    registry = CollectorRegistry()
    watch(hub, registry)
    receiver = Receiver(
        hub.log, hub.dossiers, hub.keys, hub.clock,
        behind=hub.behind, largest_lag=hub.settings.max_lag, registry=registry,
    )  # fmt: skip
    views = hub.databases.views
    standings = Standings(hub.log, hub.decided_by)
    keys = local_keys(hub.settings).public_keys()
    verifier = TokenVerifier(lambda: keys, issuer=hub.settings.issuer, audience=hub.settings.audience, clock=hub.clock)
    app = create_app(
        "Schakel",
        (
            intake_routes(receiver, Outcomes(hub.log, standings, hub.feed.wait), hub.clock, hub.courtesy),
            inzage_routes(
                inzendingen=Inzendingen(views, hub.inzendingen),
                progress=ViewProgress(hub.inzendingen, views, hub.log),
                school=SchoolView(views, hub.school),
                log=hub.log,
                standings=standings,
                dossiers=hub.dossiers,
                keys=hub.keys,
                clock=hub.clock,
            ),
        ),
        verifier=verifier,
        description="De schakel tussen scholen, het samenwerkingsverband en zorgpartners.",
        checks=readiness(hub),
        problems=VAN_INTAKE,
        registry=registry,
    )
    app.add_middleware(Answering, courtesy=hub.courtesy)
    return app, receiver


def describe() -> dict[str, Any]:
    """The OpenAPI document, made without a running hub."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        app, _ = create_hub_app(assemble(settings, databases_of(settings), SystemClock()))
        return app.openapi()


async def serve(settings: Settings, *, lifeline: BinaryIO | None = None) -> None:
    """Run until SIGINT or SIGTERM, then finish what is at hand. Raises SettingsError for a port in use.

    `lifeline`: the end of a pipe whose other end a parent holds; when that ends, however it does, so does this.
    """
    with _listening(settings) as listener:
        async with open_hub(settings) as hub:
            collect_seldom()
            await take_over(hub.upkeep)
            await _run(hub, listener, lifeline)


async def _run(hub: Hub, listener: socket.socket, lifeline: BinaryIO | None) -> None:
    app, receiver = create_hub_app(hub)
    server = _Server(
        uvicorn.Config(
            app, http="httptools", lifespan="off", log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS, timeout_keep_alive=30,
        )
    )  # fmt: skip
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    if lifeline is not None:
        _when_closed(lifeline, lambda: loop.call_soon_threadsafe(server.stop))
    ticker = Ticker(hub.daily)
    following = asyncio.create_task(hub.follow(stop))
    # It ends by a mistake of ours alone. A hub that takes in and decides nothing any more must not look well.
    following.add_done_callback(lambda _: server.stop())
    ticker.start()
    host, port = listener.getsockname()[:2]
    _log.info("started", url=f"http://{host}:{port}", database=hub.databases.log.dialect)
    try:
        await server.serve(sockets=[listener])
    finally:
        await receiver.drain()
        await ticker.stop()
        stop.set()
        await following
        _log.info("stopped")


def _when_closed(lifeline: BinaryIO, then: Callable[[], object]) -> None:
    def watch() -> None:
        with suppress(OSError, RuntimeError):  # RuntimeError: the loop is over already
            while os.read(lifeline.fileno(), 1024):
                pass
            then()

    # A thread, as there is no other way of waiting for a pipe that works everywhere. It holds up nothing at the end.
    threading.Thread(target=watch, name="lifeline", daemon=True).start()


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as fault:
            raise SettingsError(_why_not(fault, settings)) from None
        listener.set_inheritable(False)
        yield listener


def _why_not(fault: OSError, settings: Settings) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"SCHAKEL_PORT: poort {settings.port} is bezet. Kies een andere, of 0 voor een vrije poort."
    if fault.errno in (errno.EACCES, errno.EPERM):
        return f"SCHAKEL_PORT: u mag poort {settings.port} niet gebruiken. Kies een poort vanaf 1024."
    return f"SCHAKEL_HOST: {settings.host} is geen adres van deze machine. Gebruik bijvoorbeeld 127.0.0.1."


class _Server(uvicorn.Server):
    """Uvicorn without signal handlers of its own: it would end the process before the hub is done."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        """Begin to stop; a second time, do not wait for requests."""
        self.force_exit = self.should_exit
        self.should_exit = True
