"""`schakel ingest`: files of CloudEvents to a hub, and what became of each."""

import asyncio
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer

from schakel.cli.console import counting, err, found_wrong, settings, wrong_use
from schakel.cli.ingest_report import show, write
from schakel.client import HubClient, HubUnreachable
from schakel.ingest import Journal, Line, Report, WrongFile, count_lines, follow, lines_of, send

_STDIN = "-"


def ingest(
    files: Annotated[
        list[str],
        typer.Argument(help="Bestanden met een CloudEvent per regel (NDJSON, ook met gzip ingepakt), of - voor stdin."),
    ],
    token: Annotated[str, typer.Option(envvar="SCHAKEL_TOKEN", help="Toegangstoken; zie `schakel token`.")],
    url: Annotated[str | None, typer.Option(help="Adres van de hub; anders de hub op deze machine.")] = None,
    voortgang: Annotated[
        str | None,
        typer.Option(help="Bestand dat onthoudt wat de hub al heeft; anders naast het eerste bestand (.voortgang)."),
    ] = None,
    wacht: Annotated[
        int, typer.Option(min=0, help="Zoveel seconden wachten als de hub niets meer beslist; 0: alleen versturen.")
    ] = 60,
    verslag: Annotated[
        str | None, typer.Option(help="Bestand voor elke regel die niet is aanvaard, met de reden (NDJSON).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Toon het verslag als JSON.")] = False,
) -> None:
    """Stuur gebeurtenissen uit een bestand naar de hub, en lees wat ervan is geworden.

    Na een onderbreking gaat hetzelfde commando verder waar het was. Ook als alles al verstuurd is, kan het geen kwaad:
    dan ziet u hoe het er nu voor staat.
    """
    hub = (url or f"http://{settings().host}:{settings().port}").rstrip("/")
    total = _checked(files)
    with ExitStack() as stack:
        to = stack.enter_context(_opened(verslag)) if verslag is not None else None
        journal = _journal(voortgang, files, hub)
        report = Report()
        try:
            asyncio.run(_ingest(files, hub, token, report, journal, total, wacht))
        except HubUnreachable as fault:
            if to is not None:
                write(report, to)
            found_wrong(
                f"{fault}\nVan de eerste {report.lines} regels staan er {report.stored} in de hub. Geef hetzelfde "
                "commando nog een keer om verder te gaan."
            )
        except WrongFile as fault:
            wrong_use(str(fault))
        except OSError as fault:
            found_wrong(
                f"{fault.filename or 'Een bestand'} kan niet worden gelezen of geschreven: {fault.strerror}. Los dat "
                "op en geef hetzelfde commando nog een keer om verder te gaan."
            )
        if to is not None:
            write(report, to)
    show(report, as_json=as_json, verslag=verslag)
    if report.findings:
        raise typer.Exit(1)


async def _ingest(
    files: list[str], hub: str, token: str, report: Report, journal: Journal, total: int | None, wacht: int
) -> None:
    async with HubClient.open(hub, token) as client:
        with ExitStack() as stack, counting("versturen", total) as tell:
            await send(client, _lines(files, stack), report, journal, on_progress=tell)
        if wacht:
            with counting("beslist", len(report.undecided)) as tell:
                await follow(client, report, patience=wacht, on_progress=tell)


def _checked(files: list[str]) -> int | None:
    """How many lines there are; None where stdin is one of them. Ends with 2 for what is no file of events."""
    missing = [name for name in files if name != _STDIN and not Path(name).is_file()]
    if missing:
        wrong_use(f"Dit bestand is er niet: {', '.join(missing)}")
    try:
        counts = [None if name == _STDIN else count_lines(Path(name), name) for name in files]
    except WrongFile as fault:
        wrong_use(str(fault))
    except OSError as fault:
        wrong_use(f"{fault.filename} kan niet worden gelezen: {fault.strerror}.")
    return None if None in counts else sum(cast(list[int], counts))


def _lines(files: Iterable[str], stack: ExitStack) -> Iterator[Line]:
    return chain.from_iterable(
        lines_of(
            cast(BufferedReader, sys.stdin.buffer) if name == _STDIN else stack.enter_context(Path(name).open("rb")),
            name,
        )
        for name in files
    )


def _journal(voortgang: str | None, files: list[str], hub: str) -> Journal:
    first = next((name for name in files if name != _STDIN), None)
    path = voortgang or (f"{first}.voortgang" if first is not None else None)
    if path is None:
        return Journal(hub)
    try:
        return Journal.open(Path(path), hub)
    except OSError as fault:
        if voortgang is not None:
            wrong_use(f"In {voortgang} kan niet worden geschreven: {fault.strerror}. Kies een ander bestand.")
        err.print(
            f"Let op: in {path} kan niet worden geschreven ({fault.strerror}). Na een onderbreking wordt alles opnieuw "
            "verstuurd, tenzij u met --voortgang een ander bestand kiest.",
            markup=False, soft_wrap=True,
        )  # fmt: skip
        return Journal(hub)


def _opened(verslag: str) -> BinaryIO:
    # Before anything is sent: who asked for a report should not find out afterwards that there is no place for it.
    try:
        return Path(verslag).open("wb")
    except OSError as fault:
        wrong_use(f"In {verslag} kan niet worden geschreven: {fault.strerror}. Kies een ander bestand.")
