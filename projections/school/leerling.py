"""What a school sees of one pupil, and how each fact changes it. Pure."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from contracts.codes import Aanbodsoort, AanspreekpuntRol, Uitschrijfreden, Verzuimsoort, ZoekAanleiding
from contracts.inschrijving import INGESCHREVEN, Inschrijfstand
from eventlog.views.projection import Sealed

from . import opp, plan, toewijzing
from .aanmelding import Aanmelding, na_aanmelding
from .beginstand import Beginevaluatie, Beginniveau, Beginregistratie
from .inschrijving import Inschrijving, lopend_of_komend, op_school
from .opp import Opp
from .overleg import Overleg
from .plan import Plan
from .samenspraak import Samenspraak, na_samenspraak
from .shapes import aanmeldingen, dossiers, leerlingen, ondersteuningsplannen
from .shapes.feit import Feit, Niveau
from .termijn import OpenTermijn
from .toewijzing import Toewijzing


class ExtraOndersteuning(StrEnum):
    """Whether the pupil needs extra ondersteuning, as far as the school has said."""

    GEEN = "geen"
    VERMOEDEN = "vermoeden"
    BEKEND = "bekend"


class PassendePlek(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The search for a passende plek; over when it was found."""

    gezocht_sinds: date | None = None
    aanleiding: ZoekAanleiding | None = None
    swv_begeleidt: bool = False
    voorgestelde_school: str | None = None
    gevonden_school: str | None = None
    gevonden_op: date | None = None


class Verzuim(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Absence as the law asks after it."""

    grens_bereikt_op: date | None = None
    gemeld_op: date | None = None
    soort: Verzuimsoort | None = None
    thuiszitter_sinds: date | None = None


class Leerling(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One pupil of one school. `groep` counts from `groep_vanaf`; before that day `groep_daarvoor` does.

    `open_termijnen`: as the beginstand told them, those that the hub watches included. `ingeschreven_op` up to
    `volgende_school`: of the last enrolment, which may be still to begin; `eerder`: those before it, in order.
    """

    groep: str | None = None
    groep_vanaf: date | None = None
    groep_daarvoor: str | None = None
    leerjaar: int | None = None
    extra_ondersteuning: ExtraOndersteuning | None = None
    niveau: Niveau | None = None
    niveau_sinds: date | None = None
    aanmelding: Aanmelding | None = None
    aanspreekpunt: AanspreekpuntRol | None = None
    ingeschreven_op: date | None = None
    uitgeschreven_op: date | None = None
    uitschrijfreden: Uitschrijfreden | None = None
    volgende_school: str | None = None
    passende_plek: PassendePlek | None = None
    verzuim: Verzuim | None = None
    opp: Opp | None = None
    plannen: tuple[Plan, ...] = ()
    samenspraak: Samenspraak | None = None
    toewijzing: Toewijzing = Toewijzing()
    laatste_overleg: Overleg | None = None
    open_termijnen: tuple[OpenTermijn, ...] = ()
    personalia: Sealed | None = None
    eerder: tuple[Inschrijving, ...] = ()
    inschrijfstand: Inschrijfstand = Inschrijfstand()

    def groep_op(self, dag: date) -> str | None:
        """The groep on a day; before the first one begins, that one."""
        if self.groep_daarvoor is None or self.groep_vanaf is None or self.groep_vanaf <= dag:
            return self.groep
        return self.groep_daarvoor

    def ingeschreven(self, dag: date) -> bool:
        """Whether the pupil is enrolled on a day."""
        return op_school(self._inschrijvingen, dag)

    def inschrijving_op(self, dag: date) -> Inschrijving:
        """The enrolment that runs on a day; where none does the next one, else the last."""
        return lopend_of_komend(self._inschrijvingen, dag)

    @property
    def laatste_inschrijving(self) -> Inschrijving:
        """The one that begins last."""
        return Inschrijving(self.ingeschreven_op, self.uitgeschreven_op, self.uitschrijfreden, self.volgende_school)

    @property
    def _inschrijvingen(self) -> tuple[Inschrijving, ...]:
        return (*self.eerder, self.laatste_inschrijving)


# An offer of these says that the support is needed, whatever was suspected [keuze].
_EXTRA: Final = frozenset(Aanbodsoort) - {Aanbodsoort.BASISONDERSTEUNING, Aanbodsoort.ANDERE_SCHOOL}


def na_feit(state: Leerling, data: Feit | dossiers.Deel, plek: int) -> Leerling:
    """The pupil after this fact, or part of one; as it was for one that says nothing of a pupil. `plek`: in the log."""
    stap = STAPPEN.get(type(data))
    if stap is not None:
        return stap(state, data)
    match data:
        case leerlingen.Ingeschreven():
            return _ingeschreven(state, data, plek)
        case leerlingen.Uitgeschreven():
            return _uitgeschreven(state, data, plek)
        case _:
            return state


def _aangemeld(state: Leerling, data: aanmeldingen.Ontvangen) -> Leerling:
    extra = ExtraOndersteuning.VERMOEDEN if data.vermoeden_extra_ondersteuning else ExtraOndersteuning.GEEN
    if state.extra_ondersteuning is ExtraOndersteuning.BEKEND:
        extra = ExtraOndersteuning.BEKEND
    return replace(
        state,
        aanmelding=na_aanmelding(state.aanmelding, data),
        leerjaar=data.leerjaar if state.ingeschreven_op is None else state.leerjaar,
        extra_ondersteuning=extra,
    )


def _over_aanmelding(state: Leerling, data: Feit) -> Leerling:
    return replace(state, aanmelding=na_aanmelding(state.aanmelding, data))


def _aanbod(state: Leerling, data: aanmeldingen.PassendAanbodGedaan) -> Leerling:
    bekend = ExtraOndersteuning.BEKEND if data.soort in _EXTRA else state.extra_ondersteuning
    state = replace(state, extra_ondersteuning=bekend, aanmelding=na_aanmelding(state.aanmelding, data))
    return state if data.niveau is None else _niveau(state, data.niveau, data.datum)


def _ingeschreven(state: Leerling, data: leerlingen.Ingeschreven, plek: int) -> Leerling:
    stand = state.inschrijfstand
    if stand.begint(plek):
        ander = state.ingeschreven_op != data.inschrijfdatum or not stand.loopt
        return _op_school(_bewaard(state) if ander else state, data, data.inschrijfdatum)
    # Withdrawn before it began: what it says of groep and leerjaar never came about.
    op = state.ingeschreven_op if stand.trof else data.inschrijfdatum
    return replace(state, ingeschreven_op=op, inschrijfstand=stand.na_inschrijving(plek))


def _bewaard(state: Leerling) -> Leerling:
    """With the last enrolment, if any, among the earlier ones: there is another now."""
    if state.ingeschreven_op is None:
        return state
    return replace(state, eerder=(*state.eerder, state.laatste_inschrijving))


def _op_school(state: Leerling, data: leerlingen.Ingeschreven | dossiers.BeginstandVastgelegd, vanaf: date) -> Leerling:
    state = _groep(state, data.groep, vanaf)
    return replace(
        state,
        ingeschreven_op=data.inschrijfdatum,
        uitgeschreven_op=None,
        uitschrijfreden=None,
        volgende_school=None,
        leerjaar=data.leerjaar,
        extra_ondersteuning=ExtraOndersteuning.BEKEND if data.extra_ondersteuning else ExtraOndersteuning.GEEN,
        inschrijfstand=INGESCHREVEN,
    )


def _beginstand(state: Leerling, data: dossiers.BeginstandVastgelegd) -> Leerling:
    """No step of samenspraak, here or in the parts: what was talked about before the hub is not its to judge."""
    state = _op_school(state if state.inschrijfstand.loopt else _bewaard(state), data, data.datum)
    return replace(
        state,
        aanspreekpunt=data.aanspreekpunt or state.aanspreekpunt,
        toewijzing=toewijzing.uit_beginstand(data),
        open_termijnen=tuple(OpenTermijn(t.regel, t.gestart_op, t.einddatum) for t in data.open_termijnen),
    )


def _groep(state: Leerling, groep: str, vanaf: date) -> Leerling:
    return replace(state, groep=groep, groep_vanaf=vanaf, groep_daarvoor=state.groep)


def _niveau(state: Leerling, niveau: Niveau, sinds: date | None) -> Leerling:
    return replace(state, niveau=niveau, niveau_sinds=sinds)


def _niveau_gewijzigd(state: Leerling, data: ondersteuningsplannen.NiveauGewijzigd) -> Leerling:
    return _niveau(_samenspraak(state, data), data.niveau, data.datum)


def _samenspraak(state: Leerling, data: Feit) -> Leerling:
    return replace(state, samenspraak=na_samenspraak(state.samenspraak, data))


def _opp(state: Leerling, data: Feit) -> Leerling:
    return replace(state, opp=opp.na_opp(state.opp, data), samenspraak=na_samenspraak(state.samenspraak, data))


def _opp_van_begin(state: Leerling, data: dossiers.LopendOpp | Beginevaluatie | Beginregistratie) -> Leerling:
    return replace(state, opp=opp.uit_beginstand(state.opp, data))


def _overleg(state: Leerling, data: dossiers.LaatsteOverleg) -> Leerling:
    return replace(state, laatste_overleg=Overleg(data.soort, data.datum))


def _plan_gestart(state: Leerling, data: ondersteuningsplannen.PlanGestart) -> Leerling:
    return _samenspraak(replace(state, plannen=plan.gestart(state.plannen, data)), data)


def _plan_geevalueerd(state: Leerling, data: ondersteuningsplannen.PlanGeevalueerd) -> Leerling:
    return _samenspraak(replace(state, plannen=plan.geevalueerd(state.plannen, data)), data)


def _uitgeschreven(state: Leerling, data: leerlingen.Uitgeschreven, plek: int) -> Leerling:
    stand = state.inschrijfstand
    nieuw = stand.na_uitschrijving(data.datum, plek)
    if nieuw.los is not None and nieuw != stand:
        # It may be of an enrolment that is told of next; else it says anew when the last one ended.
        state = replace(_bewaard(state), ingeschreven_op=None if stand.trof else state.ingeschreven_op)
    return replace(
        state, uitgeschreven_op=data.datum, uitschrijfreden=data.reden, volgende_school=data.volgende_school,
        inschrijfstand=nieuw,
    )  # fmt: skip


def _verzuim(state: Leerling, data: Feit) -> Leerling:
    is_ = state.verzuim or Verzuim()
    match data:
        case leerlingen.VerzuimgrensBereikt(datum=datum):
            return replace(state, verzuim=replace(is_, grens_bereikt_op=datum))
        case leerlingen.VerzuimGemeld(datum=datum, soort=soort):
            return replace(state, verzuim=replace(is_, gemeld_op=datum, soort=soort))
        case leerlingen.ThuiszitterGesignaleerd(datum=datum):
            return replace(state, verzuim=replace(is_, thuiszitter_sinds=datum))
        case _:
            return state


def _plek(state: Leerling, data: Feit) -> Leerling:
    is_ = state.passende_plek or PassendePlek()
    match data:
        case aanmeldingen.PassendePlekGezocht(datum=datum, aanleiding=aanleiding, swv_begeleidt=begeleidt):
            return replace(state, passende_plek=PassendePlek(datum, aanleiding, begeleidt))
        case aanmeldingen.PlekVoorgesteld(voorgestelde_school=school):
            return replace(state, passende_plek=replace(is_, voorgestelde_school=school))
        case aanmeldingen.PassendePlekGevonden(datum=datum, gevonden_school=school):
            return replace(state, passende_plek=replace(is_, gevonden_school=school, gevonden_op=datum))
        case _:
            return state


STAPPEN: Final[dict[type, Callable[[Leerling, Any], Leerling]]] = {
    aanmeldingen.Ontvangen: _aangemeld,
    aanmeldingen.AanvullingGevraagd: _over_aanmelding,
    aanmeldingen.AanvullingOntvangen: _over_aanmelding,
    aanmeldingen.BeslistermijnVerlengd: _over_aanmelding,
    aanmeldingen.PassendAanbodGedaan: _aanbod,
    aanmeldingen.Toegelaten: _over_aanmelding,
    aanmeldingen.ToelatingGeweigerd: _over_aanmelding,
    aanmeldingen.TijdelijkGeplaatst: _over_aanmelding,
    aanmeldingen.PassendePlekGezocht: _plek,
    aanmeldingen.PlekVoorgesteld: _plek,
    aanmeldingen.PassendePlekGevonden: _plek,
    leerlingen.GroepGewijzigd: lambda state, data: _groep(state, data.groep, data.vanaf),
    leerlingen.AanspreekpuntToegewezen: lambda state, data: replace(state, aanspreekpunt=data.rol),
    leerlingen.VerzuimgrensBereikt: _verzuim,
    leerlingen.VerzuimGemeld: _verzuim,
    leerlingen.ThuiszitterGesignaleerd: _verzuim,
    dossiers.BeginstandVastgelegd: _beginstand,
    Beginniveau: lambda state, data: _niveau(state, data.niveau, data.sinds),
    dossiers.LopendOpp: _opp_van_begin,
    Beginevaluatie: _opp_van_begin,
    Beginregistratie: _opp_van_begin,
    dossiers.LopendPlan: lambda state, data: replace(state, plannen=plan.uit_beginstand(state.plannen, data)),
    dossiers.LaatsteOverleg: _overleg,
    ondersteuningsplannen.NiveauGewijzigd: _niveau_gewijzigd,
    ondersteuningsplannen.OudersGesproken: _samenspraak,
    ondersteuningsplannen.PlanGestart: _plan_gestart,
    ondersteuningsplannen.PlanGeevalueerd: _plan_geevalueerd,
    **dict.fromkeys(
        (
            ondersteuningsplannen.OppConceptOpgesteld, ondersteuningsplannen.LeerlingGehoord,
            ondersteuningsplannen.LeerlingZietAfVanHoren, ondersteuningsplannen.LeerlingTeruggekoppeld,
            ondersteuningsplannen.OppMetOudersBesproken, ondersteuningsplannen.HandelingsdeelIngestemd,
            ondersteuningsplannen.HandelingsdeelInstemmingGeweigerd,
            ondersteuningsplannen.HandelingsdeelInstemmingIngetrokken, ondersteuningsplannen.OppVastgesteld,
            ondersteuningsplannen.OppGeregistreerdInRod, ondersteuningsplannen.RodRegistratieGeweigerd,
            ondersteuningsplannen.OppGeevalueerd, ondersteuningsplannen.OppBijgesteld,
            ondersteuningsplannen.OppAfgesloten,
        ),
        _opp,
    ),
}  # fmt: skip
"""What each fact does, but for those of which it matters when they were told (`na_feit`)."""
