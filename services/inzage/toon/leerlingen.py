"""A pupil from the school view as inzage answers it."""

from datetime import date
from typing import TypeVar

import msgspec

from contracts.schooljaar import begin_schooljaar
from projections import school

from .. import antwoord
from ..opening import Persoon
from .termijnen import toon_termijn

A = TypeVar("A", bound=antwoord.Antwoord)


def toon_leerling(dossier: school.Dossier, persoon: Persoon, vandaag: date) -> antwoord.Leerling:
    """A pupil as the list shows it."""
    kind = dossier.leerling or school.Leerling()
    eerste = dossier.volgende_termijn
    begin = begin_schooljaar(vandaag)
    opp = kind.opp or school.Opp()
    return antwoord.Leerling(
        sleutel=persoon.sleutel,
        naam=persoon.naam,
        geboortedatum=persoon.geboortedatum,
        groep=kind.groep_op(vandaag),
        leerjaar=kind.leerjaar,
        extra_ondersteuning=kind.extra_ondersteuning,
        niveau=_als(antwoord.Niveau, kind.niveau),
        niveau_sinds=kind.niveau_sinds,
        aanmelding=_als(antwoord.Aanmelding, kind.aanmelding),
        aanspreekpunt=kind.aanspreekpunt,
        ingeschreven_op=kind.ingeschreven_op,
        uitgeschreven_op=kind.uitgeschreven_op,
        uitschrijfreden=kind.uitschrijfreden,
        volgende_school=kind.volgende_school,
        passende_plek=_als(antwoord.PassendePlek, kind.passende_plek),
        verzuim=_als(antwoord.Verzuim, kind.verzuim),
        opp=_opp(opp, begin),
        plannen=tuple(
            _plan(plan) for plan in kind.plannen if plan.geevalueerd_op is None or plan.geevalueerd_op >= begin
        ),
        instemming=_als(antwoord.Instemming, opp.instemming),
        hoorrecht=_als(antwoord.Hoorrecht, opp.hoorrecht),
        samenspraak_ontbreekt=() if kind.samenspraak is None else kind.samenspraak.ontbreekt,
        rod=_rod(opp),
        volgende_termijn=None if eerste is None else toon_termijn(eerste, vandaag),
    )


def _opp(opp: school.Opp, begin: date) -> antwoord.Opp | None:
    versie = opp.lopend
    if versie is None and not opp.in_voorbereiding:
        return None
    return antwoord.Opp(
        versie=None if versie is None else versie.versie,
        vastgesteld_op=None if versie is None else versie.vastgesteld_op,
        ingangsdatum=None if versie is None else versie.ingangsdatum,
        uitstroombestemming=None if versie is None else versie.uitstroombestemming,
        bijgesteld_op=None if versie is None else versie.bijgesteld_op,
        evaluatie=None if versie is None else _als(antwoord.Evaluatie, opp.evaluatie),
        te_evalueren=opp.te_evalueren(begin),
        in_voorbereiding=opp.in_voorbereiding,
        ontbreekt=opp.ontbreekt if opp.in_voorbereiding else (),
    )


def _plan(plan: school.Plan) -> antwoord.Plan:
    return antwoord.Plan(
        plan_id=plan.id, soort=plan.soort, nummer=plan.nummer, gebied=plan.gebied, gestart_op=plan.gestart_op,
        evaluatiedatum=plan.evaluatiedatum, geevalueerd_op=plan.geevalueerd_op, resultaat=plan.resultaat,
    )  # fmt: skip


def _rod(opp: school.Opp) -> antwoord.Rod | None:
    if opp.lopend is None:
        return None
    rod = opp.rod
    if rod is None:
        return antwoord.Rod(
            status=antwoord.Rodstatus.NIET_GEREGISTREERD, datum=None, begindatum=None, einddatum=None
        )  # fmt: skip
    return antwoord.Rod(
        status=antwoord.Rodstatus(rod.status.value),
        datum=rod.datum,
        begindatum=rod.begindatum,
        einddatum=rod.einddatum,
    )


def _als(model: type[A], deel: msgspec.Struct | None) -> A | None:
    """The answer with the same fields as this part of a state."""
    return None if deel is None else model(**msgspec.structs.asdict(deel))
