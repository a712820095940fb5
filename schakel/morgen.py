"""What an intern begeleider of one school wants to see this morning, in the terminal.

`lees` turns the hub's answers into an `Ochtend`; `toon` turns that into Rich renderables. Both are pure. Names come
from the API, which opens them for this school: they go to the school's own screen and nowhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rich import box
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from contracts.catalogue import CATALOGUS
from contracts.termijnen import OnbekendeTermijn, regels_op
from services.aanmelding import regels as aanmeldregels
from services.leerling import regels as leerlingregels

BREEDTE: Final = 100
TWEE_WEKEN: Final = timedelta(days=14)
HOOGSTENS: Final = 10
"""Rows in one part; of the rest only the number is shown."""

_DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_KORT: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ZONDER_NAAM: Final = "(naam niet bekend)"


# --- what there is to see ---


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """What inzage answered, as decoded JSON: the items of each list, all pages together.

    `leerlingen`: those with a deadline within two weeks; `te_laat`: those with one that has passed; `inzendingen`: held
    and refused ones.
    """

    leerlingen: Sequence[Mapping[str, Any]] = ()
    te_laat: Sequence[Mapping[str, Any]] = ()
    termijnen: Sequence[Mapping[str, Any]] = ()
    signalen: Sequence[Mapping[str, Any]] = ()
    inzendingen: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Termijn:
    """A running deadline of a pupil. `einddatum` None: it stands still, since `stil_sinds`."""

    wie: str
    groep: str
    wat: str
    einddatum: date | None
    stil_sinds: date | None


@dataclass(frozen=True, slots=True)
class Bericht:
    """A submission that is no fact: held until `tot`, or refused (None)."""

    wie: str
    soort: str
    regel: str
    waarom: str
    grondslag: str
    wacht_op: tuple[str, ...]
    tot: date | None


@dataclass(frozen=True, slots=True)
class Ochtend:
    """One school, one morning. `signalen`: open signals of the hub."""

    school: str
    vandaag: date
    te_laat: tuple[Termijn, ...] = ()
    binnenkort: tuple[Termijn, ...] = ()
    later: tuple[Termijn, ...] = ()
    staat_stil: tuple[Termijn, ...] = ()
    aangehouden: tuple[Bericht, ...] = ()
    afgewezen: tuple[Bericht, ...] = ()
    leerlingen_te_laat: int = 0
    leerlingen_binnenkort: int = 0
    signalen: int = 0


# --- how it reads on the screen ---


def toon(ochtend: Ochtend) -> RenderableType:
    """The whole screen, at most 100 columns wide."""
    delen = Group(
        _kop(ochtend),
        _deel("Te laat", "red", _te_laat(ochtend), "Niets te laat. Mooi zo."),
        _deel("Deze twee weken", "yellow", _binnenkort(ochtend), "De komende twee weken loopt geen termijn af."),
        _deel("Wacht op aanvulling van ouders", "cyan", _staat_stil(ochtend), "U wacht op niemand."),
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
        (len(ochtend.aangehouden), _meervoud(len(ochtend.aangehouden), "bericht wacht", "berichten wachten"), "cyan"),
        (len(ochtend.afgewezen), "afgewezen", "magenta"),
    )
    regel = Text(" · ").join(
        Text.assemble((str(aantal), f"bold {kleur}" if aantal and kleur != "none" else "bold"), f" {wat}")
        for aantal, wat, kleur in tellingen
    )
    return Panel(
        Group(Text(datum_voluit(ochtend.vandaag), style="dim"), regel),
        title=Text(f"Goedemorgen, {ochtend.school}", style="bold"), title_align="left", box=box.ROUNDED,
    )  # fmt: skip


def _deel(titel: str, kleur: str, inhoud: Sequence[RenderableType], leeg: str) -> RenderableType:
    kop = Text(titel, style=f"bold {kleur}")
    regels = inhoud or [Text(leeg, style="dim")]
    return Padding(Group(kop, *(Padding(regel, (0, 0, 0, 2)) for regel in regels)), (1, 0, 0, 0))


def _te_laat(ochtend: Ochtend) -> list[RenderableType]:
    def laat(termijn: Termijn) -> Text:
        dagen = _dagen_tot(termijn, ochtend.vandaag)
        return Text(f"{-dagen} {_meervoud(-dagen, 'dag', 'dagen')} te laat", style="red")

    doen = "Neem een besluit en laat het ouders weten. Weigert u? Zoek dan eerst een school die wel wil."
    return _termijnen(ochtend.te_laat, ochtend.vandaag, "Moest af zijn", laat, doen)


def _binnenkort(ochtend: Ochtend) -> list[RenderableType]:
    def nog(termijn: Termijn) -> Text:
        dagen = _dagen_tot(termijn, ochtend.vandaag)
        if dagen == 0:
            return Text("vandaag", style="bold yellow")
        return Text(f"nog {dagen} {_meervoud(dagen, 'dag', 'dagen')}", style="yellow" if dagen <= 7 else "")

    return _termijnen(ochtend.binnenkort, ochtend.vandaag, "Uiterlijk", nog)


def _staat_stil(ochtend: Ochtend) -> list[RenderableType]:
    def al(termijn: Termijn) -> Text:
        dagen = (ochtend.vandaag - termijn.stil_sinds).days if termijn.stil_sinds is not None else 0
        return Text(f"al {dagen} {_meervoud(dagen, 'dag', 'dagen')}")

    doen = "De termijn staat stil tot ouders antwoorden. Bel ze als het lang duurt."
    return _termijnen(ochtend.staat_stil, ochtend.vandaag, "Stil sinds", al, doen)


def _termijnen(
    termijnen: Sequence[Termijn], vandaag: date, kop: str, hoe: Callable[[Termijn], Text], doen: str = ""
) -> list[RenderableType]:
    if not termijnen:
        return []
    tabel = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, header_style="dim")
    tabel.add_column("Leerling", ratio=4, overflow="fold")
    tabel.add_column("Groep", width=6, overflow="fold")
    tabel.add_column("Wat", ratio=5)
    tabel.add_column(kop, width=14)
    tabel.add_column("", width=16, justify="right")
    for termijn in termijnen[:HOOGSTENS]:
        dag = termijn.einddatum or termijn.stil_sinds
        dagtekst = Text(_datum(dag, vandaag) if dag else "")
        tabel.add_row(Text(termijn.wie), Text(termijn.groep), Text(termijn.wat), dagtekst, hoe(termijn))
    return [tabel, *_rest(len(termijnen)), *([_wat_te_doen(doen)] if doen else [])]


def _aangehouden(ochtend: Ochtend) -> list[RenderableType]:
    def doen(bericht: Bericht) -> str:
        wat = " of ".join(f"‘{soort}’" for soort in bericht.wacht_op)
        voor = f" Doe dat uiterlijk {datum_voluit(bericht.tot)}." if bericht.tot else ""
        return f"Stuur {wat} uit uw systeem.{voor} Daarna gaat dit bericht vanzelf verder."

    return _berichten(ochtend.aangehouden, doen)


def _afgewezen(ochtend: Ochtend) -> list[RenderableType]:
    return _berichten(ochtend.afgewezen, lambda bericht: _OPLOSSING.get(bericht.regel, _OPLOSSING_ANDERS))


def _berichten(berichten: Sequence[Bericht], doen: Callable[[Bericht], str]) -> list[RenderableType]:
    regels: list[RenderableType] = []
    for bericht in berichten[:HOOGSTENS]:
        uitleg = Text(bericht.waarom)
        if artikel := bericht.grondslag.split(" [")[0]:  # our marks of where it was found are not for schools
            uitleg.append(f" ({artikel})", style="dim")
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


_OPLOSSING_ANDERS: Final = "Herstel de fout in uw systeem en stuur een nieuw bericht."
_OPLOSSING: Final[Mapping[str, str]] = {
    aanmeldregels.VERLENGING_MEDEDELING.id: (
        "Laat ouders weten dat u verlengt. Stuur de verlenging dan opnieuw, voordat de zes weken om zijn."
    ),
    aanmeldregels.VERLENGING_EENMALIG.id: "Neem een besluit voor de datum van de eerste verlenging.",
    aanmeldregels.VERLENGING_OP_TIJD.id: "Neem zo snel mogelijk een besluit en laat het ouders weten.",
    aanmeldregels.VERLENGING_VIER_WEKEN.id: "Stuur de verlenging opnieuw met een eerdere datum.",
    aanmeldregels.ZORGPLICHT.id: (
        "Zoek een school die de leerling wil toelaten. Stuur de weigering dan opnieuw, met die school erbij."
    ),
    leerlingregels.VOLGENDE_SCHOOL.id: (
        "Zoek een school die de leerling wil toelaten. Stuur de uitschrijving dan opnieuw, met die school erbij."
    ),
}
"""Rule → what a school can do about a refusal by it."""


# --- words and dates ---


def datum_voluit(dag: date) -> str:
    """`maandag 2 maart 2026`."""
    return f"{_DAGEN[dag.weekday()]} {dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


def _datum(dag: date, vandaag: date) -> str:
    jaar = f" {dag.year}" if dag.year != vandaag.year else ""
    return f"{_DAGEN[dag.weekday()][:2]} {dag.day} {_KORT[dag.month - 1]}{jaar}"


def _meervoud(aantal: int, een: str, meer: str) -> str:
    return een if aantal == 1 else meer


def _dagen_tot(termijn: Termijn, vandaag: date) -> int:
    return (termijn.einddatum - vandaag).days if termijn.einddatum is not None else 0


def naam_van_termijn(regel: str, vanaf: date) -> str:
    """What a deadline is for, as a title: `Beslissing over de aanmelding`. An unknown rule is called by its id."""
    try:
        omschrijving = regels_op(regel, vanaf).omschrijving
    except OnbekendeTermijn:
        return regel
    omschrijving = omschrijving.removeprefix("de ").removeprefix("het ")
    return omschrijving[:1].upper() + omschrijving[1:]


def naam_van_soort(type_: str) -> str:
    """What an event type is called: `Beslistermijn verlengd`, from the name of its contract."""
    model = CATALOGUS.get(type_)
    if model is None:
        return type_
    woorden = "".join(f" {teken.lower()}" if teken.isupper() else teken for teken in model.__name__).strip()
    if " " not in woorden and model.kenmerken.domein == "aanmeldingen":
        woorden = f"aanmelding {woorden}"
    return woorden[:1].upper() + woorden[1:]
