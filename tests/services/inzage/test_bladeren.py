"""The lists of a school page by page: complete, whatever happens meanwhile; what is asked wrongly is told."""

import pytest

from tests.bouwstenen import (
    SCHOOL,
    groep_gewijzigd,
    ingeschreven,
    ontvangen,
)
from tests.projections.feiten import gestart, verstreken

from .hub import IB, ONE_IS_ENOUGH, Hub, problem
from .lijsten import LEERLINGEN, SIGNALEN, TERMIJNEN


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
