"""From the answers of inzage to what there is to see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec

from .ochtend import Bericht, Ochtend, Termijn
from .ondersteuning import Leerling, Ondersteuning, lees_cijfers
from .taal import hoofdletter, naam_van_soort

EEN_WEEK: Final = timedelta(days=7)
TWEE_WEKEN: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """Answers of inzage to this school, as decoded JSON.

    `leerlingen`: of `/leerlingen`, at least those within 14 days: the more, the more messages have a name beside them.
    `te_laat`: `/leerlingen?teLaat=true`. `inzendingen`: held and refused.
    """

    leerlingen: Mapping[str, Any]
    te_laat: Mapping[str, Any]
    termijnen: Mapping[str, Any]
    signalen: Mapping[str, Any]
    inzendingen: Mapping[str, Any]
    kengetallen: Mapping[str, Any]
    groepen: Mapping[str, Any]


_Vergeten = dict[str, bool]
"""Stands where the key of a text was destroyed."""


class _Wie(msgspec.Struct, rename="camel"):
    sleutel: str | _Vergeten
    naam: str | _Vergeten | None = None
    groep: str | None = None
    leerjaar: int | None = None


class _Termijn(msgspec.Struct, rename="camel"):
    regel: str
    gestart_op: date
    leerling: _Wie | None
    omschrijving: str | None = None
    einddatum: date | None = None
    opgeschort_sinds: date | None = None
    over_groep: str | None = None


class _Voorwaarde(msgspec.Struct, rename="camel"):
    over: str
    grondslag: str
    melding: str
    volgende_stap: str


class _Signaal(msgspec.Struct, rename="camel"):
    soort: str
    datum: date
    leerling: _Wie | None
    voorwaarde: _Voorwaarde | None = None


class _Inzending(msgspec.Struct, rename="camel"):
    type: str
    status: str
    ontvangen_op: datetime
    sleutel: str | _Vergeten
    wacht_op: tuple[str, ...] = ()
    tot: date | None = None
    grondslag: str | None = None
    melding: str | None = None
    volgende_stap: str | None = None


def lees(antwoorden: Antwoorden, *, school: str, vandaag: date) -> Ochtend:
    """The morning of `school` (its name). Raises KeyError or msgspec.ValidationError for other answers."""
    termijnen = msgspec.convert(antwoorden.termijnen["termijnen"], list[_Termijn])
    signalen = msgspec.convert(antwoorden.signalen["signalen"], list[_Signaal])
    inzendingen = msgspec.convert(antwoorden.inzendingen["inzendingen"], list[_Inzending])
    te_laat = msgspec.convert(antwoorden.te_laat["leerlingen"], list[_Wie])
    leerlingen = msgspec.convert(antwoorden.leerlingen["leerlingen"], list[_Wie])

    # The lists of pupils last: they tell the leerjaar too.
    genoemd = (*(s.leerling for s in signalen), *(t.leerling for t in termijnen))
    bekend = {_sleutel(wie): wie for wie in (*genoemd, *te_laat, *leerlingen) if wie is not None}
    lopend = {_sleutel(t.leerling) for t in termijnen if t.leerling is not None}
    # What is about a pupil with a running deadline comes first: there something can still be done.
    inzendingen.sort(key=lambda i: (_tekst(i.sleutel) not in lopend, -i.ontvangen_op.timestamp()))

    def berichten(status: str) -> tuple[Bericht, ...]:
        return tuple(_bericht(i, bekend.get(_tekst(i.sleutel))) for i in inzendingen if i.status == status)

    alle = [_als_termijn(t, t.leerling and bekend[_sleutel(t.leerling)]) for t in termijnen]
    grens = vandaag + TWEE_WEKEN
    met_einde = sorted(
        (t for t in alle if t.einddatum is not None), key=lambda t: (t.einddatum or vandaag, t.wie, t.groep)
    )
    return Ochtend(
        school=school,
        vandaag=vandaag,
        te_laat=tuple(t for t in met_einde if t.einddatum is not None and t.einddatum < vandaag),
        binnenkort=tuple(t for t in met_einde if t.einddatum is not None and vandaag <= t.einddatum <= grens),
        later=tuple(t for t in met_einde if t.einddatum is not None and t.einddatum > grens),
        staat_stil=tuple(sorted((t for t in alle if t.einddatum is None), key=lambda t: t.stil_sinds or vandaag)),
        aangehouden=berichten("aangehouden"),
        afgewezen=berichten("afgewezen"),
        leerlingen_te_laat=len(te_laat),
        nieuw_te_laat=sum(s.soort == "verstreken" and s.datum > vandaag - EEN_WEEK for s in signalen),
        ondersteuning=tuple(sorted(_ondersteuning(antwoorden.leerlingen), key=lambda o: (-len(o.te_doen), o.wie))),
        cijfers=lees_cijfers(antwoorden.kengetallen, antwoorden.groepen),
        klopt_niet_meer=tuple(
            _klopt_niet_meer(s.voorwaarde, s.leerling and bekend[_sleutel(s.leerling)])
            for s in signalen
            if s.voorwaarde is not None
        ),
        nieuw_dichtbij=sum(s.soort == "nadert" and s.datum > vandaag - EEN_WEEK for s in signalen),
    )


def _als_termijn(termijn: _Termijn, wie: _Wie | None) -> Termijn:
    wat = termijn.omschrijving or termijn.regel
    for lidwoord in ("de ", "het "):
        wat = wat.removeprefix(lidwoord)
    wat = wat.replace("ontwikkelingsperspectief", "OPP")  # as every school says it, and it fits
    naam, groep = ("De school", termijn.over_groep) if wie is None else (_wie(wie), _groep(wie))
    return Termijn(
        termijn.regel, naam, groep or "–", hoofdletter(wat), termijn.einddatum, termijn.opgeschort_sinds
    )  # fmt: skip


def _ondersteuning(leerlingen: Mapping[str, Any]) -> Iterator[Ondersteuning]:
    wie = msgspec.convert(leerlingen["leerlingen"], list[_Wie])
    for wie_, leerling in zip(wie, msgspec.convert(leerlingen["leerlingen"], list[Leerling]), strict=True):
        if leerling.te_doen:
            yield Ondersteuning(
                _wie(wie_), _groep(wie_) or "–", leerling.niveau_in_de_regio, leerling.plan, leerling.te_doen
            )


def _bericht(inzending: _Inzending, wie: _Wie | None) -> Bericht:
    naam = _met_groep(wie) if wie is not None else f"leerling {_tekst(inzending.sleutel)}"
    return Bericht(
        wie=naam, soort=naam_van_soort(inzending.type), waarom=inzending.melding or "",
        volgende_stap=inzending.volgende_stap or "", grondslag=inzending.grondslag or "",
        wacht_op=tuple(naam_van_soort(type_) for type_ in inzending.wacht_op), tot=inzending.tot,
    )  # fmt: skip


def _klopt_niet_meer(voorwaarde: _Voorwaarde, wie: _Wie | None) -> Bericht:
    return Bericht(
        wie="de school" if wie is None else _met_groep(wie), soort=naam_van_soort(voorwaarde.over),
        waarom=voorwaarde.melding, volgende_stap=voorwaarde.volgende_stap, grondslag=voorwaarde.grondslag,
        wacht_op=(), tot=None,
    )  # fmt: skip


def _met_groep(wie: _Wie) -> str:
    groep = _groep(wie)
    return f"{_wie(wie)} (groep {groep})" if groep else _wie(wie)


def _wie(wie: _Wie) -> str:
    """The name; without one, what the school calls the pupil in its own system."""
    return wie.naam if isinstance(wie.naam, str) else f"leerling {_sleutel(wie)}"


def _groep(wie: _Wie) -> str | None:
    """The groep; of a child that is not enrolled yet the leerjaar it applied for."""
    return wie.groep if wie.groep is not None or wie.leerjaar is None else str(wie.leerjaar)


def _sleutel(wie: _Wie) -> str:
    return _tekst(wie.sleutel)


def _tekst(waarde: str | _Vergeten) -> str:
    return waarde if isinstance(waarde, str) else "(gewist)"
