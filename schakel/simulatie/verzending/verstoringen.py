"""What goes wrong between a school's system and the hub: events twice, in the wrong order, or not well formed.

A story says what happened; this says how it is sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from contracts.catalogue import SCHEMA_PAD
from contracts.envelope import JSON
from contracts.gebeurtenis import TYPE_PREFIX

from .. import aandelen
from ..inzending import Inzending, Verwacht
from ..wereld.dossier import Dossier, Stap, nieuw_id
from ..wereld.schooljaar import ochtend

_SCHOOLDAG: Final = 7 * 3600
_AVOND: Final = timedelta(hours=13)
"""From the morning until what is surely the same day in Amsterdam."""
_AANMELDING: Final = TYPE_PREFIX + "aanmeldingen."
_PLAN: Final = TYPE_PREFIX + "ondersteuningsplannen."
_PROFIEL: Final = TYPE_PREFIX + "schoolprofielen."
_INHALERS: Final = (
    ("verlenging voor de aanmelding", _AANMELDING + "beslistermijnverlengd.v1", (_AANMELDING + "ontvangen.v1",)),
    ("OPP voor het horen", _PLAN + "oppvastgesteld.v1", (_PLAN + "leerlinggehoord.v1",)),
    ("OPP voor de bespreking", _PLAN + "oppvastgesteld.v1", (_PLAN + "oppmetoudersbesproken.v1",)),
    (
        "ROD voor het OPP", _PLAN + "oppgeregistreerdinrod.v1",
        (_PLAN + "oppvastgesteld.v1", TYPE_PREFIX + "dossiers.beginstandvastgelegd.v1"),
    ),
    ("evaluatie voor het plan", _PLAN + "plangeevalueerd.v1", (_PLAN + "plangestart.v1",)),
    (
        "MR-instemming voor het aanbod", _PROFIEL + "mrinstemmingverleend.v1",
        (_PROFIEL + "ondersteuningsaanbodvastgesteld.v1",),
    ),
)  # fmt: skip
"""Which event may overtake which: what is odd about that, the type that is held, and what it waits for.

The first of these is late; any of them would do, so of all together there is one.
"""
_TEKSTVELDEN: Final = ("naam", "kernvraag", "doel", "handelingsdeel", "inbreng")

VOORBEELD_BSN: Final = "123456782"
"""The number that stands in examples of the elfproef: well formed, given to nobody."""


@dataclass(frozen=True, slots=True)
class _Bericht:
    """A step with the moment at which the school's system logged it, and the one at which it got it sent."""

    stap: Stap
    gelogd: datetime
    verzonden: datetime


def verzend(dossier: Dossier, stappen: Sequence[Stap], laatste: date) -> list[Inzending]:
    """All submissions for the steps of one pupil, with what goes wrong. None is sent after `laatste`."""
    kans = dossier.kans
    berichten = _op_de_klok(stappen, kans)
    berichten = _ingehaald(berichten, kans)
    uit: list[Inzending] = []
    for bericht in berichten:
        worp = kans.random()
        if worp < aandelen.ONGELDIG and bericht.stap.verwacht is Verwacht.AANVAARD:
            uit.append(_ongeldig(dossier, bericht, laatste))
        uit.append(_inzending(dossier, bericht))
        if worp > 1 - aandelen.NOGMAALS:
            uit.append(_nogmaals(dossier, bericht, laatste))
        elif worp > 1 - aandelen.NOGMAALS - aandelen.ZELFDE_ID:
            uit.append(_zelfde_id(dossier, bericht, laatste))
    return uit


def zonder_storing(dossier: Dossier, stappen: Sequence[Stap]) -> list[Inzending]:
    """The submissions for these steps when nothing goes wrong."""
    return [_inzending(dossier, bericht) for bericht in _op_de_klok(stappen, dossier.kans)]


def _op_de_klok(stappen: Sequence[Stap], kans: Random) -> list[_Bericht]:
    berichten: list[_Bericht] = []
    for stap in stappen:
        if berichten and berichten[-1].stap.dag == stap.dag:
            moment = berichten[-1].gelogd + timedelta(seconds=kans.randrange(20, 900))
        else:
            moment = ochtend(stap.dag) + timedelta(seconds=kans.randrange(_SCHOOLDAG))
        berichten.append(_Bericht(stap, moment, moment))
    return berichten


def _ingehaald(berichten: list[_Bericht], kans: Random) -> list[_Bericht]:
    """One event got stuck in the school's system, and goes out just after the one that needs it.

    That one is held, then accepted. Once a dossier: what it leads to is known only while the rest comes in order.
    """
    soorten = [b.stap.type for b in berichten]
    for bijzonder, snelle, nodig in _INHALERS:
        if snelle not in soorten or kans.random() >= aandelen.INGEHAALD:
            continue
        plek = soorten.index(snelle)
        ervoor = [n for n, soort in enumerate(soorten[:plek]) if soort in nodig]
        if len(ervoor) != 1 or soorten[ervoor[0]] != nodig[0]:
            continue
        begin = ervoor[0]
        snel, traag = berichten[plek], berichten[begin]
        tussen = berichten[begin : plek + 1]
        over_hetzelfde = snel.stap.data.get("planId") == traag.stap.data.get("planId")
        if over_hetzelfde and all(b.stap.verwacht is Verwacht.AANVAARD for b in tussen):
            gemerkt = replace(snel, stap=snel.stap.als(Verwacht.AANVAARD, bijzonder))
            later = replace(traag, verzonden=snel.verzonden + timedelta(minutes=5))
            return [*berichten[:begin], *berichten[begin + 1 : plek], gemerkt, later, *berichten[plek + 1 :]]
    return berichten


def _inzending(dossier: Dossier, bericht: _Bericht) -> Inzending:
    stap = bericht.stap
    gebeurtenis = {
        "specversion": "1.0",
        "id": stap.id,
        "source": dossier.school.bron,
        "type": stap.type,
        "time": bericht.gelogd.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "subject": dossier.sleutel,
        "datacontenttype": JSON,
        "dataschema": SCHEMA_PAD + stap.type,
        "data": stap.data,
    }
    return Inzending(dossier.school.code, gebeurtenis, bericht.verzonden, stap.verwacht, stap.bijzonder)


def _later(bericht: _Bericht, kans: Random, laatste: date) -> datetime:
    """An hour to three days after it was sent, on `laatste` at the latest."""
    grens = ochtend(laatste) + _AVOND
    return max(
        min(bericht.verzonden + timedelta(seconds=kans.randrange(3600, 3 * 86400)), grens),
        bericht.verzonden + timedelta(minutes=1),
    )


def _nogmaals(dossier: Dossier, bericht: _Bericht, laatste: date) -> Inzending:
    weer = _inzending(dossier, bericht)
    moment = _later(bericht, dossier.kans, laatste)
    return replace(weer, verzonden=moment, verwacht=Verwacht.DUBBEL, bijzonder="nog een keer gestuurd")


def _zelfde_id(dossier: Dossier, bericht: _Bericht, laatste: date) -> Inzending:
    moment = _later(bericht, dossier.kans, laatste)
    weer = _inzending(dossier, bericht)
    weer.gebeurtenis["time"] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(weer, verzonden=moment, verwacht=Verwacht.BOTSING, bijzonder="zelfde id, andere inhoud")


# --- not well formed ---


def _veld_ontbreekt(gebeurtenis: dict[str, Any], laatste: date) -> str:
    veld = "ontvangstdatum" if "ontvangstdatum" in gebeurtenis["data"] else _laatste_verplicht(gebeurtenis["data"])
    del gebeurtenis["data"][veld]
    return "veld ontbreekt"


def _laatste_verplicht(data: dict[str, Any]) -> str:
    return next(veld for veld in ("datum", "inschrijfdatum", "groep", "school") if veld in data)


def _onbekend_veld(gebeurtenis: dict[str, Any], laatste: date) -> str:
    gebeurtenis["data"]["toelichting"] = "Dit veld hoort hier niet."
    return "onbekend veld"


def _verkeerde_brin(gebeurtenis: dict[str, Any], laatste: date) -> str:
    gebeurtenis["data"]["school"] = gebeurtenis["data"]["school"][:4]
    return "BRIN zonder vestiging"


def _persoonsnummer(gebeurtenis: dict[str, Any], laatste: date) -> str:
    tekst = next((veld for veld in _TEKSTVELDEN if veld in gebeurtenis["data"]), "")
    if tekst:
        gebeurtenis["data"][tekst] += f" ({VOORBEELD_BSN})"
        return "BSN in de tekst"
    gebeurtenis["subject"] = VOORBEELD_BSN
    return "BSN als sleutel"


def _in_de_toekomst(gebeurtenis: dict[str, Any], laatste: date) -> str:
    straks = ochtend(laatste) + timedelta(days=40)
    gebeurtenis["time"] = straks.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "datum in de toekomst"


def _onbekende_soort(gebeurtenis: dict[str, Any], laatste: date) -> str:
    gebeurtenis["type"] = gebeurtenis["type"].removesuffix("v1") + "v9"
    gebeurtenis["dataschema"] = SCHEMA_PAD + gebeurtenis["type"]
    return "onbekende versie"


_FOUTEN: Final[Sequence[Callable[[dict[str, Any], date], str]]] = (
    _veld_ontbreekt, _onbekend_veld, _verkeerde_brin, _persoonsnummer, _in_de_toekomst, _onbekende_soort,
)  # fmt: skip


def bedorven(inzending: Inzending, kans: Random, laatste: date) -> Inzending:
    """The same submission, not well formed in one way or another."""
    gebeurtenis = inzending.gebeurtenis | {"data": dict(inzending.gebeurtenis["data"])}
    wat = kans.choice(_FOUTEN)(gebeurtenis, laatste)
    return replace(inzending, gebeurtenis=gebeurtenis, verwacht=Verwacht.ONGELDIG, bijzonder=wat)


def _ongeldig(dossier: Dossier, bericht: _Bericht, laatste: date) -> Inzending:
    """A first try that is not well formed, under an id of its own; the right one follows."""
    poging = _inzending(dossier, bericht)
    poging.gebeurtenis["id"] = nieuw_id(dossier.kans)
    return replace(bedorven(poging, dossier.kans, laatste), verzonden=bericht.verzonden - timedelta(seconds=30))
