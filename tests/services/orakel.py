"""Invariants of domain.md §4 as a judge reads them: from the facts of a dossier alone, never by what a context reckons.

An invariant binds at acceptance: of each fact is asked what stood when it was accepted, itself included.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from contracts.aanmeldingen import BeslistermijnVerlengd, Ontvangen, ToelatingGeweigerd
from contracts.codes import Uitschrijfreden
from contracts.dossiers import BeginstandVastgelegd, LopendOpp
from contracts.gebeurtenis import Gebeurtenis
from contracts.leerlingen import Ingeschreven, Uitgeschreven
from contracts.ondersteuningsplannen import (
    HandelingsdeelIngestemd,
    HandelingsdeelInstemmingGeweigerd,
    HandelingsdeelInstemmingIngetrokken,
    LeerlingGehoord,
    LeerlingZietAfVanHoren,
    OppAfgesloten,
    OppMetOudersBesproken,
    OppVastgesteld,
)
from contracts.termijnen import regels_op
from contracts.termijnen.berekening import uiterste_verlenging
from eventlog.events import Recorded
from tests.services.feiten import inhoud, staand


def toets_elk_feit(feiten: Sequence[Recorded]) -> None:
    """`feiten`: all facts of one dossier, in their order. Fails at the first that should not have been accepted."""
    for plek, feit in enumerate(feiten):
        erna = staand(feiten[: plek + 1])
        match inhoud(feit):
            case OppVastgesteld() as opp:
                invariant_1(opp, erna)
            case BeslistermijnVerlengd() as verlenging:
                invariant_2(verlenging, erna)
            case ToelatingGeweigerd(bereid_gevonden_school=None) as geweigerd:
                invariant_8_bij_weigering(geweigerd, erna)
            case Uitgeschreven(volgende_school=None) as vertrek:
                invariant_8_bij_vertrek(vertrek, erna)


def invariant_1(opp: OppVastgesteld, erna: Iterable[Gebeurtenis]) -> None:
    """No OPP without a bespreking, a hearing and instemming with this versie (docs/decisions/0016)."""
    rest = list(erna)
    rest.remove(opp)
    dag, gezet = opp.datum, _gezet(rest)
    vorige = max((d for _, d in gezet if d < dag), default=date.min)
    zelfde = max((d for v, d in gezet if d < dag and v == opp.versie), default=date.min)
    assert any(vorige < d <= dag for d in _dagen(rest, OppMetOudersBesproken))
    assert any(vorige < d <= dag for d in _dagen(rest, LeerlingGehoord, LeerlingZietAfVanHoren))
    ja, nee = _woorden(rest, opp.versie)
    laatste = max(d for d in ja if zelfde < d <= dag)
    assert not any(laatste <= d <= dag for d in nee)
    einden = _dagen(rest, OppAfgesloten, Uitgeschreven)
    for _, ander in (paar for paar in gezet if paar[0] == opp.versie):
        assert any(min(ander, dag) <= einde <= max(ander, dag) for einde in einden)


def invariant_2(verlenging: BeslistermijnVerlengd, erna: Sequence[Gebeurtenis]) -> None:
    """An extension once, within the six weeks, of four weeks at most, and told to ouders."""
    assert verlenging.ouder_mededeling is not None
    aanmelding = _aanmelding_van(verlenging.datum, erna)
    assert aanmelding is not None
    zelfde = [
        g
        for g in erna
        if isinstance(g, BeslistermijnVerlengd)
        and (bij := _aanmelding_van(g.datum, erna)) is not None
        and bij.ontvangstdatum == aanmelding.ontvangstdatum
    ]
    assert len(zelfde) == 1
    if not any("aanvulling" in g.kenmerken.type for g in erna):
        regel = regels_op("aanmelding-beslissing", aanmelding.ontvangstdatum)
        assert verlenging.nieuwe_datum <= uiterste_verlenging(regel, aanmelding.ontvangstdatum)


def invariant_8_bij_weigering(geweigerd: ToelatingGeweigerd, erna: Sequence[Gebeurtenis]) -> None:
    """Nobody who needs extra support is refused without a school that is willing (docs/decisions/0010)."""
    bij = _aanmelding_van(geweigerd.datum, erna)
    assert bij is not None
    assert not _extra_ondersteuning(erna)
    op_die_dag = [g for g in erna if isinstance(g, Ontvangen) and g.ontvangstdatum == bij.ontvangstdatum]
    assert not op_die_dag[-1].vermoeden_extra_ondersteuning


def invariant_8_bij_vertrek(vertrek: Uitgeschreven, erna: Sequence[Gebeurtenis]) -> None:
    """Nor sent away on grounds of support."""
    if vertrek.reden in (Uitschrijfreden.ONDERSTEUNING, Uitschrijfreden.VERWIJDERING):
        assert not _extra_ondersteuning(erna)
        assert not any(isinstance(g, Ontvangen) and g.vermoeden_extra_ondersteuning for g in erna)


def _extra_ondersteuning(feiten: Sequence[Gebeurtenis]) -> bool:
    """It was said at an inschrijving or beginstand, or an OPP was set that was not closed on its day or later."""
    gemeld = any(isinstance(g, Ingeschreven | BeginstandVastgelegd) and g.extra_ondersteuning for g in feiten)
    dicht = _dagen(feiten, OppAfgesloten)
    return gemeld or any(all(einde < gezet for einde in dicht) for _, gezet in _gezet(feiten))


def _aanmelding_van(dag: date, feiten: Iterable[Gebeurtenis]) -> Ontvangen | None:
    ontvangen_voor = [g for g in feiten if isinstance(g, Ontvangen) and g.ontvangstdatum <= dag]
    return max(ontvangen_voor, key=lambda g: g.ontvangstdatum, default=None)


def _gezet(feiten: Iterable[Gebeurtenis]) -> list[tuple[int, date]]:
    """Versie and day of every OPP in these facts."""
    gevonden = []
    for feit in feiten:
        match feit:
            case (
                OppVastgesteld(versie=versie, datum=dag)
                | BeginstandVastgelegd(opp=LopendOpp(versie=versie, vastgesteld_op=dag))
            ):
                gevonden.append((versie, dag))
    return gevonden


_Van = OppMetOudersBesproken | LeerlingGehoord | LeerlingZietAfVanHoren | OppAfgesloten | Uitgeschreven


def _dagen(feiten: Iterable[Gebeurtenis], *soorten: type[_Van]) -> list[date]:
    return [feit.datum for feit in feiten if isinstance(feit, soorten)]


def _woorden(feiten: Iterable[Gebeurtenis], versie: int) -> tuple[list[date], list[date]]:
    """The days on which ouders said yes, and no, to this versie."""
    ja = [f.datum for f in feiten if isinstance(f, HandelingsdeelIngestemd) and f.versie == versie]
    tegen = (HandelingsdeelInstemmingGeweigerd, HandelingsdeelInstemmingIngetrokken)
    return ja, [f.datum for f in feiten if isinstance(f, tegen) and f.versie == versie]
