"""Figures of one school, counted over what it sees of its pupils and groepen (domain.md §6). Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from contracts.codes import Canon, Planresultaat
from contracts.schooljaar import begin_schooljaar, naam_schooljaar

from .dossier import Dossier
from .groep import Groepsmoment, Groepsmomentsoort
from .leerling import Leerling


@dataclass(frozen=True, slots=True, kw_only=True)
class Kengetallen:
    """Of the pupils who are enrolled on a day.

    `per_niveau`: pupils without a level are in the groepsaanbod and not in it. `opp_te_evalueren`: OPPs of which the
    deadline for evaluation ends in this schooljaar, or has ended. `plannen_zonder_resultaat`: evaluated this
    schooljaar, and not reached ("niet tot het gewenste resultaat" [004]). `plannen_over_datum`: their evaluatiedatum
    has passed. `voorwaarden_vervallen`: accepted events that no longer meet a condition, of whomever.
    """

    schooljaar: str
    ingeschreven: int
    te_laat: int
    per_niveau: Mapping[Canon, int]
    met_opp: int
    opp_te_evalueren: int
    opp_niet_in_rod: int
    opp_in_voorbereiding: int
    samenspraak_ontbreekt: int
    lopende_plannen: int
    plannen_zonder_resultaat: int
    plannen_over_datum: int
    voorwaarden_vervallen: int


def kengetallen(dossiers: Iterable[Dossier], vandaag: date) -> Kengetallen:
    """Count. `dossiers`: of one school, as they are on `vandaag`."""
    begin = begin_schooljaar(vandaag)
    telling: Counter[str] = Counter()
    per_niveau: Counter[Canon] = Counter()
    for dossier in dossiers:
        telling["voorwaarden_vervallen"] += len(dossier.voorwaarden)
        kind = dossier.leerling
        if kind is None or not kind.ingeschreven(vandaag):
            continue
        telling["ingeschreven"] += 1
        eerste = dossier.volgende_termijn
        telling["te_laat"] += eerste is not None and eerste.einddatum is not None and eerste.einddatum < vandaag
        if kind.niveau is not None:
            per_niveau[kind.niveau.canon] += 1
        telling["opp_te_evalueren"] += dossier.opp_te_evalueren(vandaag)
        _tel_ondersteuning(telling, kind, begin, vandaag)
    return Kengetallen(
        schooljaar=naam_schooljaar(vandaag),
        per_niveau={canon: per_niveau[canon] for canon in Canon if per_niveau[canon]},
        **{naam: telling[naam] for naam in _TELLINGEN},
    )


_TELLINGEN: Final = (
    "ingeschreven", "te_laat", "met_opp", "opp_te_evalueren", "opp_niet_in_rod", "opp_in_voorbereiding",
    "samenspraak_ontbreekt", "lopende_plannen", "plannen_zonder_resultaat", "plannen_over_datum",
    "voorwaarden_vervallen",
)  # fmt: skip


def _tel_ondersteuning(telling: Counter[str], kind: Leerling, begin: date, vandaag: date) -> None:
    if kind.opp is not None:
        loopt = kind.opp.lopend is not None
        telling["met_opp"] += loopt
        telling["opp_niet_in_rod"] += loopt and not kind.opp.in_rod
        telling["opp_in_voorbereiding"] += kind.opp.in_voorbereiding
    telling["samenspraak_ontbreekt"] += kind.samenspraak is not None and bool(kind.samenspraak.ontbreekt)
    for plan in kind.plannen:
        telling["lopende_plannen"] += plan.loopt
        telling["plannen_over_datum"] += plan.loopt and plan.evaluatiedatum < vandaag
        telling["plannen_zonder_resultaat"] += (
            plan.resultaat is Planresultaat.NIET_BEHAALD
            and plan.geevalueerd_op is not None
            and plan.geevalueerd_op >= begin
        )


@dataclass(frozen=True, slots=True)
class Groepskalender:
    """One groep in one schooljaar. `leerlingen`: enrolled in it on the day that is asked about."""

    groep: str
    leerlingen: int
    momenten: tuple[Groepsmoment, ...]

    def van(self, soort: Groepsmomentsoort) -> tuple[Groepsmoment, ...]:
        """The moments of one kind, by date."""
        return tuple(m for m in self.momenten if m.soort is soort)


def groepskalender(dossiers: Iterable[Dossier], schooljaar: str, vandaag: date) -> Sequence[Groepskalender]:
    """Every groep that has pupils on `vandaag`, or of which something was told in the schooljaar; by name."""
    leerlingen: Counter[str] = Counter()
    momenten: dict[str, list[Groepsmoment]] = {}
    for dossier in dossiers:
        kind = dossier.leerling
        if kind is not None and kind.ingeschreven(vandaag) and (groep := kind.groep_op(vandaag)) is not None:
            leerlingen[groep] += 1
        for moment in dossier.groepsmomenten:
            if naam_schooljaar(moment.datum) == schooljaar:
                momenten.setdefault(moment.groep, []).append(moment)
    return [
        Groepskalender(groep, leerlingen[groep], tuple(momenten.get(groep, ())))
        for groep in sorted({*leerlingen, *momenten})
    ]
