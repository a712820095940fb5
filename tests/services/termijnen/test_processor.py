"""What the log says of deadlines as facts come in, on each backend."""

import random
from collections import Counter

import pytest

from contracts.envelope import HUB_SOURCE
from eventlog.events import Topic

from .hub import Hub
from .verhaal import BESLISSING, PLAATSING, Verhaal


@pytest.fixture
def verhaal() -> Verhaal:
    return Verhaal()


async def test_a_received_aanmelding_starts_its_deadlines(hub: Hub, verhaal: Verhaal) -> None:
    start = verhaal.ontvangen("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-03")
    eerste, tweede = await hub.signalen()
    assert {eerste.kort, tweede.kort} == {"Gestart 2026-03-02 (2026-04-13)", "Gestart 2026-03-02 (2026-05-12)"}
    for signaal in (eerste, tweede):
        event, inhoud = signaal.event, signaal.inhoud
        assert (event.topic, event.source, event.version) == (Topic.FACTS, HUB_SOURCE, None)
        assert (event.regio, event.cause) == ("22-02", verhaal.feiten[0].cause)
        assert (inhoud.start, inhoud.school, inhoud.regelversie) == (start, "99AA00", 1)


async def test_suspension_and_extension_are_told_as_a_new_run(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    verhaal.aangevuld("2026-03-17")
    verhaal.verlengd("2026-04-07", "2026-05-11")
    await hub.neem_op(verhaal, "2026-04-07")
    assert await hub.kort(verhaal, BESLISSING) == [
        "Gestart 2026-03-02 (2026-04-13)",
        "Gestart 2026-03-10 (opgeschort)",
        "Gestart 2026-03-17 (2026-04-20)",
        "Gestart 2026-04-07 (2026-05-11)",
    ]
    assert await hub.kort(verhaal, PLAATSING) == ["Gestart 2026-03-02 (2026-05-12)"]


@pytest.mark.parametrize(("besluit", "te_laat"), [("2026-04-13", 0), ("2026-04-20", 7)])
async def test_met_in_time_or_too_late_with_the_days(hub: Hub, verhaal: Verhaal, besluit: str, te_laat: int) -> None:
    verhaal.ontvangen("2026-03-02")
    verhaal.toegelaten(besluit)
    await hub.neem_op(verhaal, besluit)
    gehaald = (await hub.signalen(verhaal, BESLISSING))[-1]
    assert gehaald.kort == f"Gehaald {besluit} (2026-04-13)"
    assert gehaald.inhoud.model_dump()["dagen_te_laat"] == te_laat
    assert {rij["status"] for rij in await hub.rijen()} == ({"gehaald", "te_laat_gehaald"} if te_laat else {"gehaald"})


async def test_a_corrected_ontvangstdatum_moves_the_deadline_and_repeats_nothing(hub: Hub, verhaal: Verhaal) -> None:
    start = verhaal.ontvangen("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-03")
    await hub.check("2026-04-01")
    verhaal.ontvangen("2026-03-09", corrigeert=start)
    await hub.neem_op(verhaal, "2026-04-02")
    await hub.check("2026-04-02")
    await hub.check("2026-04-06")
    assert await hub.kort(verhaal, BESLISSING) == [
        "Gestart 2026-03-02 (2026-04-13)",
        "Nadert 2026-03-30 (2026-04-13)",
        "Gestart 2026-03-09 (2026-04-20)",
        "Nadert 2026-04-06 (2026-04-20)",
    ]
    assert len({s.inhoud.termijn for s in await hub.signalen(verhaal, BESLISSING)}) == 1


async def test_a_date_moved_back_and_forth_is_told_each_time_but_nears_once(hub: Hub, verhaal: Verhaal) -> None:
    start = verhaal.ontvangen("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-03")
    await hub.check("2026-04-01")
    heen = verhaal.ontvangen("2026-03-09", corrigeert=start)
    await hub.neem_op(verhaal, "2026-04-02")
    verhaal.ontvangen("2026-03-02", corrigeert=heen)
    await hub.neem_op(verhaal, "2026-04-02")
    await hub.check("2026-04-02")
    assert await hub.kort(verhaal, BESLISSING) == [
        "Gestart 2026-03-02 (2026-04-13)",
        "Nadert 2026-03-30 (2026-04-13)",
        "Gestart 2026-03-09 (2026-04-20)",
        "Gestart 2026-03-02 (2026-04-13)",
    ]
    assert (await hub.check("2026-04-14")).verstreken == 1


async def test_an_extension_from_before_the_corrected_receipt_drops_and_the_new_end_is_signalled(
    hub: Hub, verhaal: Verhaal
) -> None:
    """Decision 0022: [keuze]."""
    start = verhaal.ontvangen("2026-03-02")
    verlengd = verhaal.verlengd("2026-03-10", "2026-05-11")
    await hub.neem_op(verhaal, "2026-03-10")
    verhaal.ontvangen("2026-03-16", corrigeert=start)
    await hub.neem_op(verhaal, "2026-03-17")
    verhaal.verlengd("2026-03-18", "2026-05-11", corrigeert=verlengd)
    await hub.neem_op(verhaal, "2026-03-18")
    assert await hub.kort(verhaal, BESLISSING) == [
        "Gestart 2026-03-02 (2026-04-13)",
        "Gestart 2026-03-10 (2026-05-11)",
        "Gestart 2026-03-16 (2026-04-28)",  # six weeks, rolled over Koningsdag
        "Gestart 2026-03-18 (2026-05-11)",
    ]
    assert len({s.inhoud.termijn for s in await hub.signalen(verhaal, BESLISSING)}) == 1


async def test_a_correction_of_what_was_met_tells_it_anew(hub: Hub, verhaal: Verhaal) -> None:
    start = verhaal.ontvangen("2026-03-09")
    besluit = verhaal.toegelaten("2026-04-17")
    verhaal.ontvangen("2026-03-02", corrigeert=start)
    verhaal.toegelaten("2026-04-10", corrigeert=besluit)
    verhaal.ingetrokken(besluit, "2026-04-18")
    await hub.neem_op(verhaal, "2026-04-20")
    signalen = await hub.signalen(verhaal, BESLISSING)
    assert [s.kort for s in signalen] == [
        "Gestart 2026-03-09 (2026-04-20)",
        "Gehaald 2026-04-17 (2026-04-20)",
        "Gehaald 2026-04-17 (2026-04-13)",
        "Gehaald 2026-04-10 (2026-04-13)",
        "Gestart 2026-04-18 (2026-04-13)",
    ]
    assert [s.inhoud.model_dump().get("dagen_te_laat") for s in signalen] == [None, 0, 4, 0, None]


async def test_a_withdrawn_start_lapses(hub: Hub, verhaal: Verhaal) -> None:
    start = verhaal.ontvangen("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-03")
    verhaal.ingetrokken(start, "2026-03-20")
    await hub.neem_op(verhaal, "2026-03-20")
    assert (await hub.kort(verhaal, BESLISSING))[1:] == ["Vervallen 2026-03-20 (2026-04-13)"]
    uitslag = await hub.check("2026-12-31")
    assert (uitslag.nadert, uitslag.verstreken, uitslag.vervallen) == (0, 0, 0)


async def test_a_start_moved_to_before_the_rule_lapses_and_comes_back(hub: Hub, verhaal: Verhaal) -> None:
    start = verhaal.ontvangen("2026-03-02")
    fout = verhaal.ontvangen("1999-03-02", corrigeert=start)
    verhaal.gevraagd("2026-03-04")
    verhaal.ingetrokken(fout, "2026-03-05")
    await hub.neem_op(verhaal, "2026-03-20")
    assert await hub.kort(verhaal, PLAATSING) == [
        "Gestart 2026-03-02 (2026-05-12)",
        "Vervallen 1999-03-02 (2026-05-12)",
        "Gestart 2026-03-05 (2026-05-12)",
    ]


async def test_a_pupil_who_left_has_no_deadline_any_more(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.ontvangen("2026-03-02")
    weg = verhaal.uitgeschreven("2026-03-20")
    await hub.neem_op(verhaal, "2026-03-20")
    assert {rij["status"] for rij in await hub.rijen()} == {"vervallen"}
    assert (await hub.check("2026-12-31")).verstreken == 0
    verhaal.ingetrokken(weg, "2026-12-31")
    await hub.neem_op(verhaal, "2026-12-31")
    assert (await hub.kort(verhaal, BESLISSING)) == [
        "Gestart 2026-03-02 (2026-04-13)",
        "Vervallen 2026-03-20 (2026-04-13)",
        "Gestart 2026-12-31 (2026-04-13)",
    ]
    assert (await hub.check("2026-12-31")).verstreken == 2


def _schooljaar(toeval: random.Random, aantal: int) -> list[Verhaal]:
    """Stories with every turn that one can take, two of them at random."""
    verhalen = []
    for _ in range(aantal):
        verhaal = Verhaal(toeval.choice(["22-02", "sppoh"]))
        start = verhaal.ontvangen(f"2026-{toeval.randint(1, 3):02}-{toeval.randint(1, 28):02}")
        for wat in toeval.sample(["vraag", "verleng", "besluit", "weg", "corrigeer", "trek in", "opnieuw"], 3):
            op = f"2026-{toeval.randint(3, 6):02}-{toeval.randint(1, 28):02}"
            match wat:
                case "vraag":
                    verhaal.gevraagd(op)
                    if toeval.random() < 0.5:
                        verhaal.aangevuld(op[:5] + "07-01")
                case "verleng":
                    verhaal.verlengd(op, "2026-08-03")
                case "besluit":
                    verhaal.toegelaten(op)
                case "weg":
                    verhaal.uitgeschreven("2026-07-31" if toeval.random() < 0.5 else op)
                case "corrigeer":
                    verhaal.ontvangen(op, corrigeert=start)
                case "trek in":
                    verhaal.ingetrokken(start, op)
                case _:
                    verhaal.ontvangen(op)
        verhalen.append(verhaal)
    return verhalen


async def test_read_again_from_the_start_the_log_gives_the_same_rows_and_no_new_signals(hub: Hub) -> None:
    verhalen = _schooljaar(random.Random(1), 60)
    for tot, op in ((1, "2026-03-05"), (2, "2026-05-20"), (None, "2026-06-30")):
        for verhaal in verhalen:
            heel = verhaal.feiten
            verhaal.feiten = heel[:tot]
            await hub.schrijf(verhaal)
            verhaal.feiten = heel
        await hub.runner(batch=7).catch_up()
        await hub.check(op)
    rijen, signalen = await hub.rijen(), [s.event.id for s in await hub.signalen()]
    await hub.vergeet_rijen()
    await hub.check("2026-06-30")
    assert await hub.rijen() == rijen
    assert [s.event.id for s in await hub.signalen()] == signalen


async def test_the_batches_make_no_difference(hub: Hub) -> None:
    verhalen = _schooljaar(random.Random(2), 40)
    await hub.schrijf(*verhalen)
    await hub.runner(batch=3).catch_up()
    een = Counter(s.event.id for s in await hub.signalen())
    await hub.vergeet_rijen()
    await hub.runner(batch=1_000).catch_up()
    assert Counter(s.event.id for s in await hub.signalen()) == een
    assert max(een.values()) == 1


async def test_another_runner_of_the_processor_changes_nothing(hub: Hub, verhaal: Verhaal) -> None:
    eerste, tweede = hub.runner(), hub.runner()
    await eerste.catch_up()
    await tweede.catch_up()
    verhaal.ontvangen("2026-03-02")
    await hub.schrijf(verhaal)
    await eerste.catch_up()
    await tweede.catch_up()
    assert len(await hub.signalen()) == 2
