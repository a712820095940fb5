"""From what the school view keeps to what inzage answers. Days left are reckoned here, with today's date."""

from datetime import date
from typing import Any, TypeVar

import msgspec

from contracts.termijnen import OnbekendeTermijn, Termijnregel, regels_op
from eventlog.clock import moment_of
from projections import school

from . import antwoord
from .opening import Persoon

A = TypeVar("A", bound=antwoord.Antwoord)


def toon_leerling(leerling: school.Leerling, persoon: Persoon, vandaag: date) -> antwoord.Leerling:
    """A pupil as the list shows it."""
    eerste = leerling.volgende_termijn
    return antwoord.Leerling(
        sleutel=persoon.sleutel,
        naam=persoon.naam,
        geboortedatum=persoon.geboortedatum,
        groep=leerling.groep_op(vandaag),
        leerjaar=leerling.leerjaar,
        extra_ondersteuning=leerling.extra_ondersteuning,
        niveau=_als(antwoord.Niveau, leerling.niveau),
        aanmelding=_als(antwoord.Aanmelding, leerling.aanmelding),
        aanspreekpunt=leerling.aanspreekpunt,
        ingeschreven_op=leerling.ingeschreven_op,
        uitgeschreven_op=leerling.uitgeschreven_op,
        uitschrijfreden=leerling.uitschrijfreden,
        volgende_school=leerling.volgende_school,
        passende_plek=_als(antwoord.PassendePlek, leerling.passende_plek),
        verzuim=_als(antwoord.Verzuim, leerling.verzuim),
        volgende_termijn=None if eerste is None else antwoord.Termijn(**_termijn(eerste, vandaag)),
    )


def toon_termijn_van_leerling(
    gevonden: school.Gevonden[school.Termijn], persoon: Persoon, vandaag: date
) -> antwoord.TermijnVanLeerling:
    """A running deadline, with whose it is."""
    return antwoord.TermijnVanLeerling(
        **_termijn(gevonden.wat, vandaag), leerling=_wie(gevonden.leerling, persoon, vandaag)
    )


def toon_signaal(gevonden: school.Gevonden[school.Signaal], persoon: Persoon, vandaag: date) -> antwoord.Signaal:
    """A signal, with whom it is about."""
    signaal = gevonden.wat
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
        leerling=_wie(gevonden.leerling, persoon, vandaag),
    )


def _wie(leerling: school.Leerling, persoon: Persoon, vandaag: date) -> antwoord.Wie:
    return antwoord.Wie(sleutel=persoon.sleutel, naam=persoon.naam, groep=leerling.groep_op(vandaag))


def _termijn(termijn: school.Termijn, vandaag: date) -> dict[str, Any]:
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
    }


def _dagen_over(einddatum: date | None, vandaag: date) -> int | None:
    return None if einddatum is None else (einddatum - vandaag).days


def _regel(id_: str, dag: date) -> Termijnregel | None:
    try:
        return regels_op(id_, dag)
    except OnbekendeTermijn:
        return None


def _als(model: type[A], deel: msgspec.Struct | None) -> A | None:
    """The answer with the same fields as this part of a state."""
    return None if deel is None else model(**msgspec.structs.asdict(deel))
