"""`schakel projecties`: where each view stands, and making one anew while it answers."""

import asyncio
import time
from typing import Annotated, Any, Final

import typer
from rich.table import Table
from sqlalchemy import Connection, inspect

from eventlog.clock import SystemClock
from eventlog.fault_name import fault_place
from eventlog.following.poison import Widespread
from eventlog.storage.only_one import AlreadyHeld
from eventlog.views import registry
from eventlog.views.rebuild import Rebuild
from eventlog.views.registry import Known
from eventlog.views.status import ViewStatus, status_of
from schakel.cli.beheer import ActorOptie, RedenOptie, actor_en_reden
from schakel.cli.console import err, found_wrong, out, progress, settings, wrong_use
from schakel.cli.existing import existing_databases, existing_hub
from schakel.cli.help import Commandos
from schakel.garbage import collect_seldom
from schakel.hub import assemble
from schakel.rebuilding import Order, RecordedRebuild

app = Commandos(help="De overzichten die de hub uit het log maakt.")

_GEEN_HUB = (
    "Hier zijn nog geen overzichten. Klopt SCHAKEL_DATA of SCHAKEL_DATABASE_URL? Een hub start u met `schakel serve`."
)

_START: Final = (
    "Wat klaarstaat is gemaakt voor een andere versie dan nu antwoordt. Stop de hub en start die versie: "
    "die stapt bij de start over."
)


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="Toon de lijst als JSON.")] = False) -> None:
    """Toon per overzicht hoe ver het is, en of het opnieuw wordt opgebouwd."""
    found = asyncio.run(_status())
    if as_json:
        out.print_json(data=[_as_json(one) for one in found])
        return
    table = Table()
    for kop in ("overzicht", "generatie", "positie", "achterstand", "herbouw"):
        table.add_column(kop, justify="right" if kop in ("generatie", "positie", "achterstand") else "left")
    for one in found:
        antwoordt = "antwoordt niet" if one.generation is None else str(one.generation)
        table.add_row(one.name, antwoordt, str(one.position), str(one.behind), _herbouw(one))
    out.print(table)
    if any(one.ready for one in found):
        out.print(_START, soft_wrap=True)
    if any(one.building is not None and not (one.running or one.ready) for one in found):
        out.print(
            "Een herbouw is afgebroken. Geef `schakel projecties herbouw NAAM --actor WIE --reden WAAROM`: "
            "de herbouw gaat dan verder waar die was.",
            soft_wrap=True,
        )


@app.command()
def herbouw(
    naam: Annotated[str, typer.Argument(help="Het overzicht, bijvoorbeeld school.")],
    actor: ActorOptie,
    reden: RedenOptie,
) -> None:
    """Bouw een overzicht opnieuw op uit het log. Het oude blijft antwoorden tot het nieuwe klaar is."""
    actor_en_reden(actor, reden)
    try:
        known, answers, seconds = asyncio.run(_herbouwen(naam, Order(actor, reden)))
    except AlreadyHeld:
        found_wrong(
            f"Een ander proces is bezig met een herbouw van {naam}. "
            "Geef `schakel projecties status` om te zien hoe ver die is."
        )
    except Widespread as fault:
        found_wrong(
            f"De herbouw van {naam} stopt: te veel dossiers geven een fout ({fault_place(fault.first)}). "
            "Het oude overzicht blijft antwoorden. Herstel de fout in de broncode en geef deze opdracht opnieuw: "
            "de herbouw gaat dan verder waar die was."
        )
    done = f"Het overzicht {naam} is opnieuw opgebouwd in {seconds:.1f} seconden."
    if answers:
        out.print(f"{done} Generatie {known.number} antwoordt nu.", soft_wrap=True)
    else:
        out.print(f"{done} Generatie {known.number} staat klaar. {_START}", soft_wrap=True)


async def _status() -> list[ViewStatus]:
    chosen = settings()
    async with existing_databases(chosen) as databases:
        async with databases.views.snapshot() as connection:
            if not await connection.run_sync(_has_generations):
                wrong_use(_GEEN_HUB)
        hub = assemble(chosen, databases, SystemClock())
        return [await status_of(one.view, databases.views, hub.log) for one in hub.upkeep]


def _has_generations(connection: Connection) -> bool:
    return inspect(connection).has_table(registry.generations.name)


async def _herbouwen(naam: str, order: Order) -> tuple[Known, bool, float]:
    """What was built, whether it answers, and in how many seconds."""
    async with existing_hub() as hub:
        views = {one.view.projection.name: one.view for one in hub.upkeep}
        if naam not in views:
            wrong_use(f"Het overzicht {naam} is niet bekend. Bekend zijn: {', '.join(sorted(views))}.")
        rebuild = Rebuild(views[naam], hub.log, hub.feed, hub.databases.views)
        recorded = RecordedRebuild(rebuild, hub.beheer, hub.clock)
        with progress() as bar:
            task = bar.add_task(naam, total=None)

            def begun(known: Known, resumed: bool) -> None:
                if resumed:
                    err.print("Verder met de herbouw die eerder werd afgebroken.")
                bar.update(task, total=known.upto)

            collect_seldom()
            async with recorded.alone():
                started = time.monotonic()
                known, answers = await recorded.run_beside(
                    order, begun, lambda built: bar.update(task, completed=built)
                )
                seconds = time.monotonic() - started
        return known, answers, seconds


def _herbouw(one: ViewStatus) -> str:
    if one.building is None:
        return "-"
    hoe = "loopt" if one.running else "staat klaar" if one.ready else "afgebroken"
    return f"generatie {one.building.number}: {hoe}, {one.built} van {one.building.upto}"


def _as_json(one: ViewStatus) -> dict[str, Any]:
    building = one.building
    return {
        "naam": one.name, "generatie": one.generation, "positie": one.position, "achterstand": one.behind,
        "herbouw": None if building is None else {
            "generatie": building.number, "loopt": one.running, "klaar": one.ready, "gedaan": one.built,
            "totaal": building.upto,
        },
    }  # fmt: skip
