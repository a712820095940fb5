"""Which OPPs are still to be evaluated this schooljaar: as the deadline has it (docs/decisions/0025)."""

import pytest

from contracts.gebeurtenis import Gebeurtenis
from contracts.regio import profielen
from contracts.termijnen import REGELS
from eventlog.deciding.decider import Fact
from eventlog.events import NewEvent
from eventlog.testing import Named
from eventlog.upcast import NO_UPCASTERS
from eventlog.views.projection import ViewReader
from projections.school import SCHOOL, Dossier
from services.termijnen.reckoning.engine import Termijnengine
from services.termijnen.reckoning.termijn import Termijn
from services.termijnen.signalen import na_feit
from tests.bouwstenen import (
    beginstand,
    ingetrokken,
    lopend_opp,
    met_id,
    opp_afgesloten,
    opp_geevalueerd,
    opp_vastgesteld,
    uitgeschreven,
    ziet_af,
)

from .feiten import dag, opgenomen, opslaan

LATER = dag("2030-01-01")
EERSTE = opp_vastgesteld("2026-10-23")


def met_termijnen(*feiten: Gebeurtenis | Named) -> Dossier:
    """The dossier after these facts and the signals that termijnen makes of them."""
    engine, reader = Termijnengine(REGELS, profielen()), ViewReader(SCHOOL.reads, NO_UPCASTERS)
    gelezen: list[Fact] = []
    lopend: dict[object, Termijn] = {}
    log: list[NewEvent] = []
    for nummer, feit in enumerate(feiten, 1):
        log.append(event := opslaan(feit, nummer=nummer, versie=nummer))
        gelezen.append(engine.reader.read(opgenomen(event, nummer)))
        for id_, termijn in engine.termijnen(gelezen).items():
            if termijn != (oud := lopend.get(id_)):
                log += na_feit(oud, termijn, gelezen[-1], None, LATER)
                lopend[id_] = termijn
    return SCHOOL.fold([reader.read(opgenomen(event, plek)) for plek, event in enumerate(log, 1)])


@pytest.mark.parametrize(
    ("feiten", "te_evalueren"),
    [
        ([], True),
        ([opp_geevalueerd("2027-06-14")], True),
        ([opp_geevalueerd("2027-10-04")], False),
        ([opp_geevalueerd("2027-10-04", met_leerling=False)], True),
        ([opp_geevalueerd("2027-10-04", met_ouders=False)], True),
        ([ziet_af("2027-10-01"), opp_geevalueerd("2027-10-04", met_leerling=False)], False),
        # Declined for the evaluation before this one: it is asked each time.
        ([ziet_af("2027-06-01"), opp_geevalueerd("2027-06-14"), opp_geevalueerd("2027-10-04", met_leerling=False)],
         True),
        ([opp_geevalueerd("2027-10-04"), opp_geevalueerd("2027-06-14")], False),
        # A new versie is no evaluation: it puts nothing off beyond the end of the schooljaar.
        ([opp_vastgesteld("2027-10-11", versie=2)], True),
        ([opp_geevalueerd("2027-09-20"), opp_vastgesteld("2027-10-11", versie=2)], False),
        ([opp_afgesloten("2027-09-06")], False),
        ([uitgeschreven("2027-09-06")], False),
    ],
)  # fmt: skip
def test_an_opp_is_evaluated_each_schooljaar_with_ouders_and_pupil__wpo_40a(
    feiten: list[Gebeurtenis], te_evalueren: bool
) -> None:
    assert met_termijnen(EERSTE, *feiten).opp_te_evalueren(dag("2027-11-01")) is te_evalueren


def test_an_evaluation_that_is_withdrawn_is_to_be_done() -> None:
    dossier = met_termijnen(EERSTE, met_id("e", opp_geevalueerd("2027-10-04")), ingetrokken("e"))
    assert dossier.opp_te_evalueren(dag("2027-11-01"))


def test_in_the_schooljaar_in_which_it_was_set_no_evaluation_is_due() -> None:
    dossier = met_termijnen(EERSTE)
    assert [dossier.opp_te_evalueren(dag(op)) for op in ("2026-11-01", "2027-07-31", "2027-08-01")] == [
        False, False, True,
    ]  # fmt: skip


def test_what_is_late_stays_to_be_done_in_the_next_schooljaar() -> None:
    assert met_termijnen(EERSTE).opp_te_evalueren(dag("2028-09-01"))


@pytest.mark.parametrize(("evaluatie", "te_evalueren"), [("2026-06-15", True), ("2026-08-02", False)])
def test_an_opp_from_before_the_hub(evaluatie: str, te_evalueren: bool) -> None:
    dossier = met_termijnen(beginstand("2026-08-03", opp=lopend_opp("2025-11-10", evaluatie=evaluatie)))
    assert dossier.opp_te_evalueren(dag("2026-09-01")) is te_evalueren
