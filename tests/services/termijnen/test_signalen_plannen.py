"""What the log says of the deadlines of OPP and plans as facts come in, on each backend."""

import pytest

from .hub import Hub
from .verhaal import Verhaal

OPSTELLEN, EVALUATIE, ROD, PLAN = "opp-opstellen", "opp-evaluatie", "opp-rod", "plan-evaluatie"
OPP = {"versie": 2, "vastgesteldOp": "2025-11-10", "ingangsdatum": "2025-11-10"}


@pytest.fixture
def verhaal() -> Verhaal:
    return Verhaal()


async def test_from_enrolment_to_the_second_year(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.ingeschreven("2026-08-17")
    await hub.neem_op(verhaal, "2026-08-17")
    await hub.check("2026-09-29")
    verhaal.opp("2026-10-01")
    verhaal.in_rod("2026-10-05")
    await hub.neem_op(verhaal, "2026-10-05")
    verhaal.geevalueerd("2027-06-14", leerling=False)
    verhaal.geevalueerd("2027-06-21")
    await hub.neem_op(verhaal, "2027-06-21")
    assert await hub.kort(verhaal, OPSTELLEN) == [
        "Gestart 2026-08-17 (2026-09-28)",
        "Nadert 2026-09-14 (2026-09-28)",
        "Verstreken 2026-09-29 (2026-09-28)",
        "Gehaald 2026-10-01 (2026-09-28)",
    ]
    assert await hub.kort(verhaal, ROD) == ["Gestart 2026-10-01 (2026-10-08)", "Gehaald 2026-10-05 (2026-10-08)"]
    assert await hub.kort(verhaal, EVALUATIE) == [
        "Gestart 2026-10-01 (2027-10-01)",
        "Gehaald 2027-06-21 (2027-10-01)",
        "Gestart 2027-06-21 (2028-06-21)",
    ]


async def test_a_withdrawn_start_lapses_and_gives_way_to_the_next(hub: Hub, verhaal: Verhaal) -> None:
    eerste = verhaal.ingeschreven("2026-08-17")
    verhaal.niveau("2026-09-14", "E1")
    await hub.neem_op(verhaal, "2026-09-14")
    verhaal.ingetrokken(eerste, "2026-09-20")
    await hub.neem_op(verhaal, "2026-09-21")
    assert sorted(await hub.kort(verhaal, OPSTELLEN)) == [
        "Gestart 2026-08-17 (2026-09-28)",
        "Gestart 2026-09-14 (2026-10-26)",
        "Vervallen 2026-09-20 (2026-09-28)",
    ]
    assert (await hub.check("2026-12-31")).verstreken == 1


async def test_a_withdrawn_start_lapses_also_of_who_will_leave(hub: Hub, verhaal: Verhaal) -> None:
    eerste = verhaal.ingeschreven("2026-08-17")
    verhaal.uitgeschreven("2027-07-31")  # announced
    await hub.neem_op(verhaal, "2026-08-17")
    verhaal.ingetrokken(eerste, "2026-08-20")
    await hub.neem_op(verhaal, "2026-08-20")
    assert (await hub.kort(verhaal, OPSTELLEN))[-1] == "Vervallen 2026-08-20 (2026-09-28)"
    assert (await hub.check("2026-12-31")).verstreken == 0


async def test_a_withdrawn_evaluation_takes_the_next_year_with_it(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.opp("2025-10-23")
    evaluatie = verhaal.geevalueerd("2026-06-15")
    await hub.neem_op(verhaal, "2026-06-15")
    verhaal.ingetrokken(evaluatie, "2026-06-20")
    await hub.neem_op(verhaal, "2026-06-20")
    assert (await hub.kort(verhaal, EVALUATIE))[:3] == [
        "Gestart 2025-10-23 (2026-10-23)",
        "Gehaald 2026-06-15 (2026-10-23)",
        "Gestart 2026-06-15 (2027-06-15)",
    ]
    assert sorted((await hub.kort(verhaal, EVALUATIE))[3:]) == [
        "Gestart 2026-06-20 (2026-10-23)",
        "Vervallen 2026-06-20 (2027-06-15)",
    ]


async def test_a_beginstand_says_what_runs_and_not_what_was(hub: Hub, verhaal: Verhaal) -> None:
    plan = {"soort": "training", "gebied": "gedrag", "gestartOp": "2026-06-01", "evaluatiedatum": "2026-10-05"}
    verhaal.beginstand(
        "2026-08-03",
        extraOndersteuning=True,
        opp={**OPP, "laatsteEvaluatie": "2026-06-15", "rodGeregistreerdOp": "2025-11-12"},
        plannen=[{**plan, "planId": "plan-7f31"}],
    )
    await hub.neem_op(verhaal, "2026-08-03")
    gevonden = {s.inhoud.regel: (s.kort, s.inhoud.plan_id) for s in await hub.signalen(verhaal)}
    assert len(await hub.signalen(verhaal)) == len(gevonden)
    assert gevonden == {
        EVALUATIE: ("Gestart 2026-06-15 (2027-06-15)", None),
        PLAN: ("Gestart 2026-06-01 (2026-10-05)", "plan-7f31"),
    }


async def test_months_of_downtime_are_caught_up_in_one_check(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.opp("2025-10-23")
    verhaal.plan("2025-10-23", "2026-02-02")
    await hub.schrijf(verhaal)  # read and checked for the first time in the next schooljaar
    uitslag = await hub.check("2026-11-01")
    assert (uitslag.nadert, uitslag.verstreken) == (3, 3)
    assert (await hub.kort(verhaal, EVALUATIE))[1:] == [
        "Nadert 2026-10-09 (2026-10-23)",
        "Verstreken 2026-10-24 (2026-10-23)",
    ]
    assert (await hub.check("2026-11-01")).verstreken == 0
