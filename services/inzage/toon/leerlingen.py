"""A pupil from the school view as inzage answers it: the fields of `antwoord.Leerling`, ready to be written as JSON.

A school reads hundreds at once, so they are not made into models first; that each is one is seen to by
tests/services/inzage/test_leerling_is_model.py.
"""

from datetime import date
from functools import cache
from typing import Any

import msgspec
from pydantic.alias_generators import to_camel

from contracts.schooljaar import begin_schooljaar
from projections import school

from .. import antwoord
from ..opening import Persoon
from .termijnen import velden_van_termijn

Json = dict[str, Any]


def toon_leerling(dossier: school.Dossier, persoon: Persoon, vandaag: date) -> Json:
    """A pupil as the list shows it."""
    kind = dossier.leerling or _NIEMAND
    eerste = dossier.volgende_termijn
    begin = begin_schooljaar(vandaag)
    opp = kind.opp or _GEEN_OPP
    return {
        "sleutel": _tekst(persoon.sleutel),
        "naam": _tekst(persoon.naam),
        "geboortedatum": _tekst(persoon.geboortedatum),
        "groep": kind.groep_op(vandaag),
        "leerjaar": kind.leerjaar,
        "extraOndersteuning": kind.extra_ondersteuning,
        "niveau": _als_json(kind.niveau),
        "niveauSinds": kind.niveau_sinds,
        "aanmelding": _als_json(kind.aanmelding),
        "aanspreekpunt": kind.aanspreekpunt,
        "ingeschrevenOp": kind.ingeschreven_op,
        "uitgeschrevenOp": kind.uitgeschreven_op,
        "uitschrijfreden": kind.uitschrijfreden,
        "volgendeSchool": kind.volgende_school,
        "passendePlek": _als_json(kind.passende_plek),
        "verzuim": _als_json(kind.verzuim),
        "opp": _opp(opp, dossier.opp_te_evalueren(vandaag)),
        "plannen": [
            _plan(plan) for plan in kind.plannen if plan.geevalueerd_op is None or plan.geevalueerd_op >= begin
        ],
        "instemming": _als_json(opp.instemming),
        "hoorrecht": _als_json(opp.hoorrecht),
        "samenspraakOntbreekt": () if kind.samenspraak is None else kind.samenspraak.ontbreekt,
        "rod": _rod(opp),
        "tlv": _als_json(kind.toewijzing.tlv_op(vandaag)),
        "arrangementen": [_als_json(een) for een in kind.toewijzing.arrangementen_op(vandaag)],
        "laatsteOverleg": _als_json(kind.laatste_overleg),
        "nietBewaakteTermijnen": [_als_json(een) for een in kind.open_termijnen if not een.bewaakt],
        "volgendeTermijn": None
        if eerste is None
        else {_camel(naam): waarde for naam, waarde in velden_van_termijn(eerste, vandaag).items()},
    }


_NIEMAND = school.Leerling()
_GEEN_OPP = school.Opp()
_VERGETEN = antwoord.VERGETEN.model_dump()


def _tekst(waarde: Any) -> Any:
    return _VERGETEN if isinstance(waarde, antwoord.Vergeten) else waarde


def _opp(opp: school.Opp, te_evalueren: bool) -> Json | None:
    versie = opp.lopend
    if versie is None and not opp.in_voorbereiding:
        return None
    return {
        "versie": None if versie is None else versie.versie,
        "vastgesteldOp": None if versie is None else versie.vastgesteld_op,
        "ingangsdatum": None if versie is None else versie.ingangsdatum,
        "uitstroombestemming": None if versie is None else versie.uitstroombestemming,
        "bijgesteldOp": None if versie is None else versie.bijgesteld_op,
        "evaluatie": None if versie is None else _als_json(opp.evaluatie),
        "teEvalueren": te_evalueren,
        "inVoorbereiding": opp.in_voorbereiding,
        "ontbreekt": opp.ontbreekt if opp.in_voorbereiding else (),
    }


def _plan(plan: school.Plan) -> Json:
    return {
        "planId": plan.id, "soort": plan.soort, "nummer": plan.nummer, "gebied": plan.gebied,
        "gestartOp": plan.gestart_op, "evaluatiedatum": plan.evaluatiedatum, "geevalueerdOp": plan.geevalueerd_op,
        "resultaat": plan.resultaat,
    }  # fmt: skip


def _rod(opp: school.Opp) -> Json | None:
    if opp.lopend is None:
        return None
    return _NIET_IN_ROD if opp.rod is None else _als_json(opp.rod)


_NIET_IN_ROD = {
    "status": antwoord.Rodstatus.NIET_GEREGISTREERD, "datum": None, "begindatum": None, "einddatum": None,
}  # fmt: skip

_camel = cache(to_camel)


@cache
def _velden(soort: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    return tuple((_camel(naam), naam) for naam in soort.__struct_fields__)


def _als_json(deel: msgspec.Struct | None) -> Json | None:
    """The same fields as this part of a state."""
    return None if deel is None else {camel: getattr(deel, naam) for camel, naam in _velden(type(deel))}
