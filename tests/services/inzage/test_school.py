"""`/v1/scholen/{school}/…`: what an IB'er sees this morning, opened at reading, of the own school alone."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from contracts.codes import Rol
from eventlog.views import registry
from services.inzage.opening import Opener
from services.web.identity import Identity
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    SCHOOL,
    groep_gewijzigd,
    ingeschreven,
    ontvangen,
    persoonsgegevens,
    uitgeschreven,
)
from tests.eventlog.places import Place
from tests.projections.feiten import gehaald, gestart, nadert, verstreken

from .hub import IB, ONE_IS_ENOUGH, Hub, opnieuw_gelezen, problem

LEERLINGEN = f"/v1/scholen/{SCHOOL}/leerlingen"
TERMIJNEN = f"/v1/scholen/{SCHOOL}/termijnen"
SIGNALEN = f"/v1/scholen/{SCHOOL}/signalen"
KENGETALLEN = f"/v1/scholen/{SCHOOL}/kengetallen"
GROEPEN = f"/v1/scholen/{SCHOOL}/groepen"


async def test_a_pupil_as_the_school_sees_it(hub: Hub) -> None:
    await hub.gebeurt(
        "leerling-001", persoonsgegevens(naam="Noor Verzonnen"), ontvangen("2026-03-02", vermoeden=True),
        gestart("2026-04-13"),
    )  # fmt: skip
    await hub.bij()
    assert await hub.lijst(LEERLINGEN) == [
        {
            "sleutel": "leerling-001", "naam": "Noor Verzonnen", "geboortedatum": "2017-05-14", "groep": None,
            "leerjaar": 5, "extraOndersteuning": "vermoeden", "niveau": None, "niveauSinds": None,
            "aanmelding": {
                "status": "open", "sinds": "2026-03-02", "ontvangstdatum": "2026-03-02",
                "gewensteStart": "2026-08-17", "verlengdTot": None, "aanbod": None, "weigeringsgrond": None,
                "bereidGevondenSchool": None,
            },
            "aanspreekpunt": None, "ingeschrevenOp": None, "uitgeschrevenOp": None, "uitschrijfreden": None,
            "volgendeSchool": None, "passendePlek": None, "verzuim": None, "opp": None, "plannen": [],
            "instemming": None, "hoorrecht": None, "samenspraakOntbreekt": [], "rod": None,
            "volgendeTermijn": {
                "id": "0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", "regel": "aanmelding-beslissing",
                "omschrijving": "de beslissing over de aanmelding", "grondslag": "WPO 40",
                "gestartOp": "2026-03-02", "einddatum": "2026-04-13", "dagenOver": 12, "teLaat": False,
                "opgeschortSinds": None, "overPlan": None, "overGroep": None,
            },
        }
    ]  # fmt: skip


async def test_days_left_are_those_of_amsterdam(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ontvangen(), gestart("2026-04-13"))
    await hub.bij()
    hub.clock.moment = datetime(2026, 4, 12, 22, 30, tzinfo=UTC)  # half past midnight, on the 13th
    [termijn] = await hub.lijst(TERMIJNEN)
    assert (termijn["dagenOver"], termijn["teLaat"]) == (0, False)
    hub.clock.moment = datetime(2026, 4, 13, 22, 30, tzinfo=UTC)
    [termijn] = await hub.lijst(TERMIJNEN)
    assert (termijn["dagenOver"], termijn["teLaat"]) == (-1, True)


async def test_a_school_sees_its_own_pupils_alone(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", persoonsgegevens(), ontvangen(), gestart(), nadert())
    await hub.gebeurt(
        "leerling-001", persoonsgegevens(naam="Sem Bedacht"), ontvangen(), gestart(termijn="b"), nadert(termijn="b"),
        school=ANDERE_SCHOOL,
    )  # fmt: skip
    await hub.bij()
    for lijst in (LEERLINGEN, TERMIJNEN, SIGNALEN):
        assert len(await hub.lijst(lijst)) == 1
        assert "Sem" not in (await hub.get(lijst)).text
        problem(await hub.get(lijst, Identity(Rol.SCHOOL, ANDERE_SCHOOL)), 403, "geen-toegang")


@ONE_IS_ENOUGH
@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.SCHOOL, Rol.LVS}))
async def test_no_other_role_reads_the_view_of_a_school(hub: Hub, rol: Rol) -> None:
    for lijst in (LEERLINGEN, TERMIJNEN, SIGNALEN, KENGETALLEN, GROEPEN):
        problem(await hub.get(lijst, Identity(rol, "iemand", frozenset({SCHOOL}))), 403, "geen-toegang")


@ONE_IS_ENOUGH
async def test_an_lvs_reads_for_the_schools_it_acts_for(hub: Hub) -> None:
    lvs = Identity(Rol.LVS, "00000099000000000042", frozenset({SCHOOL}))
    assert (await hub.get(LEERLINGEN, lvs)).status_code == 200
    assert (await hub.get(LEERLINGEN, None)).status_code == 401


async def test_a_destroyed_key_reads_as_forgotten(hub: Hub, tmp_path: Path) -> None:
    dossier = await hub.gebeurt("leerling-001", persoonsgegevens(), ontvangen(), gestart(), verstreken())
    await hub.gebeurt("leerling-002", persoonsgegevens(naam="Sem Bedacht"))
    await hub.gebeurt("leerling-003", ontvangen())
    await hub.bij()
    await hub.vernietig_sleutels(dossier)
    await hub.start()  # as a process that starts now, with no key in memory
    gezien = {leerling["sleutel"]: leerling for leerling in await hub.lijst(LEERLINGEN)}
    assert gezien["leerling-001"]["naam"] == {"vergeten": True}
    assert gezien["leerling-001"]["geboortedatum"] == {"vergeten": True}
    assert gezien["leerling-001"]["aanmelding"]["status"] == "open"
    assert gezien["leerling-002"]["naam"] == "Sem Bedacht"
    assert gezien["leerling-003"]["naam"] is None
    [signaal] = await hub.lijst(SIGNALEN)
    assert signaal["leerling"]["naam"] == {"vergeten": True}


async def test_with_the_mapping_gone_the_key_of_the_school_is_forgotten_too(hub: Hub) -> None:
    dossier = await hub.gebeurt("leerling-001", persoonsgegevens(), ontvangen())
    await hub.bij()
    await hub.vernietig_sleutels(dossier, ook_naam=True)
    await hub.start()
    [leerling] = await hub.lijst(LEERLINGEN)
    assert leerling["sleutel"] == {"vergeten": True}


async def test_text_under_a_key_that_was_destroyed_and_made_anew_is_forgotten(hub: Hub, tmp_path: Path) -> None:
    dossier = await hub.gebeurt("leerling-001", persoonsgegevens())
    await hub.bij()
    await hub.vernietig_sleutels(dossier)
    sleutels = opnieuw_gelezen(hub, tmp_path)
    await sleutels.for_sealing([(dossier, "leerlingdossier")])
    gezien = await hub.school.get(hub.views, dossier)
    assert gezien is not None
    assert gezien.leerling is not None
    personen = await Opener(sleutels, hub.dossiers, hub.log.upcasters).personen([(dossier, gezien.leerling.personalia)])
    assert str(personen[dossier].naam) == "vergeten=True"


async def test_no_name_is_in_the_bytes_of_the_views(place: Place, hub: Hub, tmp_path: Path) -> None:
    await hub.gebeurt("leerling-001", persoonsgegevens(naam="Zwaantje Ongehoord"), ontvangen(), ingeschreven())
    await hub.bij()
    assert (await hub.lijst(LEERLINGEN))[0]["naam"] == "Zwaantje Ongehoord"
    for inhoud in await bytes_van(place, hub, tmp_path):
        assert b"Zwaantje" not in inhoud
        assert b"Ongehoord" not in inhoud
        assert b"2017-05-14" not in inhoud
        assert b"leerling-001" not in inhoud


@ONE_IS_ENOUGH
async def test_a_view_that_is_being_built_says_so(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ontvangen())
    async with hub.views.transaction() as tx:
        await tx.execute(update(registry.generations).values(stage=registry.Stage.RETIRED.value))
    answer = await hub.get(LEERLINGEN)
    assert "bouwt dit overzicht opnieuw op" in problem(answer, 503, "niet-beschikbaar")["detail"]
    assert int(answer.headers["retry-after"]) > 0


async def bytes_van(place: Place, hub: Hub, folder: Path) -> list[bytes]:
    """Everything that the views keep: the files, or all rows of all tables."""
    if place.backend == "sqlite":
        found = [path.read_bytes() for path in folder.glob("views.db*")]
        assert any(b"school_dossiers" in inhoud for inhoud in found)
        return found
    found = []
    async with hub.views.snapshot() as connection:
        generations = [await view.generation(connection) for view in (hub.school, hub.inzendingen)]
        for table in (name for generation in generations for name in generation.names):
            rows = await connection.exec_driver_sql(f'SELECT * FROM "{table}"')
            found += [value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row]
    assert found
    return found


# --- filters ---


async def vul(hub: Hub) -> None:
    await hub.gebeurt("in-5", ingeschreven("2025-08-18", groep="5", extra=True), gestart("2026-03-31", termijn="a"))
    await hub.gebeurt("in-6", ingeschreven("2025-08-18", groep="6"), gestart("2026-04-08", termijn="b"))
    await hub.gebeurt(
        "straks-6", ingeschreven("2025-08-18", groep="5"), groep_gewijzigd("2026-08-17", groep="6"),
        gestart("2026-06-01", termijn="c"),
    )  # fmt: skip
    await hub.gebeurt("vermoeden", ontvangen(vermoeden=True), gestart(None, stil="2026-03-11", termijn="d"))
    await hub.gebeurt("weg", ingeschreven("2024-08-12", groep="5"), uitgeschreven("2026-03-01"))
    await hub.gebeurt("gaat-weg", ingeschreven("2024-08-12", groep="8"), uitgeschreven("2026-07-17"))
    await hub.bij()


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({}, {"in-5", "in-6", "straks-6", "vermoeden", "gaat-weg"}),
        ({"uitgeschreven": "true"}, {"in-5", "in-6", "straks-6", "vermoeden", "gaat-weg", "weg"}),
        ({"groep": "5"}, {"in-5", "straks-6"}),
        ({"groep": "6"}, {"in-6"}),
        ({"extraOndersteuning": "bekend"}, {"in-5"}),
        ({"extraOndersteuning": "vermoeden"}, {"vermoeden"}),
        ({"binnenDagen": 14}, {"in-5", "in-6"}),
        ({"binnenDagen": 0}, {"in-5"}),
        ({"binnenDagen": 7}, {"in-5", "in-6"}),
        ({"teLaat": "true"}, {"in-5"}),
        ({"teLaat": "false", "binnenDagen": 14}, {"in-6"}),
        ({"teLaat": "false"}, {"in-6", "straks-6", "vermoeden", "gaat-weg"}),
        ({"groep": "5", "teLaat": "true"}, {"in-5"}),
    ],
)
async def test_filters(hub: Hub, vraag: dict[str, Any], verwacht: set[str]) -> None:
    await vul(hub)
    assert {leerling["sleutel"] for leerling in await hub.lijst(LEERLINGEN, **vraag)} == verwacht


async def test_a_groep_that_begins_is_found_from_its_day(hub: Hub) -> None:
    await vul(hub)
    hub.clock.moment = datetime(2026, 8, 17, 6, tzinfo=UTC)
    assert {leerling["sleutel"] for leerling in await hub.lijst(LEERLINGEN, groep="6")} == {"in-6", "straks-6"}


async def test_deadlines_in_the_order_in_which_they_end(hub: Hub) -> None:
    await vul(hub)
    found = await hub.lijst(TERMIJNEN)
    assert [(t["id"], t["einddatum"], t["dagenOver"], t["teLaat"]) for t in found] == [
        ("a", "2026-03-31", -1, True), ("b", "2026-04-08", 7, False), ("c", "2026-06-01", 61, False),
        ("d", None, None, False),
    ]  # fmt: skip
    assert found[3]["opgeschortSinds"] == "2026-03-11"
    assert [t["leerling"]["sleutel"] for t in found] == ["in-5", "in-6", "straks-6", "vermoeden"]
    assert [t["id"] for t in await hub.lijst(TERMIJNEN, binnenDagen=14)] == ["a", "b"]
    assert [t["id"] for t in await hub.lijst(TERMIJNEN, teLaat="true")] == ["a"]
    assert [t["id"] for t in await hub.lijst(TERMIJNEN, teLaat="false")] == ["b", "c", "d"]


async def test_signals_newest_first_until_they_are_dealt_with(hub: Hub) -> None:
    await hub.gebeurt("een", ontvangen(), persoonsgegevens(), gestart(termijn="a"), nadert(termijn="a"))
    hub.clock.moment = datetime(2026, 4, 14, 5, tzinfo=UTC)
    await hub.gebeurt("twee", ontvangen(), gestart(termijn="b"), verstreken(termijn="b"))
    await hub.bij()
    found = await hub.lijst(SIGNALEN)
    assert [(s["soort"], s["termijn"], s["gesignaleerdOp"]) for s in found] == [
        ("verstreken", "b", "2026-04-14T05:00:00Z"), ("nadert", "a", "2026-04-01T07:00:00Z"),
    ]  # fmt: skip
    assert found[1]["leerling"] == {"sleutel": "een", "naam": "Noor Verzonnen", "groep": None}
    await hub.gebeurt("twee", gehaald(termijn="b"))
    await hub.bij()
    assert [s["termijn"] for s in await hub.lijst(SIGNALEN)] == ["a"]


# --- pages ---


async def test_pages_are_complete_and_stable(hub: Hub) -> None:
    for n in range(17):
        await hub.gebeurt(
            f"leerling-{n}", ingeschreven(), gestart(f"2026-05-{1 + n // 4:02d}", termijn=f"t{n}"),
            verstreken(f"2026-05-{1 + n // 4:02d}", termijn=f"t{n}"),
        )  # fmt: skip
    await hub.bij()
    for lijst in (LEERLINGEN, TERMIJNEN, SIGNALEN):
        whole = await hub.lijst(lijst, aantal=500)
        assert len(whole) == 17
        for aantal in (1, 4, 16, 17):
            assert await hub.lijst(lijst, aantal=aantal) == whole


async def test_a_pupil_keeps_its_place_whatever_happens_between_two_pages(hub: Hub) -> None:
    for n in range(12):
        await hub.gebeurt(f"leerling-{n}", ingeschreven(groep="5"))
    await hub.bij()
    whole = [leerling["sleutel"] for leerling in await hub.lijst(LEERLINGEN)]
    first = await hub.get(LEERLINGEN, params={"aantal": 5})
    for n in range(12):
        await hub.gebeurt(f"leerling-{n}", groep_gewijzigd("2026-01-05", groep="6"), gestart(termijn=f"t{n}"))
    await hub.bij()
    rest = [leerling["sleutel"] for leerling in (await hub.get(first.links["next"]["url"])).json()["leerlingen"]]
    assert rest == whole[5:10]


async def test_the_link_keeps_the_question_and_names_no_dossier(hub: Hub) -> None:
    for n in range(3):
        dossier = await hub.gebeurt(f"leerling-{n}", ingeschreven(groep="5"))
    await hub.bij()
    url = (await hub.get(LEERLINGEN, params={"groep": "5", "aantal": 1})).links["next"]["url"]
    assert url.startswith(LEERLINGEN + "?groep=5&aantal=1&na=")
    assert dossier.hex not in url


# --- wrong input ---


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    ("lijst", "vraag", "fout"),
    [
        (LEERLINGEN, {"aantal": "501"}, ("aantal", "less_than_equal")),
        (LEERLINGEN, {"aantal": "0"}, ("aantal", "greater_than_equal")),
        (LEERLINGEN, {"aantal": "veel"}, ("aantal", "int_parsing")),
        (LEERLINGEN, {"teLaat": "misschien"}, ("teLaat", "bool_parsing")),
        (LEERLINGEN, {"binnenDagen": "-1"}, ("binnenDagen", "greater_than_equal")),
        (LEERLINGEN, {"groep": "de vijfde groep"}, ("groep", "string_pattern_mismatch")),
        (LEERLINGEN, {"extraOndersteuning": "veel"}, ("extraOndersteuning", "enum")),
        (LEERLINGEN, {"extra_ondersteuning": "bekend"}, ("extra_ondersteuning", "extra_forbidden")),
        (LEERLINGEN, {"na": "x"}, ("na", "cursor")),
        (TERMIJNEN, {"groep": "5"}, ("groep", "extra_forbidden")),
        (SIGNALEN, {"na": "AAAA"}, ("na", "cursor")),
        ("/v1/inzendingen", {}, ("school", "missing")),
        ("/v1/inzendingen", {"school": "12ab00"}, ("school", "string_pattern_mismatch")),
        ("/v1/inzendingen", {"school": SCHOOL, "status": "zoek"}, ("status.0", "enum")),
    ],
)
async def test_a_wrong_question_is_told_by_field_and_rule(
    hub: Hub, lijst: str, vraag: dict[str, str], fout: tuple[str, str]
) -> None:
    body = problem(await hub.get(lijst, params=vraag), 400, "ongeldige-invoer")
    assert [(f["location"]["name"], f["code"]) for f in body["errors"]] == [fout]


@ONE_IS_ENOUGH
async def test_a_cursor_of_another_list_is_refused(hub: Hub) -> None:
    for n in range(2):
        await hub.gebeurt(f"leerling-{n}", ontvangen(), gestart(termijn=f"t{n}"))
    await hub.bij()
    url = (await hub.get(TERMIJNEN, params={"aantal": 1})).links["next"]["url"]
    problem(await hub.get(url.replace("/termijnen", "/leerlingen")), 400, "ongeldige-invoer")


@ONE_IS_ENOUGH
async def test_a_path_that_is_no_school_is_wrong_input(hub: Hub) -> None:
    body = problem(await hub.get("/v1/scholen/12AB/leerlingen", IB), 400, "ongeldige-invoer")
    assert [f["location"]["name"] for f in body["errors"]] == ["school"]
