"""`schakel termijnen`: the daily check by hand, and how an end date comes about."""

import asyncio
from datetime import date, datetime
from typing import Annotated

import typer

from contracts.regio import profielen
from contracts.termijnen import OnbekendeTermijn
from eventlog.clock import SystemClock, day_of
from schakel.cli.console import out, wrong_use
from schakel.cli.existing import existing_hub, of_this_version
from schakel.cli.help import Commandos
from services.termijnen.overzicht import EinddatumHoortErbij, GeenKalender, bereken_stappen

app = Commandos(help="Wettelijke en afgesproken termijnen.")

Datum = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Dag, als 2026-03-02; anders vandaag.")]


@app.command()
def check(
    op: Datum = None, as_json: Annotated[bool, typer.Option("--json", help="Toon de uitkomst als JSON.")] = False
) -> None:
    """Controleer welke termijnen bijna aflopen of verstreken zijn, en meld elke één keer."""
    today = day_of(SystemClock().now())
    day = op.date() if op else today
    if day > today:
        wrong_use("Deze dag ligt in de toekomst. Kies vandaag of een dag daarvoor.")
    found = asyncio.run(_check(day))
    if as_json:
        out.print_json(data={"op": day.isoformat(), **found})
    else:
        out.print(
            f"{day}: nieuw gemeld zijn {found['nadert']} termijnen die bijna aflopen en {found['verstreken']} die "
            "verstreken zijn. Wat eerder gemeld is, telt niet mee.",
            soft_wrap=True,
        )


async def _check(day: date) -> dict[str, int]:
    async with existing_hub() as hub:
        await of_this_version(hub, (*hub.deciding, hub.deadlines))
        done = await hub.check_deadlines(day)
        return {"nadert": done.nadert, "verstreken": done.verstreken}


@app.command()
def bereken(
    regel: Annotated[str, typer.Argument(help="De termijn, bijvoorbeeld aanmelding-beslissing.")],
    vanaf: Annotated[
        datetime,
        typer.Option(
            formats=["%Y-%m-%d"], help="Dag waarop de termijn begint; bij een kalender: de eerste vanaf deze dag."
        ),
    ],
    regio: Annotated[str | None, typer.Option(help="Regio met eigen afspraken, bijvoorbeeld plein-013.")] = None,
    einddatum: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="De afgesproken laatste dag, bijvoorbeeld die in een plan."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Toon de uitkomst als JSON.")] = False,
) -> None:
    """Reken een termijn uit: elke stap met de regel erbij, de einddatum op de laatste regel."""
    if regio is not None and regio not in profielen():
        wrong_use(f"De regio {regio} is niet bekend. Bekend zijn: {', '.join(sorted(profielen()))}.")
    try:
        uitkomst = bereken_stappen(
            regel, vanaf.date(), profielen()[regio] if regio else None, einddatum.date() if einddatum else None
        )
    except (OnbekendeTermijn, EinddatumHoortErbij, GeenKalender) as fout:
        wrong_use(str(fout))
    except (ValueError, OverflowError):
        wrong_use("Met deze dag kan de hub niet rekenen. Kies een dag dichter bij vandaag.")
    stappen = [
        {"datum": s.datum.isoformat(), "omschrijving": s.omschrijving, "grondslag": s.grondslag}
        for s in uitkomst.stappen
    ]
    if as_json:
        out.print_json(data={"stappen": stappen, "einddatum": str(uitkomst.einddatum)})
        return
    for stap in stappen:
        out.print(f"{stap['datum']}  {stap['omschrijving']}  [{stap['grondslag']}]", markup=False, soft_wrap=True)
    out.print(str(uitkomst.einddatum))
