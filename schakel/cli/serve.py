"""`schakel serve`: the whole hub in one process."""

import asyncio
import sys
from typing import Annotated

import typer

from schakel.cli.console import settings
from schakel.server import serve as serve_hub


def serve(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Poort; anders SCHAKEL_PORT.")] = None,
    lifeline: Annotated[
        bool, typer.Option("--tot-invoer-sluit", hidden=True, help="Stop ook zodra de standaardinvoer sluit.")
    ] = False,
) -> None:
    """Start de hub: ontvangen, beslissen, termijnen bewaken en laten zien, in één proces. Stoppen met Ctrl-C."""
    chosen = settings()
    if port is not None:
        chosen = chosen.model_copy(update={"port": port})
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(serve_hub(chosen, lifeline=sys.stdin.buffer if lifeline else None))


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # not on Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
