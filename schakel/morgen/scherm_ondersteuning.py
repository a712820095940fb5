"""The part of the screen about support: figures of the school, and pupils of whom something is still to be done."""

from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from .ondersteuning import Cijfers, Ondersteuning
from .taal import meervoud


def toon_cijfers(cijfers: Cijfers) -> list[RenderableType]:
    """What there is, in two lines; of a measurement that no groep has yet nothing is shown."""
    opps, plannen = cijfers.opps, cijfers.plannen
    regels = [
        Text.assemble(
            (str(opps), "bold"), f" {meervoud(opps, 'OPP', 'OPP’s')}, waarvan ", (str(cijfers.te_evalueren), "bold"),
            f" nog te evalueren in {cijfers.schooljaar} · ", (str(plannen), "bold"),
            f" {meervoud(plannen, 'plan loopt', 'plannen lopen')}, {cijfers.over_datum} over datum · ",
            (str(cijfers.zonder_resultaat), "bold"), " zonder resultaat",
        )
    ]  # fmt: skip
    metingen = [f"{wanneer} {aantal} van {cijfers.groepen}" for wanneer, aantal in cijfers.seo if aantal]
    if metingen:
        regels.append(Text(f"Groepen met een SEO-meting: {' · '.join(metingen)}", style="dim"))
    return list(regels)


def toon_ondersteuning(leerlingen: Sequence[Ondersteuning]) -> list[RenderableType]:
    """A table; empty without pupils."""
    if not leerlingen:
        return []
    tabel = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, header_style="dim")
    tabel.add_column("Leerling", ratio=4, overflow="fold")
    tabel.add_column("Groep", width=6, overflow="fold")
    tabel.add_column("Niveau", width=8, overflow="fold")
    tabel.add_column("Plan", min_width=14, max_width=19, overflow="fold")
    tabel.add_column("Nog te doen", ratio=6)
    for leerling in leerlingen:
        te_doen = Text(", ".join(leerling.te_doen))
        tabel.add_row(
            Text(leerling.wie), Text(leerling.groep), Text(leerling.niveau), Text(leerling.plan), te_doen
        )  # fmt: skip
    return [tabel]
