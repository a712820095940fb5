"""`/v1/dossiers/{pseudoniem}/tijdlijn`: what is known, what was known at the end of a day, and who may ask."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.codes import Rol
from contracts.leerlingen import BewaartermijnVerstreken, DossiersGekoppeld
from services.inzage import antwoord
from services.web.identity import Identity
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    SCHOOL,
    gehoord,
    ingeschreven,
    ingetrokken,
    ontvangen,
    persoonsgegevens,
    seo_meting,
    toegelaten,
    verzuimgrens,
)
from tests.projections.feiten import gestart
from tests.projections.geschiedenis import Dossier, volgende

from .hub import IB, LVS_OIN, ONE_IS_ENOUGH, Hub, problem

DOSSIER: Final = f"/v1/dossiers/{SCHOOL}:leerling-001/tijdlijn"
T: Final = "nl.passendonderwijs."


async def momenten(hub: Hub, pad: str = DOSSIER, **vraag: Any) -> list[dict[str, Any]]:
    """All pages."""
    found: list[dict[str, Any]] = []
    answer = await hub.get(pad, IB, vraag)
    while True:
        assert answer.status_code == 200, answer.text
        found += answer.json()["momenten"]
        if "next" not in answer.links:
            return found
        answer = await hub.get(answer.links["next"]["url"], IB)


async def soorten(hub: Hub, **vraag: Any) -> list[tuple[str, bool]]:
    return [(m["type"].split(".")[3], m["laterGeregistreerd"]) for m in await momenten(hub, **vraag)]


def op(hub: Hub, *deel: int) -> None:
    hub.clock.moment = datetime(*deel, tzinfo=UTC)  # type: ignore[misc, arg-type]


# --- what is seen ---


async def test_a_moment_with_its_fields_opened(hub: Hub) -> None:
    op(hub, 2026, 10, 15, 13, 20)
    await hub.gebeurt("leerling-001", gehoord("2026-10-15"))
    answer = (await hub.get(DOSSIER)).json()
    assert answer == {
        "dossier": f"{SCHOOL}:leerling-001", "op": "2026-10-15",
        "momenten": [
            {
                "id": "feit-1", "type": f"{T}ondersteuningsplannen.leerlinggehoord.v1",
                "omschrijving": "De school heeft de leerling gehoord.", "datum": "2026-10-15",
                "geregistreerdOp": "2026-10-15T13:20:00Z", "laterGeregistreerd": False,
                "afzender": {"rol": "lvs", "organisatie": LVS_OIN},
                "gegevens": {
                    "school": SCHOOL, "datum": "2026-10-15", "wijze": "gesprek", "via": "zelf",
                    "inbreng": "Ik werk liever in een klein groepje.",
                },
            },
        ],
    }  # fmt: skip


async def test_deadlines_of_the_dossier_are_in_it(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ontvangen(), gestart())
    [_, termijn] = await momenten(hub)
    assert (termijn["type"], termijn["afzender"]["rol"]) == (f"{T}termijnen.gestart.v1", "hub")


async def test_the_schools_own_dossier(hub: Hub) -> None:
    await hub.gebeurt("", seo_meting())
    [meting] = await momenten(hub, f"/v1/dossiers/{SCHOOL}/tijdlijn")
    assert meting["gegevens"]["groep"] == "5"


async def test_what_a_school_may_not_know_of_is_not_in_it(hub: Hub) -> None:
    """The hub's own bookkeeping in a dossier is granted to nobody (domain.md §3): not even that it happened."""
    eigen = (DossiersGekoppeld, BewaartermijnVerstreken)
    await hub.gebeurt(
        "leerling-001", ontvangen(), *(soort.model_validate(soort.kenmerken.voorbeeld) for soort in eigen), toegelaten()
    )
    assert await soorten(hub) == [("ontvangen", False), ("toegelaten", False)]
    assert [s for s, _ in await soorten(hub, op="2026-01-01", metLatereRegistraties="true")] == [
        "ontvangen", "toegelaten",
    ]  # fmt: skip


async def test_a_destroyed_key_reads_as_forgotten(hub: Hub) -> None:
    dossier = await hub.gebeurt("leerling-001", persoonsgegevens(naam="Noor Verzonnen"), verzuimgrens())
    await hub.vernietig_sleutels(dossier)
    [moment, _] = await momenten(hub)
    assert moment["gegevens"]["naam"] == {"vergeten": True}
    assert moment["gegevens"]["woongemeente"] == "0114"
    assert moment["datum"] == "2026-03-02"


async def test_a_key_that_does_not_unwrap_costs_its_own_text_alone(hub: Hub) -> None:
    dossier = await hub.gebeurt("leerling-001", persoonsgegevens(naam="Noor Verzonnen"), verzuimgrens())
    await hub.bederf_sleutels(dossier, bytes(60))
    [moment, ander] = await momenten(hub)
    assert moment["gegevens"]["naam"] == antwoord.ONLEESBAAR.model_dump()
    assert moment["gegevens"]["woongemeente"] == "0114"
    assert ander["type"].endswith("verzuimgrensbereikt.v1")


# --- as of a day ---


async def test_as_of_a_day_is_what_was_recorded_by_its_end_in_amsterdam(hub: Hub) -> None:
    op(hub, 2026, 3, 1, 22, 59, 59)  # a second before midnight
    await hub.gebeurt("leerling-001", ontvangen("2026-02-27"))
    op(hub, 2026, 3, 1, 23, 0, 0)  # midnight: of the next day
    await hub.gebeurt("leerling-001", toegelaten("2026-02-28"))
    op(hub, 2026, 6, 1, 12)
    assert await soorten(hub, op="2026-02-28") == []
    assert await soorten(hub, op="2026-03-01") == [("ontvangen", False)]
    assert await soorten(hub, op="2026-03-02") == [("ontvangen", False), ("toegelaten", False)]
    assert await soorten(hub, op="2026-03-01", metLatereRegistraties="true") == [
        ("ontvangen", False), ("toegelaten", True),
    ]  # fmt: skip


async def test_a_correction_counts_from_the_day_it_was_recorded_in_the_place_of_what_it_replaces(hub: Hub) -> None:
    op(hub, 2026, 3, 2, 12)
    await hub.gebeurt("leerling-001", ontvangen("2026-03-02"), persoonsgegevens())
    op(hub, 2026, 3, 9, 12)
    await hub.gebeurt("leerling-001", ontvangen("2026-02-27", corrigeert="feit-1"))
    toen = await momenten(hub, op="2026-03-08")
    assert [m["gegevens"].get("ontvangstdatum") for m in toen] == ["2026-03-02", None]
    nu = await momenten(hub)
    assert [m["gegevens"].get("ontvangstdatum") for m in nu] == ["2026-02-27", None]
    assert nu[0]["gegevens"]["corrigeert"] == {"id": "feit-1", "reden": "Verkeerd overgenomen."}
    later = await momenten(hub, op="2026-03-08", metLatereRegistraties="true")
    assert [m["id"] for m in later] == ["feit-1", "feit-2", "feit-3"]
    assert [m["laterGeregistreerd"] for m in later] == [False, False, True]


async def test_what_was_withdrawn_is_gone_from_the_day_of_that(hub: Hub) -> None:
    op(hub, 2026, 3, 2, 12)
    await hub.gebeurt("leerling-001", ontvangen(), toegelaten("2026-03-02"))
    op(hub, 2026, 3, 9, 12)
    await hub.gebeurt("leerling-001", ingetrokken("feit-2"))
    assert await soorten(hub) == [("ontvangen", False)]
    assert await soorten(hub, op="2026-03-08") == [("ontvangen", False), ("toegelaten", False)]
    later = await momenten(hub, op="2026-03-08", metLatereRegistraties="true")
    assert [m["type"].split(".")[3] for m in later] == ["ontvangen", "toegelaten", "gebeurtenisingetrokken"]
    assert later[2]["gegevens"] == {
        "school": SCHOOL, "datum": "2026-05-01", "id": "feit-2", "reden": "Hoorde bij een andere leerling.",
    }  # fmt: skip


async def test_withdrawing_a_correction_brings_back_what_it_replaced(hub: Hub) -> None:
    await hub.gebeurt(
        "leerling-001", ontvangen("2026-03-02"), ontvangen("2026-02-27", corrigeert="feit-1"), ingetrokken("feit-2")
    )
    [moment] = await momenten(hub)
    assert moment["gegevens"]["ontvangstdatum"] == "2026-03-02"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
async def test_as_of_a_day_is_the_timeline_of_the_log_cut_off_at_that_day(hub: Hub, seed: int) -> None:
    """For any history and any day: as of that day, the hub answers what it answered at the end of that day."""
    rng = Random(seed)
    dossier = Dossier()
    pad = f"/v1/dossiers/{SCHOOL}:{dossier.id}/tijdlijn"
    op(hub, 2026, 1, 5, 12)
    toen: dict[str, list[dict[str, Any]]] = {}
    voor: dict[str, int] = {}
    for n in range(rng.randint(1, 12)):
        await hub.gebeurt(str(dossier.id), volgende(rng, dossier, hub.volgende_id))
        if rng.random() < 0.6:
            dag = hub.clock.now().date().isoformat()
            toen[dag], voor[dag] = await momenten(hub, pad), n + 1
            hub.clock.moment += timedelta(days=rng.randint(1, 9))
    alles = await momenten(hub, pad, op="2026-01-01", metLatereRegistraties="true")
    for dag, gezien in toen.items():
        assert await momenten(hub, pad, op=dag) == gezien
        assert await momenten(hub, pad, op=dag, aantal=rng.randint(1, 5)) == gezien
        met_latere = await momenten(hub, pad, op=dag, metLatereRegistraties="true")
        assert [m for m in met_latere if not m["laterGeregistreerd"]] == gezien
        later = [m["id"] for m in met_latere if m["laterGeregistreerd"]]
        assert later == [m["id"] for m in alles if m["geregistreerdOp"][:10] > dag]


async def test_pages_are_stable_while_things_are_withdrawn(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ontvangen(), toegelaten(), ingeschreven(), verzuimgrens())
    first = await hub.get(DOSSIER, params={"aantal": 2})
    await hub.gebeurt("leerling-001", ingetrokken("feit-1"), ingetrokken("feit-2"))
    rest = (await hub.get(first.links["next"]["url"])).json()["momenten"]
    assert [m["id"] for m in rest] == ["feit-3", "feit-4"]


# --- who may ask ---


@ONE_IS_ENOUGH
@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.SCHOOL, Rol.LVS}))
async def test_no_other_role_reads_a_timeline_yet(hub: Hub, rol: Rol) -> None:
    await hub.gebeurt("leerling-001", ontvangen())
    problem(await hub.get(DOSSIER, Identity(rol, "iemand", frozenset({SCHOOL}))), 403, "geen-toegang")


@ONE_IS_ENOUGH
async def test_a_school_reads_its_own_dossiers_alone(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ontvangen())
    problem(await hub.get(DOSSIER, Identity(Rol.SCHOOL, ANDERE_SCHOOL)), 403, "geen-toegang")
    problem(await hub.get(DOSSIER, None), 401, "token-ontbreekt")
    assert (await hub.get(DOSSIER, Identity(Rol.LVS, LVS_OIN, frozenset({SCHOOL})))).status_code == 200


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    "naam", [f"{SCHOOL}:leerling-002", f"{SCHOOL}:", f"{SCHOOL}:a%20b", "leerling-001", "99aa00:leerling-001"]
)
async def test_a_dossier_that_nobody_named_so_is_not_found(hub: Hub, naam: str) -> None:
    await hub.gebeurt("leerling-001", ontvangen())
    problem(await hub.get(f"/v1/dossiers/{naam}/tijdlijn"), 404, "niet-gevonden")


@ONE_IS_ENOUGH
async def test_a_forgotten_dossier_is_not_found(hub: Hub) -> None:
    dossier = await hub.gebeurt("leerling-001", ontvangen())
    assert (await hub.get(DOSSIER)).status_code == 200
    await hub.vernietig_sleutels(dossier, ook_naam=True)
    problem(await hub.get(DOSSIER), 404, "niet-gevonden")


# --- wrong input ---


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    ("vraag", "fout"),
    [
        ({"op": "2026-04-02"}, ("op", "toekomst")),
        ({"op": "1-3-2026"}, ("op", "date_parsing")),
        ({"op": "1772409600"}, ("op", "date_parsing")),
        ({"metLatereRegistraties": "soms"}, ("metLatereRegistraties", "bool_parsing")),
        ({"na": "x"}, ("na", "cursor")),
        ({"tot": "2026-03-01"}, ("tot", "extra_forbidden")),
    ],
)
async def test_a_wrong_question_is_told_by_field_and_rule(
    hub: Hub, vraag: dict[str, str], fout: tuple[str, str]
) -> None:
    await hub.gebeurt("leerling-001", ontvangen())
    body = problem(await hub.get(DOSSIER, params=vraag), 400, "ongeldige-invoer")
    assert [(f["location"]["name"], f["code"]) for f in body["errors"]] == [fout]


@ONE_IS_ENOUGH
async def test_today_may_be_asked_and_the_first_day_there_is(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ontvangen())
    assert await soorten(hub, op="2026-04-01") == [("ontvangen", False)]
    assert await soorten(hub, op="0001-01-01") == []
