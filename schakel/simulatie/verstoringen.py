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

from . import aandelen
from .inzending import Inzending, Verwacht
from .leerling import Leerling, Stap, nieuw_id
from .schooljaar import ochtend

_SCHOOLDAG: Final = 7 * 3600
_AVOND: Final = timedelta(hours=13)
"""From the morning until what is surely the same day in Amsterdam."""
_ONTVANGEN: Final = TYPE_PREFIX + "aanmeldingen.ontvangen.v1"
_VERLENGD: Final = TYPE_PREFIX + "aanmeldingen.beslistermijnverlengd.v1"

VOORBEELD_BSN: Final = "123456782"
"""The number that stands in examples of the elfproef: well formed, given to nobody."""


@dataclass(frozen=True, slots=True)
class _Bericht:
    """A step with the moment at which the school's system logged it, and the one at which it got it sent."""

    stap: Stap
    gelogd: datetime
    verzonden: datetime


def verzend(leerling: Leerling, stappen: Sequence[Stap], laatste: date) -> list[Inzending]:
    """All submissions for the steps of one pupil, with what goes wrong. None is sent after `laatste`."""
    kans = leerling.kans
    berichten = _op_de_klok(stappen, kans)
    if kans.random() < aandelen.VERLENGING_EERST:
        berichten = _verlenging_eerst(berichten)
    uit: list[Inzending] = []
    for bericht in berichten:
        worp = kans.random()
        if worp < aandelen.ONGELDIG and bericht.stap.verwacht is Verwacht.AANVAARD:
            uit.append(_ongeldig(leerling, bericht, laatste))
        uit.append(_inzending(leerling, bericht))
        if worp > 1 - aandelen.NOGMAALS:
            uit.append(_nogmaals(leerling, bericht, laatste))
        elif worp > 1 - aandelen.NOGMAALS - aandelen.ZELFDE_ID:
            uit.append(_zelfde_id(leerling, bericht, laatste))
    return uit


def zonder_storing(leerling: Leerling, stappen: Sequence[Stap]) -> list[Inzending]:
    """The submissions for these steps when nothing goes wrong."""
    return [_inzending(leerling, bericht) for bericht in _op_de_klok(stappen, leerling.kans)]


def _op_de_klok(stappen: Sequence[Stap], kans: Random) -> list[_Bericht]:
    berichten: list[_Bericht] = []
    for stap in stappen:
        if berichten and berichten[-1].stap.dag == stap.dag:
            moment = berichten[-1].gelogd + timedelta(seconds=kans.randrange(20, 900))
        else:
            moment = ochtend(stap.dag) + timedelta(seconds=kans.randrange(_SCHOOLDAG))
        berichten.append(_Bericht(stap, moment, moment))
    return berichten


def _verlenging_eerst(berichten: list[_Bericht]) -> list[_Bericht]:
    """The aanmelding got stuck in the school's system and goes out just after the extension: held, then accepted."""
    soorten = [b.stap.type for b in berichten]
    if soorten.count(_ONTVANGEN) != 1 or _VERLENGD not in soorten:
        return berichten
    plek = soorten.index(_VERLENGD)
    verlenging, aanmelding = berichten[plek], berichten[soorten.index(_ONTVANGEN)]
    if verlenging.stap.verwacht is not Verwacht.AANVAARD:
        return berichten
    gemerkt = replace(verlenging, stap=verlenging.stap.als(Verwacht.AANVAARD, "verlenging voor de aanmelding"))
    later = replace(aanmelding, verzonden=verlenging.verzonden + timedelta(minutes=5))
    rest = [b for b in berichten if b is not aanmelding]
    rest[plek - 1 : plek] = [gemerkt, later]
    return rest


def _inzending(leerling: Leerling, bericht: _Bericht) -> Inzending:
    stap = bericht.stap
    gebeurtenis = {
        "specversion": "1.0",
        "id": stap.id,
        "source": leerling.school.bron,
        "type": stap.type,
        "time": bericht.gelogd.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "subject": leerling.sleutel,
        "datacontenttype": JSON,
        "dataschema": SCHEMA_PAD + stap.type,
        "data": stap.data,
    }
    return Inzending(leerling.school.code, gebeurtenis, bericht.verzonden, stap.verwacht, stap.bijzonder)


def _later(bericht: _Bericht, kans: Random, laatste: date) -> datetime:
    """An hour to three days after it was sent, on `laatste` at the latest."""
    grens = ochtend(laatste) + _AVOND
    return max(
        min(bericht.verzonden + timedelta(seconds=kans.randrange(3600, 3 * 86400)), grens),
        bericht.verzonden + timedelta(minutes=1),
    )


def _nogmaals(leerling: Leerling, bericht: _Bericht, laatste: date) -> Inzending:
    weer = _inzending(leerling, bericht)
    moment = _later(bericht, leerling.kans, laatste)
    return replace(weer, verzonden=moment, verwacht=Verwacht.DUBBEL, bijzonder="nog een keer gestuurd")


def _zelfde_id(leerling: Leerling, bericht: _Bericht, laatste: date) -> Inzending:
    moment = _later(bericht, leerling.kans, laatste)
    weer = _inzending(leerling, bericht)
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
    tekst = next((veld for veld in ("naam", "kernvraag") if veld in gebeurtenis["data"]), "")
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


def _ongeldig(leerling: Leerling, bericht: _Bericht, laatste: date) -> Inzending:
    """A first try that is not well formed, under an id of its own; the right one follows."""
    poging = _inzending(leerling, bericht)
    gebeurtenis = poging.gebeurtenis
    gebeurtenis["id"] = nieuw_id(leerling.kans)
    gebeurtenis["data"] = dict(gebeurtenis["data"])
    wat = leerling.kans.choice(_FOUTEN)(gebeurtenis, laatste)
    eerder = bericht.verzonden - timedelta(seconds=30)
    return replace(poging, verzonden=eerder, verwacht=Verwacht.ONGELDIG, bijzonder=wat)
