"""Deadlines and signals from the school view as inzage answers them. Days left are reckoned here, with today's date."""

from datetime import date
from typing import Any

from contracts.termijnen import OnbekendeTermijn, Termijnregel, regels_op
from eventlog.clock import moment_of
from projections import school

from .. import antwoord
from ..opening import Persoon
from .voorwaarden import present_signaal_van_voorwaarde


def present_termijn_van_school(
    gevonden: school.Gevonden[school.Termijn], persoon: Persoon, vandaag: date
) -> antwoord.TermijnVanSchool:
    """A running deadline, with whose it is."""
    return antwoord.TermijnVanSchool(
        **fields_of_termijn(gevonden.wat, vandaag), leerling=_wie(gevonden.dossier, persoon, vandaag)
    )  # fmt: skip


def present_signaal(
    gevonden: school.Gevonden[school.Signaal | school.Voorwaarde], persoon: Persoon, vandaag: date
) -> antwoord.Signaal:
    """A signal, with whom it is about."""
    signaal, wie = gevonden.wat, _wie(gevonden.dossier, persoon, vandaag)
    if isinstance(signaal, school.Voorwaarde):
        return present_signaal_van_voorwaarde(signaal, wie)
    termijn = gevonden.dossier.termijn(signaal.termijn)
    regel = _regel(signaal.regel, signaal.datum)
    return antwoord.Signaal(
        id=signaal.id,
        soort=signaal.soort,
        datum=signaal.datum,
        gesignaleerd_op=moment_of(signaal.gesignaleerd_op),
        termijn=signaal.termijn,
        regel=signaal.regel,
        omschrijving=regel.omschrijving if regel else None,
        einddatum=signaal.einddatum,
        dagen_over=_dagen_over(signaal.einddatum, vandaag),
        over_plan=termijn.plan_id,
        over_groep=termijn.groep,
        voorwaarde=None,
        leerling=wie,
    )


def _wie(dossier: school.Dossier, persoon: Persoon, vandaag: date) -> antwoord.Wie | None:
    kind = dossier.leerling
    if kind is None:
        return None
    return antwoord.Wie(sleutel=persoon.sleutel, naam=persoon.naam, groep=kind.groep_op(vandaag))


def fields_of_termijn(termijn: school.Termijn, vandaag: date) -> dict[str, Any]:
    """The fields of `antwoord.Termijn`, by their names in Python."""
    regel = _regel(termijn.regel, termijn.gestart_op)
    over = _dagen_over(termijn.einddatum, vandaag)
    return {
        "id": termijn.id,
        "regel": termijn.regel,
        "omschrijving": regel.omschrijving if regel else None,
        "grondslag": str(regel.grondslag) if regel else None,
        "gestart_op": termijn.gestart_op,
        "einddatum": termijn.einddatum,
        "dagen_over": over,
        "te_laat": over is not None and over < 0,
        "opgeschort_sinds": termijn.opgeschort_sinds,
        "over_plan": termijn.plan_id,
        "over_groep": termijn.groep,
    }


def _dagen_over(einddatum: date | None, vandaag: date) -> int | None:
    return None if einddatum is None else (einddatum - vandaag).days


def _regel(id_: str, dag: date) -> Termijnregel | None:
    try:
        return regels_op(id_, dag)
    except OnbekendeTermijn:
        return None
