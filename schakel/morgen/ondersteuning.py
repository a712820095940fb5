"""From what inzage answers of pupils and groepen to the support that asks for something this morning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec


@dataclass(frozen=True, slots=True)
class Ondersteuning:
    """A pupil of whom something is still to be done. `plan`: the OPP, or else the plan that runs."""

    wie: str
    groep: str
    niveau: str
    plan: str
    te_doen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cijfers:
    """What there is of support at the school. `seo`: per meting how many of the `groepen` had it this schooljaar."""

    schooljaar: str
    plannen: int = 0
    zonder_resultaat: int = 0
    over_datum: int = 0
    opps: int = 0
    te_evalueren: int = 0
    groepen: int = 0
    seo: tuple[tuple[str, int], ...] = ()


class _Niveau(msgspec.Struct, rename="camel"):
    canon: str
    regionaal: str | None = None


class _Opp(msgspec.Struct, rename="camel"):
    versie: int | None
    te_evalueren: bool
    in_voorbereiding: bool
    ontbreekt: tuple[str, ...]


class _Plan(msgspec.Struct, rename="camel"):
    soort: str
    nummer: int | None = None
    geevalueerd_op: str | None = None


class _Instemming(msgspec.Struct, rename="camel"):
    versie: int
    status: str


class _Rod(msgspec.Struct, rename="camel"):
    status: str


class _Termijn(msgspec.Struct, rename="camel"):
    regel: str


class Leerling(msgspec.Struct, rename="camel"):
    """What is read of a pupil."""

    niveau: _Niveau | None = None
    opp: _Opp | None = None
    plannen: tuple[_Plan, ...] = ()
    instemming: _Instemming | None = None
    samenspraak_ontbreekt: tuple[str, ...] = ()
    rod: _Rod | None = None
    niet_bewaakte_termijnen: tuple[_Termijn, ...] = ()

    @property
    def te_doen(self) -> tuple[str, ...]:
        """What is still to be done, in the words of somebody who has to do it."""
        doen: list[str] = []
        if self.opp is not None:
            if self.opp.in_voorbereiding:
                doen += [_VOOR_OPP[deel] for deel in self.opp.ontbreekt]
            if self.opp.te_evalueren:
                doen.append("OPP evalueren")
            if self.instemming is not None and self.instemming.versie == self.opp.versie:
                doen += _INSTEMMING.get(self.instemming.status, ())
        if self.rod is not None:
            doen += _ROD.get(self.rod.status, ())
        samen = [wie for wie in self.samenspraak_ontbreekt if _GESPREK[wie] not in doen]  # one talk will do
        if samen:
            doen.append(f"bespreken met {' en '.join(samen)}")
        doen += [f"zelf bewaken: {termijn.regel}" for termijn in self.niet_bewaakte_termijnen]
        return tuple(doen)

    @property
    def plan(self) -> str:
        """The OPP, or else the plan that runs."""
        if self.opp is not None:
            return "OPP in de maak" if self.opp.versie is None else f"OPP versie {self.opp.versie}"
        lopend = [plan for plan in self.plannen if plan.geevalueerd_op is None]
        if not lopend:
            return "–"
        soort = "IHP" if lopend[-1].soort == "ihp" else lopend[-1].soort
        return soort if lopend[-1].nummer is None else f"{soort} {lopend[-1].nummer}"

    @property
    def niveau_in_de_regio(self) -> str:
        """As the region calls it."""
        return "–" if self.niveau is None else self.niveau.regionaal or self.niveau.canon


_VOOR_OPP: Final = {
    "bespreking": "OPP bespreken met ouders",
    "hoorrecht": "leerling horen",
    "instemming": "instemming vragen",
}
_GESPREK: Final = {"ouders": _VOOR_OPP["bespreking"], "leerling": _VOOR_OPP["hoorrecht"]}
"""For the OPP a school has the talk that samenspraak asks for."""
_INSTEMMING: Final = {"ingetrokken": ("ouders spreken: zij trokken hun instemming in",)}
_ROD: Final = {
    "niet-geregistreerd": ("OPP in het ROD zetten",),
    "geweigerd": ("ROD weigerde het OPP: herstellen",),
}


class _Kengetallen(msgspec.Struct, rename="camel"):
    schooljaar: str
    met_opp: int
    opp_te_evalueren: int
    lopende_plannen: int
    plannen_zonder_resultaat: int
    plannen_over_datum: int


class _Groep(msgspec.Struct, rename="camel"):
    leerlingen: int
    seo_nov: Any = None
    seo_apr: Any = None


def lees_cijfers(kengetallen: Mapping[str, Any], groepen: Mapping[str, Any]) -> Cijfers:
    """Of the answers of `/kengetallen` and `/groepen`. Raises msgspec.ValidationError for other answers."""
    cijfers = msgspec.convert(kengetallen, _Kengetallen)
    met_leerlingen = [groep for groep in msgspec.convert(groepen["groepen"], list[_Groep]) if groep.leerlingen]
    return Cijfers(
        cijfers.schooljaar, cijfers.lopende_plannen, cijfers.plannen_zonder_resultaat, cijfers.plannen_over_datum,
        cijfers.met_opp, cijfers.opp_te_evalueren, len(met_leerlingen),
        (
            ("november", _aantal(groep.seo_nov for groep in met_leerlingen)),
            ("april", _aantal(groep.seo_apr for groep in met_leerlingen)),
        ),
    )  # fmt: skip


def _aantal(metingen: Iterable[object]) -> int:
    return sum(meting is not None for meting in metingen)
