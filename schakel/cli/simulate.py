"""`schakel simulate`: a region's school year of events, or its first day, to a file or to a hub."""

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
from schakel.cli.console import counting, err, found_wrong, settings, wrong_use
from schakel.client import HubClient, HubUnreachable
from schakel.ingest import Journal, Report, Stand, numbered, send
from schakel.simulatie import Inzending, beginstanden, simuleer
from schakel.tokens import sign_token

_EVERY = 500


def simulate(
    regio: Annotated[str, typer.Option(help="Regio: 22-02, sppoh, swv-vo, plein-013 of de-meierij.")] = "plein-013",
    aantal: Annotated[
        int, typer.Option(min=0, help="Aantal gebeurtenissen; met --beginstand: aantal leerlingen.")
    ] = 8_000,
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde schooljaar.")] = 1,
    beginstand: Annotated[
        bool, typer.Option("--beginstand", help="De eerste dag van een regio: de beginstand van elke leerling.")
    ] = False,
    fouten: Annotated[int, typer.Option(min=0, help="Met --beginstand: zoveel daarvan zijn fout.")] = 0,
    namen: Annotated[
        bool, typer.Option("--namen", help="Met --beginstand: ook de (verzonnen) naam van elke leerling.")
    ] = False,
    naar: Annotated[str, typer.Option(help="Bestand voor de gebeurtenissen (NDJSON), of - voor het scherm.")] = "-",
    url: Annotated[str | None, typer.Option(help="Stuur ze naar deze hub in plaats van naar een bestand.")] = None,
) -> None:
    """Maak een schooljaar van een regio na, met verzonnen leerlingen: ook te laat, dubbel en fout."""
    if regio not in profielen():
        wrong_use(f"De regio {regio} is niet bekend. Bekend zijn: {', '.join(sorted(profielen()))}.")
    if (fouten or namen) and not beginstand:
        wrong_use("De opties --fouten en --namen horen bij --beginstand. Een schooljaar heeft vanzelf fouten.")
    if fouten > aantal:
        wrong_use(f"Er kunnen hoogstens zoveel beginstanden fout zijn als er zijn: {aantal}.")
    if beginstand:
        total, events = aantal * (1 + namen), _first_day(regio, aantal, seed, fouten, namen)
    else:
        total, events = aantal, _year(regio, aantal, seed)
    if url is not None:
        _tell(asyncio.run(_to_hub(url, regio, events, total)))
        return
    try:
        _to_file(naar, events, total)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `| head` has seen enough
    except OSError as fault:
        found_wrong(f"In {naar} kan niet worden geschreven: {fault.strerror}. Kies een ander bestand.")


def _year(regio: str, aantal: int, seed: int) -> Iterator[bytes]:
    """The year that ends today."""
    return _as_json(simuleer(profielen()[regio], aantal=aantal, seed=seed, tot=day_of(SystemClock().now())))


def _first_day(regio: str, aantal: int, seed: int, fouten: int, namen: bool) -> Iterator[bytes]:
    """The region as it stands today."""
    today = day_of(SystemClock().now())
    return _as_json(
        beginstanden(profielen()[regio], aantal=aantal, seed=seed, tot=today, fouten=fouten, met_namen=namen)
    )


def _as_json(inzendingen: Iterator[Inzending]) -> Iterator[bytes]:
    return (msgspec.json.encode(inzending.gebeurtenis) for inzending in inzendingen)


def _to_file(naar: str, events: Iterator[bytes], total: int) -> None:
    with ExitStack() as stack:
        tell = stack.enter_context(counting("schrijven", total))
        file: BinaryIO = sys.stdout.buffer if naar == "-" else stack.enter_context(Path(naar).open("wb"))
        for number, line in enumerate(events, start=1):
            file.write(line + b"\n")
            if number % _EVERY == 0:
                tell(number)
        file.flush()


async def _to_hub(url: str, regio: str, events: Iterator[bytes], total: int) -> Report:
    token = sign_token(
        settings(), SystemClock().now(), timedelta(hours=12),
        rol=Rol.LVS, organisatie="simulatie", namens=sorted(profielen()[regio].scholen), regio=regio,
    )  # fmt: skip
    report = Report()
    with counting("versturen", total) as tell:
        async with HubClient.open(url, token) as client:
            try:
                await send(client, numbered(events), report, Journal(url), on_progress=tell)
            except HubUnreachable as fault:
                found_wrong(str(fault))
    return report


def _tell(report: Report) -> None:
    err.print(f"{report.lines} gebeurtenissen verstuurd, {report.stored} bewaard.")
    for reason, found in report.by_reason():
        if reason.status is Stand.NIET_OPGESLAGEN:
            err.print(f"  {len(found)} × {reason.regel}: {reason.melding}", markup=False, soft_wrap=True)
