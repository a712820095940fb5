"""`schakel simulate`: a region's school year of events, to a file or to a hub."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer

from contracts.codes import Rol
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from schakel.cli.console import err, found_wrong, progress, settings, wrong_use
from schakel.client import HubClient, HubUnreachable
from schakel.ingest import Report
from schakel.ingest import ingest as send_all
from schakel.simulatie import simuleer
from schakel.tokens import sign_token


def simulate(
    regio: Annotated[str, typer.Option(help="Regio: 22-02, sppoh, swv-vo, plein-013 of de-meierij.")] = "plein-013",
    aantal: Annotated[int, typer.Option(min=0, help="Aantal gebeurtenissen.")] = 8_000,
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde schooljaar.")] = 1,
    naar: Annotated[str, typer.Option(help="Bestand voor de gebeurtenissen (NDJSON), of - voor het scherm.")] = "-",
    url: Annotated[str | None, typer.Option(help="Stuur ze naar deze hub in plaats van naar een bestand.")] = None,
) -> None:
    """Maak een schooljaar van een regio na, met verzonnen leerlingen: ook te laat, dubbel en fout."""
    if regio not in profielen():
        wrong_use(f"De regio {regio} is niet bekend. Bekend zijn: {', '.join(sorted(profielen()))}.")
    if url is not None:
        report = asyncio.run(_to_hub(url, regio, aantal, seed))
        err.print(f"{report.lines} gebeurtenissen verstuurd, {report.stored} bewaard.")
        for title, count in report.by_kind().most_common():
            err.print(f"  {count} × {title}", markup=False)
        return
    try:
        _to_file(naar, regio, aantal, seed)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `| head` has seen enough
    except OSError as fault:
        found_wrong(f"In {naar} kan niet worden geschreven: {fault.strerror}. Kies een ander bestand.")


def _to_file(naar: str, regio: str, aantal: int, seed: int) -> None:
    with ExitStack() as stack, progress() as bar:
        file: BinaryIO = sys.stdout.buffer if naar == "-" else stack.enter_context(Path(naar).open("wb"))
        task = bar.add_task("schrijven", total=aantal)
        for number, line in enumerate(events(regio, aantal, seed), start=1):
            file.write(line + b"\n")
            if number % 500 == 0:
                bar.update(task, completed=number)
        file.flush()


def events(regio: str, aantal: int, seed: int) -> Iterator[bytes]:
    """The year that ends today, as JSON."""
    today = day_of(SystemClock().now())
    for inzending in simuleer(profielen()[regio], aantal=aantal, seed=seed, tot=today):
        yield msgspec.json.encode(inzending.gebeurtenis)


async def _to_hub(url: str, regio: str, aantal: int, seed: int) -> Report:
    token = sign_token(
        settings(), SystemClock().now(), timedelta(hours=12),
        rol=Rol.LVS, organisatie="simulatie", namens=sorted(profielen()[regio].scholen), regio=regio,
    )  # fmt: skip
    with progress() as bar:
        task = bar.add_task("versturen", total=aantal)
        async with HubClient.open(url, token) as client:
            try:
                return await send_all(
                    client, events(regio, aantal, seed), on_progress=lambda n: bar.update(task, completed=n)
                )
            except HubUnreachable as fault:
                found_wrong(str(fault))
