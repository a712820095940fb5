"""`schakel ingest`: a file of CloudEvents to a hub."""

import asyncio
import contextlib
import json
import sys
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from schakel.cli.console import err, found_wrong, out, progress, settings, wrong_use
from schakel.client import HubClient, HubUnreachable
from schakel.ingest import Report, lines_of
from schakel.ingest import ingest as send_all

_SHOWN = 10


def ingest(
    files: Annotated[
        list[str], typer.Argument(help="Bestanden met een CloudEvent per regel (NDJSON), of - voor stdin.")
    ],
    token: Annotated[str, typer.Option(envvar="SCHAKEL_TOKEN", help="Toegangstoken; zie `schakel token`.")],
    url: Annotated[str | None, typer.Option(help="Adres van de hub; anders de hub op deze machine.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Toon het verslag als JSON.")] = False,
) -> None:
    """Stuur gebeurtenissen uit een bestand naar de hub. Nog een keer sturen kan geen kwaad."""
    hub = url or f"http://{settings().host}:{settings().port}"
    missing = [name for name in files if name != "-" and not Path(name).is_file()]
    if missing:
        wrong_use(f"Dit bestand is er niet: {', '.join(missing)}")
    try:
        with contextlib.ExitStack() as stack:
            opened: list[BinaryIO] = [
                sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb")) for name in files
            ]
            report = asyncio.run(_ingest(opened, hub, token))
    except HubUnreachable as fault:
        found_wrong(f"{fault}\nWat al verstuurd was, is bewaard. Start opnieuw: dubbele regels herkent de hub.")
    _show(report, as_json)
    if report.faults:
        raise typer.Exit(1)


async def _ingest(opened: list[BinaryIO], hub: str, token: str) -> Report:
    with progress() as bar:
        task = bar.add_task("versturen", total=None)
        async with HubClient.open(hub, token) as client:
            return await send_all(client, lines_of(opened), on_progress=lambda n: bar.update(task, completed=n))


def _show(report: Report, as_json: bool) -> None:
    if as_json:
        faults = [{"regel": line, "probleem": problem} for line, problem in report.faults]
        out.print_json(json.dumps({"regels": report.lines, "bewaard": report.stored, "fouten": faults}))
        return
    out.print(f"{report.lines} regels gelezen, {report.stored} gebeurtenissen bewaard.")
    for line, problem in report.faults[:_SHOWN]:
        err.print(f"  regel {line}: {_told(problem)}", markup=False, soft_wrap=True)
    if len(report.faults) > _SHOWN:
        err.print(f"  … en nog {len(report.faults) - _SHOWN}. Met --json ziet u ze allemaal.")


def _told(problem: dict[str, Any]) -> str:
    """What is wrong, where, and what to do."""
    title = problem.get("title", "").rstrip(".")
    faults = [(e.get("location", {}).get("pointer", ""), e.get("detail", "")) for e in problem.get("errors", ())]
    where = [f"{pointer.removeprefix('#/')}: {text}" if pointer.strip("#") else text for pointer, text in faults]
    parts = (*(where or [problem.get("detail", "")]), problem.get("volgendeStap", ""))
    return f"{title}. {' '.join(part for part in parts if part)}"
