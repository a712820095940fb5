"""A morning as it reads on the screen: at most 100 columns, Dutch that everybody can read (B1)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from .ochtend import Bericht, Ochtend, Termijn
from .scherm_ondersteuning import toon_cijfers, toon_ondersteuning
from .taal import datum, datum_voluit, meervoud

BREEDTE: Final = 100
HOOGSTENS: Final = 8
"""Rows in one part; of the rest only the number is shown."""

_BESLUIT: Final = "Neem een besluit en laat het ouders weten. Weigert u? Zoek dan eerst een school die wel wil."
_DOEN: Final = {
    "aanmelding-beslissing": _BESLUIT,
    "tijdelijke-plaatsing": _BESLUIT,
    "opp-opstellen": "Stel het OPP vast. Hoor eerst de leerling, bespreek het met ouders en vraag hun instemming.",
    "opp-evaluatie": "Evalueer het OPP, samen met ouders en de leerling.",
    "opp-rod": "Registreer het OPP in het ROD.",
    "plan-evaluatie": "Evalueer het plan en leg het resultaat vast.",
    "seo-meting": "Neem de SEO-meting af bij de groep en leg die vast.",
    "groepsplan-gedrag": "Stel het groepsplan gedrag vast.",
    "groepsplan-bespreking": "Bespreek het groepsplan met de leerkracht of mentor.",
    "sop-actualisatie": "Stel vast welke ondersteuning de school in het nieuwe schooljaar biedt.",
    "monitoring": "Rapporteer welke ondersteuning de school dit schooljaar heeft ingezet.",
}
"""What to do about a deadline that has passed, by its rule."""


def toon(ochtend: Ochtend) -> RenderableType:
    """The whole screen, at most 100 columns wide."""
    delen = Group(
        _kop(ochtend),
        _deel(f"Te laat{_bij_hoeveel(ochtend)}", "red", _te_laat(ochtend), "Niets te laat. Mooi zo."),
        _deel("Deze twee weken", "yellow", _binnenkort(ochtend), "De komende twee weken loopt geen termijn af."),
        _deel("Wacht op aanvulling van ouders", "cyan", _staat_stil(ochtend), "U wacht op niemand."),
        _deel("Ondersteuning", "yellow", _ondersteuning(ochtend), "Er is nog geen ondersteuning vastgelegd."),
        *_klopt_niet_meer(ochtend),
        _deel("Berichten die wachten", "cyan", _aangehouden(ochtend), "Geen bericht hoeft te wachten."),
        _deel("Afgewezen berichten", "magenta", _afgewezen(ochtend), "Geen bericht is afgewezen."),
    )
    return Constrain(delen, BREEDTE)


def _kop(ochtend: Ochtend) -> RenderableType:
    tellingen = (
        (len(ochtend.te_laat), "te laat", "red"),
        (len(ochtend.binnenkort), "deze twee weken", "yellow"),
        (len(ochtend.later), "later", "none"),
        (len(ochtend.staat_stil), "bij ouders", "cyan"),
        (len(ochtend.aangehouden), meervoud(len(ochtend.aangehouden), "bericht wacht", "berichten wachten"), "cyan"),
        (len(ochtend.afgewezen), "afgewezen", "magenta"),
    )
    regel = Text(" · ").join(
        Text.assemble((str(aantal), f"bold {kleur}" if aantal and kleur != "none" else "bold"), f" {wat}")
        for aantal, wat, kleur in tellingen
    )
    onder = Text(datum_voluit(ochtend.vandaag), style="dim")
    if ochtend.nieuw_te_laat or ochtend.nieuw_dichtbij:
        onder.append(f" · erbij deze week: {ochtend.nieuw_te_laat} te laat, {ochtend.nieuw_dichtbij} dichtbij")
    titel = Text(f"Goedemorgen, {ochtend.school}", style="bold")
    return Panel(Group(onder, regel), title=titel, title_align="left", box=box.ROUNDED)


def _deel(titel: str, kleur: str, inhoud: Sequence[RenderableType], leeg: str) -> RenderableType:
    kop = Text(titel, style=f"bold {kleur}")
    regels = inhoud or [Text(leeg, style="dim")]
    return Padding(Group(kop, *(Padding(regel, (0, 0, 0, 2)) for regel in regels)), (1, 0, 0, 0))


def _bij_hoeveel(ochtend: Ochtend) -> str:
    aantal = ochtend.leerlingen_te_laat
    return f" bij {aantal} {meervoud(aantal, 'leerling', 'leerlingen')}" if aantal else ""


def _te_laat(ochtend: Ochtend) -> list[RenderableType]:
    def laat(termijn: Termijn) -> Text:
        dagen = termijn.dagen_over(ochtend.vandaag)
        return Text(f"{-dagen} {meervoud(-dagen, 'dag', 'dagen')} te laat", style="red")

    doen = dict.fromkeys(_DOEN[t.regel] for t in ochtend.te_laat if t.regel in _DOEN)
    return _termijnen(ochtend.te_laat, ochtend.vandaag, "Uiterlijk", laat, *doen)


def _ondersteuning(ochtend: Ochtend) -> list[RenderableType]:
    cijfers = ochtend.cijfers
    if cijfers is None or not (cijfers.opps or cijfers.plannen or ochtend.ondersteuning):
        return []
    rijen = toon_ondersteuning(ochtend.ondersteuning[:HOOGSTENS])
    return [*toon_cijfers(cijfers), *rijen, *_rest(len(ochtend.ondersteuning))]


def _binnenkort(ochtend: Ochtend) -> list[RenderableType]:
    def nog(termijn: Termijn) -> Text:
        dagen = termijn.dagen_over(ochtend.vandaag)
        if dagen == 0:
            return Text("vandaag", style="bold yellow")
        return Text(f"nog {dagen} {meervoud(dagen, 'dag', 'dagen')}", style="yellow" if dagen <= 7 else "")

    return _termijnen(ochtend.binnenkort, ochtend.vandaag, "Uiterlijk", nog)


def _staat_stil(ochtend: Ochtend) -> list[RenderableType]:
    def al(termijn: Termijn) -> Text:
        dagen = (ochtend.vandaag - termijn.stil_sinds).days if termijn.stil_sinds is not None else 0
        return Text(f"al {dagen} {meervoud(dagen, 'dag', 'dagen')}")

    doen = "De termijn staat stil tot ouders antwoorden. Bel ze als het lang duurt."
    return _termijnen(ochtend.staat_stil, ochtend.vandaag, "Stil sinds", al, doen)


def _termijnen(
    termijnen: Sequence[Termijn], vandaag: date, kop: str, hoe: Callable[[Termijn], Text], *doen: str
) -> list[RenderableType]:
    if not termijnen:
        return []
    tabel = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, header_style="dim")
    tabel.add_column("Leerling", ratio=4, overflow="fold")
    tabel.add_column("Groep", width=6, overflow="fold")
    tabel.add_column("Wat", ratio=5)
    tabel.add_column(kop, width=10)
    tabel.add_column("", width=17, justify="right")
    for termijn in termijnen[:HOOGSTENS]:
        dag = termijn.einddatum or termijn.stil_sinds
        dagtekst = Text(datum(dag, vandaag) if dag else "")
        tabel.add_row(Text(termijn.wie), Text(termijn.groep), Text(termijn.wat), dagtekst, hoe(termijn))
    return [tabel, *_rest(len(termijnen)), *map(_wat_te_doen, doen)]


def _klopt_niet_meer(ochtend: Ochtend) -> list[RenderableType]:
    """Seldom there, so nothing is said where there is none."""
    berichten = _berichten(ochtend.klopt_niet_meer, lambda bericht: bericht.volgende_stap)
    return [_deel("Klopt niet meer na een intrekking of correctie", "red", berichten, "")] if berichten else []


def _aangehouden(ochtend: Ochtend) -> list[RenderableType]:
    def doen(bericht: Bericht) -> str:
        wat = " of ".join(f"‘{soort}’" for soort in bericht.wacht_op)
        voor = f" Doe dat uiterlijk {datum_voluit(bericht.tot)}." if bericht.tot else ""
        return f"Stuur {wat} uit uw systeem.{voor} Daarna gaat dit bericht vanzelf verder."

    return _berichten(ochtend.aangehouden, doen)


def _afgewezen(ochtend: Ochtend) -> list[RenderableType]:
    return _berichten(ochtend.afgewezen, lambda bericht: bericht.volgende_stap)


def _berichten(berichten: Sequence[Bericht], doen: Callable[[Bericht], str]) -> list[RenderableType]:
    regels: list[RenderableType] = []
    for bericht in berichten[:HOOGSTENS]:
        uitleg = Text(bericht.waarom)
        if bericht.grondslag:
            uitleg.append(f" ({bericht.grondslag})", style="dim")
        wie = Text.assemble(("• ", "dim"), (bericht.soort, "bold"))
        if bericht.wie:
            wie.append(f" — {bericht.wie}")
        onder = Group(uitleg, _wat_te_doen(doen(bericht)))
        regels += [wie, Padding(onder, (0, 0, 0, 2))]
    return [*regels, *_rest(len(berichten))]


def _wat_te_doen(tekst: str) -> Text:
    return Text.assemble(("→ ", "green"), (tekst, "green"))


def _rest(aantal: int) -> list[RenderableType]:
    return [Text(f"… en nog {aantal - HOOGSTENS}", style="dim")] if aantal > HOOGSTENS else []
