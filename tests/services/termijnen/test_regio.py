"""A rule as one region has it."""

from datetime import date

import pytest

from contracts.regio import profielen
from contracts.regioprofiel import Termijnafwijking
from contracts.termijnen import regels_op
from services.termijnen.reckoning.regio import regel_in

PROFIEL = profielen()["22-02"]
DAG = date(2026, 8, 1)


@pytest.mark.parametrize(("regel", "afwijking"), [("opp-rod", {"datums": ("07-31",)}), ("monitoring", {"weken": 6})])
def test_a_length_is_no_calendar_and_a_calendar_no_length(regel: str, afwijking: dict[str, object]) -> None:
    anders = PROFIEL.model_copy(update={"termijnen": {regel: Termijnafwijking.model_validate(afwijking)}})
    with pytest.raises(ValueError, match=f"termijn '{regel}' heeft"):
        regel_in(anders, regels_op(regel, DAG))


def test_agreed_terms_roll_where_the_region_says_so_but_none_of_over_twelve_weeks__atw_4() -> None:
    schuift = PROFIEL.model_copy(update={"afspraken_schuiven": True})
    assert regel_in(schuift, regels_op("opp-rod", DAG)).atw_verlengt
    lang = schuift.model_copy(update={"termijnen": {"opp-rod": Termijnafwijking(weken=13)}})
    assert not regel_in(lang, regels_op("opp-rod", DAG)).atw_verlengt
    assert not regel_in(schuift, regels_op("opp-evaluatie", DAG)).atw_verlengt
