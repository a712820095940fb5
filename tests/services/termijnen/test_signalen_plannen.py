"""What the log says of the deadlines of OPP and plans as facts come in, on each backend."""

import random
from uuid import UUID

import pytest

from contracts.regio import profielen
from contracts.termijnen import REGELS
from services.termijnen.reckoning.engine import Termijnengine

from .hub import Hub
from .verhaal import LATER, Verhaal

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


def _willekeurig(toeval: random.Random) -> Verhaal:
    """A pupil to whom anything happens, in any order, with corrections and withdrawals of any of it."""
    verhaal = Verhaal(toeval.choice(["22-02", "plein-013"]), toeval.choice(["99AA00", "99AL00"]))
    gebeurd: list[tuple[str, str]] = []

    def doe(wat: str, corrigeert: str | None = None) -> str:
        op = f"{toeval.choice([2025, 2026])}-{toeval.randint(1, 12):02}-{toeval.randint(1, 28):02}"
        match wat:
            case "niveau":
                return verhaal.niveau(op, toeval.choice(["B2", "E1", "G1"]), corrigeert=corrigeert)
            case "ingeschreven":
                return verhaal.ingeschreven(op, extra=toeval.random() < 0.5, corrigeert=corrigeert)
            case "geevalueerd":
                return verhaal.geevalueerd(op, leerling=toeval.random() < 0.7, corrigeert=corrigeert)
            case "plan":
                return verhaal.plan(op, "2027-03-01", toeval.choice(["plan-1", "plan-2"]), corrigeert=corrigeert)
            case "opp":
                return verhaal.opp(op, corrigeert=corrigeert)
            case "beginstand":
                return verhaal.beginstand(op, opp=OPP, corrigeert=corrigeert)
            case _:
                id_: str = getattr(verhaal, wat)(op)
                return id_

    vast = ["niveau", "ingeschreven", "geevalueerd", "plan", "opp", "beginstand"]
    for _ in range(toeval.randint(2, 12)):
        if gebeurd and toeval.random() < 0.3:
            wat, id_ = toeval.choice(gebeurd)
            if toeval.random() < 0.5:
                verhaal.ingetrokken(id_, "2026-12-01")
            elif wat in vast:
                doe(wat, id_)
            continue
        wat = toeval.choice([*vast, "ziet_af", "in_rod", "afgesloten", "uitgeschreven", "plan_geevalueerd"])
        gebeurd.append((wat, doe(wat)))
    return verhaal


async def test_whatever_happens_what_is_kept_is_what_the_rules_give(hub: Hub) -> None:
    toeval = random.Random(4)
    verhalen = [_willekeurig(toeval) for _ in range(150)]
    for deel in (2, 5, None):
        for verhaal in verhalen:
            heel = verhaal.feiten
            verhaal.feiten = heel[:deel]
            await hub.schrijf(verhaal)
            verhaal.feiten = heel
        await hub.runner(batch=11).catch_up()
    hub.clock.moment = hub.clock.moment.replace(year=LATER.year)
    await hub.check(LATER)
    engine = Termijnengine(REGELS, profielen())
    rijen = {rij["id"]: rij for rij in await hub.rijen()}
    laatste: dict[UUID, str] = {}
    for signaal in await hub.signalen():
        laatste[UUID(signaal.inhoud.termijn)] = signaal.kort.split()[0]
    for verhaal in verhalen:
        volgens_regels = engine.termijnen(verhaal.gelezen(engine))
        for id_, termijn in volgens_regels.items():
            rij = rijen.pop(id_)
            assert {naam: rij[naam] for naam in termijn.__struct_fields__} == {
                naam: getattr(termijn, naam) for naam in termijn.__struct_fields__
            }
            klaar = "Gehaald" if termijn.gehaald_op else "Vervallen" if termijn.vervallen_op else "Verstreken"
            assert laatste[id_] == klaar
    assert {rij["status"] for rij in rijen.values()} <= {"vervallen"}
    assert {laatste[id_] for id_ in rijen} <= {"Vervallen"}
    assert len(rijen) > 50, "many a start was moved or taken back"
