"""`schakel verify`: is the log what it was?"""

import asyncio
from typing import Annotated, Final

import typer

from eventlog.store import EventLog
from eventlog.verify import Verified
from eventlog.verify import verify as verify_log
from schakel.cli.console import out, progress, settings
from schakel.cli.existing import existing_databases

_NEXT: Final = "Zet een reservekopie terug en zoek uit hoe dit kon gebeuren."


def verify(as_json: Annotated[bool, typer.Option("--json", help="Toon de uitkomst als JSON.")] = False) -> None:
    """Controleer het log: is er een gebeurtenis veranderd, verdwenen of verplaatst?"""
    result = asyncio.run(_verify())
    finding = result.finding
    if as_json:
        out.print_json(
            data={
                "gebeurtenissen": result.events,
                "hash": result.head.hex(),
                "fout": None if finding is None else {"positie": finding.position, "soort": finding.kind},
            }
        )
    elif finding is None:
        _say(f"Het log klopt: {result.events} gebeurtenissen, hash {result.head.hex()}.")
    elif finding.kind == "changed":
        _say(f"De gebeurtenis op positie {finding.position} is veranderd. {_NEXT}")
    else:
        _say(f"De gebeurtenis op positie {finding.position} ontbreekt. {_NEXT}")
    if finding is not None:
        raise typer.Exit(1)


async def _verify() -> Verified:
    async with existing_databases(settings()) as databases:
        log = EventLog(databases.log)
        async with databases.log.snapshot() as connection:
            head = await log.head(connection)
        with progress() as bar:
            task = bar.add_task("controleren", total=head)
            return await verify_log(log, on_progress=lambda n: bar.update(task, completed=n))


def _say(text: str) -> None:
    out.print(text, markup=False, soft_wrap=True)
