"""The table of deadline rules: what it holds, and what it refuses to hold."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.catalogue import CATALOGUS, velden_van
from contracts.codes import Rol
from contracts.termijnen import (
    REGELS,
    Duur,
    Eenheid,
    Grond,
    Kalender,
    Moment,
    OnbekendeTermijn,
    Reeks,
    Sinds,
    Termijnregel,
    VeldIs,
    VraagtOpp,
    Zonder,
    per_id,
    regels_op,
    sleutelveld,
)
from contracts.termijnsignalen import GEBEURTENISSEN
from contracts.visibility import Partij, zicht

BESLISSING, PLAATSING = REGELS[:2]
WET = Grond("WPO 40", "wet")
AFGESPROKEN = Grond("regioprofiel", "keuze", wettelijk=False)


def _momenten(regel: Termijnregel) -> list[Moment]:
    momenten = [*regel.start, *regel.gehaald_door, *regel.vervalt_door]
    if regel.verlenging is not None:
        momenten.append(regel.verlenging.door)
    if regel.opschorting is not None:
        momenten += [regel.opschorting.opent, regel.opschorting.sluit]
    return momenten


@pytest.mark.parametrize("regel", REGELS, ids=lambda r: f"{r.id}.v{r.versie}")
def test_every_event_of_a_rule_is_in_the_catalogue_with_that_date(regel: Termijnregel) -> None:
    for moment in _momenten(regel):
        velden = {veld.alias: veld for veld in CATALOGUS[moment.type].model_fields.values()}
        assert moment.datumveld in velden, moment


@pytest.mark.parametrize("regel", REGELS, ids=lambda r: f"{r.id}.v{r.versie}")
def test_every_rule_has_its_basis(regel: Termijnregel) -> None:
    assert regel.grondslag.artikel
    assert regel.grondslag.bron
    assert str(regel.grondslag) == regel.grondslag.artikel  # users are shown the article, not our marks
    assert regel.eigenaar == (Rol.SCHOOL,)
    assert regel.nadert_dagen == 14
    assert regel.grondslag.wettelijk is ("wet" in regel.grondslag.bron)


def test_only_short_terms_of_law_roll_to_a_werkdag() -> None:
    rollen = {regel.id for regel in REGELS if regel.atw_verlengt}
    assert rollen == {"aanmelding-beslissing", "tijdelijke-plaatsing", "opp-opstellen"}


@pytest.mark.parametrize("regel", REGELS, ids=lambda r: f"{r.id}.v{r.versie}")
def test_who_learns_of_a_deadline_may_see_all_that_starts_or_meets_it(regel: Termijnregel) -> None:
    for moment in (*regel.start, *regel.gehaald_door):
        genoemd = {moment.datumveld}
        for voorwaarde in moment.mits:
            match voorwaarde:
                case VeldIs(veld, _) | Zonder(veld):
                    genoemd.add(veld)
                case VraagtOpp():
                    genoemd.add("niveau")
                case Sinds(type_, veld):
                    assert regel.ook_voor <= _ziet(type_, veld)
                case _:
                    pass
        for veld in genoemd:
            assert regel.ook_voor <= _ziet(moment.type, veld), (moment.type, veld)


def _ziet(type_: str, pad: str) -> frozenset[Partij]:
    (veld,) = (v for v in velden_van(type_).velden if v.pad == (pad,))
    return veld.zicht.altijd


def test_of_the_rod_and_of_the_school_itself_ouders_learn_nothing() -> None:
    van_de_school = {regel.id for regel in REGELS if not regel.ook_voor}
    assert van_de_school == {
        "opp-rod", "seo-meting", "groepsplan-gedrag", "groepsplan-bespreking", "sop-actualisatie", "monitoring",
    }  # fmt: skip


def test_a_signal_is_for_the_school_and_for_whom_its_rule_names() -> None:
    for signaal in GEBEURTENISSEN:
        for veld in velden_van(signaal.kenmerken.type).velden:
            if veld.pad[0] not in {"school", "grondslag", "corrigeert"}:
                assert veld.zicht == zicht("S O(termijn)"), veld.pad


def test_the_decision_on_an_aanmelding() -> None:
    assert (BESLISSING.id, BESLISSING.duur) == ("aanmelding-beslissing", Duur(6, Eenheid.WEKEN))
    assert BESLISSING.verlenging is not None
    assert BESLISSING.verlenging.ten_hoogste == Duur(4, Eenheid.WEKEN)
    assert BESLISSING.verlenging.door.datumveld == "nieuweDatum"
    assert BESLISSING.opschorting is not None
    assert [m.datumveld for m in BESLISSING.start] == ["ontvangstdatum"]


def test_temporary_placement_is_met_by_any_decision_and_never_stands_still() -> None:
    assert set(PLAATSING.gehaald_door) > set(BESLISSING.gehaald_door)
    assert PLAATSING.duur == Duur(71, Eenheid.DAGEN)
    assert PLAATSING.opschorting is None
    assert PLAATSING.verlenging is None


@pytest.mark.parametrize(
    ("duur", "verlengt"),
    [
        (Duur(0, Eenheid.DAGEN), True),
        (Duur(90, Eenheid.DAGEN), True),
        (Duur(91, Eenheid.DAGEN), False),
        (Duur(12, Eenheid.WEKEN), True),
        (Duur(13, Eenheid.WEKEN), False),
        (Duur(1, Eenheid.JAREN), False),
    ],
)
def test_the_atw_covers_short_statutory_terms_alone(duur: Duur, verlengt: bool) -> None:
    regel = replace(PLAATSING, duur=duur)
    assert regel.atw_verlengt is verlengt
    assert not replace(regel, grondslag=AFGESPROKEN).atw_verlengt


def test_a_rule_may_say_otherwise_about_the_atw() -> None:
    assert replace(BESLISSING, grondslag=AFGESPROKEN, atw=True).atw_verlengt
    assert not replace(BESLISSING, atw=False).atw_verlengt


@pytest.mark.parametrize(
    ("duur", "tekst"),
    [
        (Duur(6, Eenheid.WEKEN), "6 weken"),
        (Duur(1, Eenheid.WEKEN), "1 week"),
        (Duur(1, Eenheid.WERKDAGEN), "1 werkdag"),
        (Duur(71, Eenheid.DAGEN), "71 dagen"),
        (Duur(2, Eenheid.JAREN), "2 jaar"),
    ],
)
def test_a_duration_reads_as_dutch(duur: Duur, tekst: str) -> None:
    assert str(duur) == tekst


@pytest.mark.parametrize(("aantal", "eenheid"), [(-1, Eenheid.DAGEN), (0, Eenheid.WERKDAGEN)])
def test_a_duration_is_not_negative(aantal: int, eenheid: Eenheid) -> None:
    with pytest.raises(ValueError, match="een duur is minstens"):
        Duur(aantal, eenheid)


def test_a_rule_refuses_what_cannot_be_reckoned() -> None:
    with pytest.raises(ValueError, match="opschorting telt in dagen"):
        replace(BESLISSING, duur=Duur(10, Eenheid.WERKDAGEN))
    with pytest.raises(ValueError, match="nadert_dagen"):
        replace(BESLISSING, nadert_dagen=-1)
    with pytest.raises(ValueError, match="hoort bij een reeks of een kalender"):
        replace(BESLISSING, sleutel="planId")
    assert replace(BESLISSING, sleutel="planId", reeks=Reeks()).sleutel == "planId"
    for begin in ({"start": ()}, {"kalender": Kalender(("07-31",))}):
        with pytest.raises(ValueError, match="begint met een gebeurtenis of door de kalender"):
            replace(BESLISSING, **begin)


def test_what_tells_several_apart() -> None:
    assert [sleutelveld(regel) for regel in ("plan-evaluatie", "opp-rod", "onbekend")] == ["planId", None, None]


def test_the_version_of_the_start_day_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    tweede = replace(BESLISSING, versie=2, geldt_vanaf=date(2027, 8, 1), duur=Duur(5, Eenheid.WEKEN))
    monkeypatch.setattr("contracts.termijnen.tabel._PER_ID", per_id((BESLISSING, PLAATSING, tweede)))
    assert regels_op("aanmelding-beslissing", date(2027, 7, 31)) is BESLISSING
    assert regels_op("aanmelding-beslissing", date(2027, 8, 1)) is tweede
    assert regels_op("aanmelding-beslissing", BESLISSING.geldt_vanaf) is BESLISSING
    assert regels_op("tijdelijke-plaatsing", date(2027, 8, 1)) is PLAATSING


def test_an_unknown_rule_names_the_known_ones() -> None:
    with pytest.raises(OnbekendeTermijn, match=r"'opp'; bekend zijn: aanmelding-beslissing, .*, tijdelijke-plaatsing"):
        regels_op("opp", date(2026, 1, 1))


def test_a_day_before_the_first_version_is_an_error() -> None:
    with pytest.raises(OnbekendeTermijn, match="geldt pas vanaf 2014-08-01, niet op 2014-07-31"):
        regels_op("aanmelding-beslissing", date(2014, 7, 31))


def test_a_table_has_each_version_once_and_in_order() -> None:
    with pytest.raises(ValueError, match="versie 1 staat er twee keer"):
        per_id((BESLISSING, replace(BESLISSING, geldt_vanaf=date(2030, 1, 1))))
    with pytest.raises(ValueError, match="later gelden"):
        per_id((BESLISSING, replace(BESLISSING, versie=2)))
    with pytest.raises(ValueError, match="hoger nummer"):
        per_id((replace(BESLISSING, versie=2), replace(BESLISSING, geldt_vanaf=date(2030, 1, 1))))
