"""The ontwikkelingsperspectief of a pupil: the versie in force, the say of pupil and ouders, evaluation and ROD. Pure.

Hearing, talk and instemming count for the next versie until one is set, and are kept with it then (WPO 40a; 000; 003).
"""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from contracts.codes import OppBesluit

from .beginstand import Beginevaluatie, Beginregistratie
from .shapes import ondersteuningsplannen as feiten
from .shapes.dossiers import LopendOpp
from .shapes.feit import Feit


class Hoorstatus(StrEnum):
    """Whether the pupil used its right to be heard."""

    GEHOORD = "gehoord"
    ZIET_AF = "ziet-af"


class Hoorrecht(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The last time that the pupil was heard, or chose not to be. `teruggekoppeld_op`: told what became of it."""

    status: Hoorstatus
    datum: date
    teruggekoppeld_op: date | None = None


class Instemmingstatus(StrEnum):
    """What ouders say of a handelingsdeel."""

    INGESTEMD = "ingestemd"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"


class Instemming(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Of one versie."""

    versie: int
    status: Instemmingstatus
    datum: date


class Inspraak(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The say of pupil and ouders in one versie."""

    concept_op: date | None = None
    besproken_op: date | None = None
    hoorrecht: Hoorrecht | None = None
    instemming: Instemming | None = None


class Oppversie(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A versie as set, with the say in it."""

    versie: int
    vastgesteld_op: date
    ingangsdatum: date
    uitstroombestemming: str | None = None
    inspraak: Inspraak = Inspraak()
    bijgesteld_op: date | None = None
    afgesloten_op: date | None = None


class Evaluatie(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The last evaluation. `besluit` None: from before the hub."""

    datum: date
    met_ouders: bool
    met_leerling: bool
    besluit: OppBesluit | None = None


class Rodstatus(StrEnum):
    """What the ROD answered."""

    GEREGISTREERD = "geregistreerd"
    GEWEIGERD = "geweigerd"


class Rod(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The last answer of the ROD. `begindatum` None: registered before the hub."""

    status: Rodstatus
    datum: date
    begindatum: date | None = None
    einddatum: date | None = None


class Ontbreekt(StrEnum):
    """What WPO 40a asks before a versie can be set."""

    BESPREKING = "bespreking"
    HOORRECHT = "hoorrecht"
    INSTEMMING = "instemming"


class Opp(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """All of the OPP. `versie`: the last one set. `volgende`: the say in the one after it."""

    versie: Oppversie | None = None
    volgende: Inspraak = Inspraak()
    evaluatie: Evaluatie | None = None
    rod: Rod | None = None

    @property
    def lopend(self) -> Oppversie | None:
        """The versie in force; None before the first and after the OPP was closed."""
        return self.versie if self.versie is not None and self.versie.afgesloten_op is None else None

    @property
    def hoorrecht(self) -> Hoorrecht | None:
        """The last hearing, for whichever versie."""
        return self.volgende.hoorrecht or (self.versie.inspraak.hoorrecht if self.versie is not None else None)

    @property
    def instemming(self) -> Instemming | None:
        """What ouders said last, of whichever versie."""
        return self.volgende.instemming or (self.versie.inspraak.instemming if self.versie is not None else None)

    @property
    def in_voorbereiding(self) -> bool:
        """Whether a next versie is on its way: drafted, discussed with ouders or put before them."""
        return any((self.volgende.concept_op, self.volgende.besproken_op, self.volgende.instemming))

    @property
    def ontbreekt(self) -> tuple[Ontbreekt, ...]:
        """What the next versie still lacks before it can be set."""
        volgende = self.volgende
        ingestemd = volgende.instemming is not None and volgende.instemming.status is Instemmingstatus.INGESTEMD
        heeft = {
            Ontbreekt.BESPREKING: volgende.besproken_op is not None,
            Ontbreekt.HOORRECHT: volgende.hoorrecht is not None,
            Ontbreekt.INSTEMMING: ingestemd,
        }
        return tuple(deel for deel, er in heeft.items() if not er)

    @property
    def in_rod(self) -> bool:
        """Whether the ROD has it."""
        return self.rod is not None and self.rod.status is Rodstatus.GEREGISTREERD


_INSTEMMING: Final = {
    feiten.HandelingsdeelIngestemd: Instemmingstatus.INGESTEMD,
    feiten.HandelingsdeelInstemmingGeweigerd: Instemmingstatus.GEWEIGERD,
    feiten.HandelingsdeelInstemmingIngetrokken: Instemmingstatus.INGETROKKEN,
}


def na_opp(is_: Opp | None, data: Feit) -> Opp:
    """The OPP after a fact about it."""
    was = is_ or Opp()
    match data:
        case feiten.OppConceptOpgesteld(datum=datum):
            return _volgende(was, replace(was.volgende, concept_op=datum))
        case feiten.OppMetOudersBesproken(datum=datum):
            return _volgende(was, replace(was.volgende, besproken_op=datum))
        case feiten.LeerlingGehoord(datum=datum):
            return _volgende(was, replace(was.volgende, hoorrecht=Hoorrecht(Hoorstatus.GEHOORD, datum)))
        case feiten.LeerlingZietAfVanHoren(datum=datum):
            return _volgende(was, replace(was.volgende, hoorrecht=Hoorrecht(Hoorstatus.ZIET_AF, datum)))
        case feiten.LeerlingTeruggekoppeld(datum=datum):
            return _teruggekoppeld(was, datum)
        case feiten.OverHandelingsdeel(versie=versie, datum=datum):
            return _over_handelingsdeel(was, Instemming(versie, _INSTEMMING[type(data)], datum))
        case feiten.OppVastgesteld():
            return _vastgesteld(was, data)
        case feiten.OppGeregistreerdInRod(datum=datum, begindatum=begin, einddatum=eind):
            return replace(was, rod=Rod(Rodstatus.GEREGISTREERD, datum, begin, eind))
        case feiten.RodRegistratieGeweigerd(datum=datum, begindatum=begin, einddatum=eind):
            return replace(was, rod=Rod(Rodstatus.GEWEIGERD, datum, begin, eind))
        case feiten.OppGeevalueerd(datum=datum, met_ouders=met_ouders, met_leerling=met_leerling, besluit=besluit):
            return replace(was, evaluatie=Evaluatie(datum, met_ouders, met_leerling, besluit))
        case feiten.OppBijgesteld(datum=datum) if was.versie is not None:
            return replace(was, versie=replace(was.versie, bijgesteld_op=datum))
        case feiten.OppAfgesloten(datum=datum) if was.versie is not None:
            return replace(was, versie=replace(was.versie, afgesloten_op=datum), volgende=Inspraak())
        case _:
            return was


def uit_beginstand(is_: Opp | None, deel: LopendOpp | Beginevaluatie | Beginregistratie) -> Opp:
    """The OPP after a part of what ran on a region's first day."""
    was = is_ or Opp()
    match deel:
        case Beginevaluatie(datum=datum):
            return replace(was, evaluatie=Evaluatie(datum, met_ouders=True, met_leerling=True))
        case Beginregistratie(datum=datum):
            return replace(was, rod=Rod(Rodstatus.GEREGISTREERD, datum))
        case LopendOpp():
            return _lopend(was, deel)


def _lopend(was: Opp, opp: LopendOpp) -> Opp:
    hoorrecht = None
    if opp.leerling_gehoord_op is not None:
        hoorrecht = Hoorrecht(Hoorstatus.GEHOORD, opp.leerling_gehoord_op)
    elif opp.leerling_ziet_af_op is not None:
        hoorrecht = Hoorrecht(Hoorstatus.ZIET_AF, opp.leerling_ziet_af_op)
    instemming = None
    if opp.ingestemd_op is not None:
        instemming = Instemming(opp.versie, Instemmingstatus.INGESTEMD, opp.ingestemd_op)
    elders = _inspraak_in(was, opp.versie)
    inspraak = Inspraak(
        elders.concept_op, opp.met_ouders_besproken_op or elders.besproken_op, hoorrecht or elders.hoorrecht,
        instemming or elders.instemming,
    )  # fmt: skip
    return _in_werking(
        was, Oppversie(opp.versie, opp.vastgesteld_op, opp.ingangsdatum, opp.uitstroombestemming, inspraak)
    )


def _volgende(was: Opp, inspraak: Inspraak) -> Opp:
    return replace(was, volgende=inspraak)


def _teruggekoppeld(was: Opp, datum: date) -> Opp:
    if was.volgende.hoorrecht is not None:
        hoorrecht = replace(was.volgende.hoorrecht, teruggekoppeld_op=datum)
        return _volgende(was, replace(was.volgende, hoorrecht=hoorrecht))
    versie = was.versie
    if versie is None or versie.inspraak.hoorrecht is None:
        return was
    inspraak = replace(versie.inspraak, hoorrecht=replace(versie.inspraak.hoorrecht, teruggekoppeld_op=datum))
    return replace(was, versie=replace(versie, inspraak=inspraak))


def _over_handelingsdeel(was: Opp, nieuw: Instemming) -> Opp:
    if was.lopend is not None and nieuw.versie == was.lopend.versie:
        versie = replace(was.lopend, inspraak=replace(was.lopend.inspraak, instemming=nieuw))
        return replace(was, versie=versie)
    return _volgende(was, replace(was.volgende, instemming=nieuw))


def _vastgesteld(was: Opp, data: feiten.OppVastgesteld) -> Opp:
    inspraak = _inspraak_in(was, data.versie)
    return _in_werking(was, Oppversie(data.versie, data.datum, data.ingangsdatum, data.uitstroombestemming, inspraak))


def _inspraak_in(was: Opp, versie: int) -> Inspraak:
    """The say in a versie that is set now, as far as it was told."""
    if was.lopend is not None and was.lopend.versie == versie:
        return was.lopend.inspraak  # told twice, as itself and in a beginstand
    volgende = was.volgende
    if volgende.instemming is not None and volgende.instemming.versie != versie:
        return replace(volgende, instemming=None)
    return volgende


def _in_werking(was: Opp, versie: Oppversie) -> Opp:
    if was.versie is not None and was.lopend is None:
        return Opp(versie=versie)  # a new OPP: of the one that was closed nothing counts
    return replace(was, versie=versie, volgende=Inspraak())
