"""The simulated year: the same every time, exactly as large as asked for, and within the contract where it says so."""

import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import msgspec
import pytest
from pydantic import ValidationError

from contracts.burgerservicenummer import bevat_persoonsnummer
from contracts.catalogue import CATALOGUS
from contracts.codes import Rol
from contracts.envelope import CloudEvent, EnvelopeError, from_structured, parse_json
from contracts.identifiers import DOSSIERSLEUTEL
from contracts.regio import profielen
from contracts.regioprofiel import Regioprofiel
from eventlog.clock import day_of
from schakel.simulatie import Inzending, Verwacht, simuleer, stroom
from schakel.simulatie.stroom import PARTIJ

TOT = date(2026, 11, 22)
PLEIN = profielen()["plein-013"]
REGIOS = list(profielen().values())
VANDAAG = datetime(2026, 11, 22, 5, tzinfo=UTC)


_VAN_ELDERS = ("gebied van een andere regio", "niveau van een andere regio")


def plein(aantal: int, *, seed: int = 1, tot: date = TOT) -> list[Inzending]:
    return list(simuleer(PLEIN, aantal=aantal, seed=seed, tot=tot))


def lees(inzending: Inzending, op: datetime) -> tuple[CloudEvent, object]:
    """As intake reads it at that moment: envelope, no persoonsnummer, then the contract."""
    ruw = msgspec.json.encode(inzending.gebeurtenis)
    event = from_structured(parse_json(ruw), now=op)
    assert not bevat_persoonsnummer(event.canonical)
    model = CATALOGUS[event.type]
    return event, model.lees(msgspec.json.encode(event.data), day_of(op))


def welgevormd(inzendingen: Iterable[Inzending]) -> Iterator[Inzending]:
    return (i for i in inzendingen if i.verwacht is not Verwacht.ONGELDIG)


def test_the_same_seed_gives_the_same_events() -> None:
    assert plein(3_000) == plein(3_000)


def test_another_seed_gives_other_events() -> None:
    ids = {i.gebeurtenis["id"] for i in plein(3_000)}
    assert ids.isdisjoint(i.gebeurtenis["id"] for i in plein(3_000, seed=2))


@pytest.mark.parametrize("aantal", [0, 1, 7, 500, PARTIJ, PARTIJ + 13])
def test_there_are_exactly_as_many_as_asked_for(aantal: int) -> None:
    assert sum(1 for _ in simuleer(PLEIN, aantal=aantal, seed=3, tot=TOT)) == aantal


def test_fewer_than_none_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="aantal"):
        simuleer(PLEIN, aantal=-1, seed=1, tot=TOT)


@pytest.mark.parametrize("profiel", REGIOS, ids=lambda p: p.code)
def test_what_is_not_meant_to_be_wrong_is_within_the_contract_when_it_is_sent(profiel: Regioprofiel) -> None:
    for inzending in welgevormd(simuleer(profiel, aantal=4_000, seed=5, tot=TOT)):
        event, _ = lees(inzending, inzending.verzonden)
        assert event.subject is not None
        assert DOSSIERSLEUTEL.match(event.subject)
        assert event.data["school"] == inzending.school
        assert inzending.school in event.source
        assert Rol.LVS in CATALOGUS[event.type].kenmerken.afzenders


@pytest.mark.parametrize("profiel", REGIOS, ids=lambda p: p.code)
def test_levels_areas_and_schools_are_those_of_the_region(profiel: Regioprofiel) -> None:
    for inzending in welgevormd(simuleer(profiel, aantal=4_000, seed=6, tot=TOT)):
        data = inzending.gebeurtenis["data"]
        bekend = True
        for deel in (data, *data.get("plannen", ())):
            if niveau := deel.get("niveau"):
                bekend &= profiel.kent_niveau(niveau["canon"], niveau["regionaal"])
            gebied = deel.get("gebied", ())
            bekend &= all(map(profiel.kent_gebied, [gebied] if isinstance(gebied, str) else gebied))
        if inzending.verwacht not in (Verwacht.DUBBEL, Verwacht.BOTSING):
            assert bekend == (inzending.bijzonder not in _VAN_ELDERS)
        for veld in ("school", "vorigeSchool", "volgendeSchool", "bereidGevondenSchool", "gevondenSchool"):
            assert data.get(veld, inzending.school) in profiel.scholen


def test_what_is_meant_to_be_wrong_is_wrong() -> None:
    wrong = [i for i in plein(PARTIJ) if i.verwacht is Verwacht.ONGELDIG]
    assert len({i.bijzonder for i in wrong}) == 7
    for inzending in wrong:
        with pytest.raises((EnvelopeError, ValidationError, KeyError, AssertionError)):
            lees(inzending, VANDAAG)


def test_every_type_that_a_school_can_send_occurs_and_everything_that_can_go_wrong() -> None:
    inzendingen = plein(PARTIJ)
    van_school = {t for t, model in CATALOGUS.items() if Rol.LVS in model.kenmerken.afzenders}
    assert {i.gebeurtenis["type"] for i in welgevormd(inzendingen)} == van_school
    assert {i.verwacht for i in inzendingen} == set(Verwacht)
    assert {i.bijzonder for i in inzendingen} >= {
        "verlenging zonder aanmelding", "verlenging voor de aanmelding", "verlenging zonder ouderMededeling",
        "tweede verlenging", "verlenging na zes weken", "weigering zonder bereidGevondenSchool",
        "uitschrijving zonder volgendeSchool", "OPP zonder horen", "OPP zonder bespreking", "OPP zonder instemming",
        "instemming met een andere versie", "OPP twee keer vastgesteld", "ROD met een einde voor het begin",
        "evaluatie voor het begin van het plan", "tweede beginstand", "gebied van een andere regio",
        "niveau van een andere regio", "OPP voor het horen", "OPP voor de bespreking", "ROD voor het OPP",
        "evaluatie voor het plan", "MR-instemming voor het aanbod", "nog een keer gestuurd", "zelfde id, andere inhoud",
    }  # fmt: skip


def test_nothing_has_happened_on_the_last_day_or_after_it() -> None:
    for inzending in welgevormd(plein(PARTIJ)):
        assert day_of(inzending.verzonden) < TOT
        assert inzending.gebeurtenis["time"] < "2026-11-22"


def test_a_run_of_one_year_is_in_order_of_sending() -> None:
    momenten = [i.verzonden for i in plein(PARTIJ)]
    assert momenten == sorted(momenten)


def test_a_large_run_repeats_no_pupil_and_no_id_but_for_what_is_sent_again() -> None:
    partij_van: dict[str, bool] = {}
    ids: set[str] = set()
    for nummer, inzending in enumerate(welgevormd(simuleer(PLEIN, aantal=2 * PARTIJ, seed=1, tot=TOT))):
        gebeurtenis = inzending.gebeurtenis
        if inzending.verwacht in (Verwacht.DUBBEL, Verwacht.BOTSING):
            assert gebeurtenis["id"] in ids
            continue
        assert gebeurtenis["id"] not in ids
        ids.add(gebeurtenis["id"])
        if not PARTIJ - 1_000 < nummer < PARTIJ:  # where one ends, less what is not well formed
            assert partij_van.setdefault(gebeurtenis["subject"], nummer < PARTIJ) == (nummer < PARTIJ)


def test_a_resend_is_word_for_word_and_a_reused_id_is_not() -> None:
    eerder: dict[str, dict[str, object]] = {}
    for inzending in plein(PARTIJ):
        gebeurtenis = inzending.gebeurtenis
        match inzending.verwacht:
            case Verwacht.DUBBEL:
                assert gebeurtenis == eerder[gebeurtenis["id"]]
            case Verwacht.BOTSING:
                assert gebeurtenis != eerder[gebeurtenis["id"]]
            case _:
                eerder[gebeurtenis["id"]] = gebeurtenis


def test_a_dossier_belongs_to_one_school_whose_system_sends() -> None:
    school_van: dict[str, str] = {}
    for inzending in welgevormd(plein(PARTIJ)):
        assert school_van.setdefault(inzending.gebeurtenis["subject"], inzending.school) == inzending.school
        assert inzending.gebeurtenis["source"] == f"urn:nld:brin:{inzending.school}:systeem:lvs"


def test_most_aanmeldingen_come_in_spring() -> None:
    per_maand = Counter(
        i.verzonden.month
        for i in plein(PARTIJ, tot=date(2026, 8, 1))
        if i.gebeurtenis["type"].endswith("aanmeldingen.ontvangen.v1")
    )
    assert sum(per_maand[m] for m in (2, 3, 4)) > 1.5 * sum(per_maand[m] for m in (9, 10, 11))


def test_the_hub_may_be_started_on_any_day_of_the_year() -> None:
    for dag in range(0, 366, 13):
        tot = date(2026, 1, 1) + timedelta(days=dag)
        for inzending in welgevormd(plein(200, tot=tot)):
            lees(inzending, inzending.verzonden)
            assert day_of(inzending.verzonden) < tot


def test_memory_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stroom, "PARTIJ", 2_000)
    inzendingen = simuleer(PLEIN, aantal=12_000, seed=1, tot=TOT)
    toppen = []
    tracemalloc.start()
    try:
        for _ in range(6):
            tracemalloc.reset_peak()
            assert sum(1 for _ in islice(inzendingen, 2_000)) == 2_000
            toppen.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert max(toppen[1:]) < 1.2 * toppen[0]


def test_no_two_regions_have_the_same_pupils() -> None:
    sleutels = [{i.gebeurtenis["subject"] for i in simuleer(p, aantal=500, seed=1, tot=TOT)} for p in REGIOS]
    assert sum(len(s) for s in sleutels) - len(set().union(*sleutels)) <= len(REGIOS)  # the number in examples
