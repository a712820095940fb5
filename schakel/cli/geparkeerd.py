"""`schakel geparkeerd`: dossiers that a processor leaves alone, and doing them again."""

import asyncio
from typing import Annotated, Any

import typer
from rich.table import Table

from contracts.beheer import HerverwerkingGestart
from eventlog.clock import AMSTERDAM, day_of, moment_of
from eventlog.following.parking import Parked
from eventlog.following.processor import Runner
from eventlog.following.replay import Replayed, replay
from schakel.cli.beheer import ActorOptie, RedenOptie, actor_en_reden
from schakel.cli.console import out, progress, wrong_use
from schakel.cli.existing import existing_hub, of_this_version
from schakel.cli.help import Commandos
from schakel.hub import Hub
from schakel.versions import has_views

app = Commandos(help="Dossiers die een verwerker niet aankan.")

_MEESTE = 500
Verwerker = Annotated[str | None, typer.Option(help="Alleen van deze verwerker, bijvoorbeeld aanmelding.")]


@app.command()
def lijst(
    verwerker: Verwerker = None,
    as_json: Annotated[bool, typer.Option("--json", help="Toon de lijst als JSON.")] = False,
) -> None:
    """Toon welke dossiers geparkeerd zijn, sinds wanneer en waarom. Eindigt met 1 als er een is."""
    found, amounts = asyncio.run(_lijst(verwerker))
    if as_json:
        out.print_json(data={"aantal": sum(amounts.values()), "dossiers": [_as_json(parked) for parked in found]})
    elif not found:
        out.print("Er is niets geparkeerd.")
    else:
        out.print(_table(found))
        totaal = {naam: aantal for naam, aantal in sorted(amounts.items()) if aantal}
        out.print(", ".join(f"{naam}: {aantal}" for naam, aantal in totaal.items()), markup=False)
        if (niet_getoond := sum(totaal.values()) - len(found)) > 0:
            out.print(f"Niet getoond: {niet_getoond}. Van elke verwerker staan hier de eerste {_MEESTE}.")
        out.print(
            "Zoek de regel op in de broncode, herstel de fout en start de hub opnieuw. Geef daarna "
            "`schakel geparkeerd opnieuw --actor WIE --reden WAAROM`.",
            soft_wrap=True,
        )
    if found:
        raise typer.Exit(1)


@app.command()
def opnieuw(actor: ActorOptie, reden: RedenOptie, verwerker: Verwerker = None) -> None:
    """Verwerk opnieuw wat geparkeerde dossiers gemist hebben. Eindigt met 1 als er een geparkeerd blijft."""
    actor_en_reden(actor, reden)
    done = asyncio.run(_opnieuw(verwerker, actor, reden))
    out.print(
        f"Bijgewerkt: {done.done} dossiers, {done.events} gebeurtenissen. Nog geparkeerd: {done.still_parked}.",
        soft_wrap=True,
    )
    if done.still_parked:
        out.print("Geef `schakel geparkeerd lijst` om te zien waarom.")
        raise typer.Exit(1)


async def _lijst(verwerker: str | None) -> tuple[list[Parked], dict[str, int]]:
    async with existing_hub() as hub:
        runners = _runners(hub, verwerker)
        if not await has_views(hub.databases.views):  # then nothing is parked there
            runners = [runner for runner in runners if runner.database is not hub.databases.views]
        found = [parked for runner in runners for parked in await _parked(runner, _MEESTE)]
        return found, {runner.processor.name: await _amount(runner) for runner in runners}


async def _opnieuw(verwerker: str | None, actor: str, reden: str) -> Replayed:
    async with existing_hub() as hub:
        runners = _runners(hub, verwerker)
        await of_this_version(hub, runners)
        waiting = sum([await _amount(runner) for runner in runners])
        total = Replayed()
        if not waiting:
            return total
        today = day_of(hub.clock.now())
        act = HerverwerkingGestart(datum=today, actor=actor, reden=reden, verwerker=verwerker, dossiers=waiting)
        await hub.beheer.record(act)
        with progress() as bar:
            task = bar.add_task("opnieuw verwerken", total=waiting)
            for runner in runners:
                total += await replay(runner, hub.log, lambda n: bar.update(task, advance=n))
        return total


async def _parked(runner: Runner, limit: int) -> list[Parked]:
    async with runner.database.snapshot() as connection:
        return await runner.parking.list(connection, limit)


async def _amount(runner: Runner) -> int:
    async with runner.database.snapshot() as connection:
        return await runner.parking.count(connection)


def _runners(hub: Hub, verwerker: str | None) -> list[Runner]:
    names = [runner.processor.name for runner in hub.runners]
    if verwerker is not None and verwerker not in names:
        wrong_use(f"De verwerker {verwerker} is niet bekend. Bekend zijn: {', '.join(sorted(names))}.")
    return [runner for runner in hub.runners if verwerker in (None, runner.processor.name)]


def _as_json(parked: Parked) -> dict[str, Any]:
    return {
        "verwerker": parked.processor, "dossier": str(parked.dossier), "positie": parked.position,
        "type": parked.type, "reden": parked.reason, "sinds": moment_of(parked.since).isoformat(),
    }  # fmt: skip


def _table(found: list[Parked]) -> Table:
    # An id must stay in one piece, to be copied: two columns, of several lines a dossier.
    table = Table(show_lines=True)
    table.add_column("dossier, verwerker, sinds", no_wrap=True)
    table.add_column("vanaf positie, gebeurtenis, fout en regel in de broncode", overflow="fold")
    for parked in found:
        since = moment_of(parked.since).astimezone(AMSTERDAM)
        table.add_row(
            f"{parked.dossier}\n{parked.processor}\n{since:%Y-%m-%d %H:%M}",
            f"{parked.position}\n{parked.type}\n{parked.reason}",
        )
    return table
