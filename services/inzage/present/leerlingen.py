"""A pupil from the school view as inzage answers it: the fields of `antwoord.Leerling`, ready to be written as JSON.

A school reads hundreds at once, so they are Structs, which are made and written in a fraction of the time of a model;
that each is that model is seen to by tests/services/inzage/test_leerling_is_model.py.
"""

from datetime import date
from functools import cache
from typing import Any, Final

import msgspec
from msgspec.structs import astuple

from contracts.schooljaar import begin_schooljaar
from projections import school

from .. import antwoord
from ..opening import Persoon
from .termijnen import fields_of_termijn
from .voorwaarden import fields_of_voorwaarde


def _written(name: str, fields: tuple[str, ...]) -> type[msgspec.Struct]:
    """A Struct of anything with these fields, written in camelCase."""
    return msgspec.defstruct(name, [(field, Any) for field in fields], rename="camel", frozen=True, gc=False)


_Leerling: Final = _written("Leerling", tuple(antwoord.Leerling.model_fields))
_Opp: Final = _written("Opp", tuple(antwoord.Opp.model_fields))
_Plan: Final = _written("Plan", tuple(antwoord.Plan.model_fields))
_Termijn: Final = _written("Termijn", tuple(antwoord.Termijn.model_fields))
_Voorwaarde: Final = _written("Voorwaarde", tuple(antwoord.VoorwaardeVanGebeurtenis.model_fields))


def present_leerling(dossier: school.Dossier, persoon: Persoon, vandaag: date) -> msgspec.Struct:
    """A pupil as the list shows it."""
    kind = dossier.leerling or _NIEMAND
    eerste = dossier.volgende_termijn
    begin = begin_schooljaar(vandaag)
    opp = kind.opp or _GEEN_OPP
    inschrijving = kind.inschrijving_op(vandaag)
    return _Leerling(
        sleutel=_text(persoon.sleutel),
        naam=_text(persoon.naam),
        groep=kind.groep_op(vandaag),
        geboortedatum=_text(persoon.geboortedatum),
        leerjaar=kind.leerjaar,
        extra_ondersteuning=kind.extra_ondersteuning,
        niveau=_same_fields(kind.niveau),
        niveau_sinds=kind.niveau_sinds,
        aanmelding=_same_fields(kind.aanmelding),
        aanspreekpunt=kind.aanspreekpunt,
        ingeschreven_op=inschrijving.op,
        uitgeschreven_op=inschrijving.tot,
        uitschrijfreden=inschrijving.reden,
        volgende_school=inschrijving.volgende_school,
        passende_plek=_same_fields(kind.passende_plek),
        verzuim=_same_fields(kind.verzuim),
        opp=_opp(opp, dossier.opp_te_evalueren(vandaag)),
        plannen=[_plan(plan) for plan in kind.plannen if plan.geevalueerd_op is None or plan.geevalueerd_op >= begin],
        instemming=_same_fields(opp.instemming),
        hoorrecht=_same_fields(opp.hoorrecht),
        samenspraak_ontbreekt=() if kind.samenspraak is None else kind.samenspraak.ontbreekt,
        rod=_rod(opp),
        tlv=_same_fields(kind.toewijzing.tlv_op(vandaag)),
        arrangementen=[_same_fields(een) for een in kind.toewijzing.arrangementen_op(vandaag)],
        laatste_overleg=_same_fields(kind.laatste_overleg),
        niet_bewaakte_termijnen=[_same_fields(een) for een in kind.open_termijnen if not een.bewaakt],
        volgende_termijn=None if eerste is None else _Termijn(**fields_of_termijn(eerste, vandaag)),
        voorwaarden=[_Voorwaarde(**fields_of_voorwaarde(voorwaarde)) for voorwaarde in dossier.voorwaarden],
    )


_NIEMAND = school.Leerling()
_GEEN_OPP = school.Opp()
_MASKS: Final = {type(mask): mask.model_dump() for mask in (antwoord.VERGETEN, antwoord.ONLEESBAAR)}


def _text(waarde: Any) -> Any:
    return _MASKS.get(type(waarde), waarde)


def _opp(opp: school.Opp, te_evalueren: bool) -> msgspec.Struct | None:
    versie, in_voorbereiding = opp.lopend, opp.in_voorbereiding
    if versie is None and not in_voorbereiding:
        return None
    return _Opp(
        versie=None if versie is None else versie.versie,
        vastgesteld_op=None if versie is None else versie.vastgesteld_op,
        ingangsdatum=None if versie is None else versie.ingangsdatum,
        uitstroombestemming=None if versie is None else versie.uitstroombestemming,
        bijgesteld_op=None if versie is None else versie.bijgesteld_op,
        evaluatie=None if versie is None else _same_fields(opp.evaluatie),
        te_evalueren=te_evalueren,
        in_voorbereiding=in_voorbereiding,
        ontbreekt=opp.ontbreekt if in_voorbereiding else (),
    )


def _plan(plan: school.Plan) -> msgspec.Struct:
    return _Plan(
        plan_id=plan.id, soort=plan.soort, nummer=plan.nummer, gebied=plan.gebied, gestart_op=plan.gestart_op,
        evaluatiedatum=plan.evaluatiedatum, geevalueerd_op=plan.geevalueerd_op, resultaat=plan.resultaat,
    )  # fmt: skip


def _rod(opp: school.Opp) -> Any:
    if opp.lopend is None:
        return None
    return _NIET_IN_ROD if opp.rod is None else _same_fields(opp.rod)


_NIET_IN_ROD = {
    "status": antwoord.Rodstatus.NIET_GEREGISTREERD, "datum": None, "begindatum": None, "einddatum": None,
}  # fmt: skip


@cache
def _same(part: type[msgspec.Struct]) -> type[msgspec.Struct]:
    return _written(part.__name__, part.__struct_fields__)


def _same_fields(deel: msgspec.Struct | None) -> msgspec.Struct | None:
    """The same fields as this part of a state."""
    return None if deel is None else _same(type(deel))(*astuple(deel))
