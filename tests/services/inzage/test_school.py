"""`/v1/scholen/{school}/…`: what an IB'er sees this morning, opened at reading, of the own school alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from contracts.codes import Rol
from eventlog.views import registry
from services.inzage import antwoord
from services.inzage.opening import Opener
from services.web.identity import Identity
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    SCHOOL,
    ingeschreven,
    ontvangen,
    persoonsgegevens,
)
from tests.eventlog.places import Place
from tests.projections.feiten import gestart, nadert, verstreken
from tests.statements import statements

from .hub import ONE_IS_ENOUGH, Hub, opnieuw_gelezen, problem
from .lijsten import GROEPEN, KENGETALLEN, LEERLINGEN, SIGNALEN, TERMIJNEN

ONLEESBAAR = antwoord.ONLEESBAAR.model_dump()


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
            "tlv": None, "arrangementen": [], "laatsteOverleg": None, "nietBewaakteTermijnen": [],
            "volgendeTermijn": {
                "id": "0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", "regel": "aanmelding-beslissing",
                "omschrijving": "de beslissing over de aanmelding", "grondslag": "WPO 40",
                "gestartOp": "2026-03-02", "einddatum": "2026-04-13", "dagenOver": 12, "teLaat": False,
                "opgeschortSinds": None, "overPlan": None, "overGroep": None,
            },
            "voorwaarden": [],
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


async def test_a_destroyed_key_reads_as_forgotten_at_once(hub: Hub) -> None:
    dossier = await hub.gebeurt("leerling-001", persoonsgegevens(), ontvangen(), gestart(), verstreken())
    await hub.gebeurt("leerling-002", persoonsgegevens(naam="Sem Bedacht"))
    await hub.gebeurt("leerling-003", ontvangen())
    await hub.bij()
    assert {kind["naam"] for kind in await hub.lijst(LEERLINGEN)} == {"Noor Verzonnen", "Sem Bedacht", None}
    await hub.vernietig_sleutels(dossier)  # as another process does
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
    personen = await Opener(sleutels, hub.log.upcasters).personen([(dossier, gezien.leerling.personalia)])
    assert str(personen[dossier].naam) == "vergeten=True"


@pytest.mark.parametrize("wrapped", [bytes(60), b"kort"])
async def test_a_key_that_does_not_unwrap_costs_its_own_pupil_alone(hub: Hub, wrapped: bytes) -> None:
    dossier = await hub.gebeurt("leerling-001", persoonsgegevens(), ontvangen(), gestart(), verstreken())
    await hub.gebeurt("leerling-002", persoonsgegevens(naam="Sem Bedacht"))
    await hub.bij()
    await hub.bederf_sleutels(dossier, wrapped)
    gezien = {leerling["sleutel"]: leerling for leerling in await hub.lijst(LEERLINGEN)}
    assert gezien["leerling-001"]["naam"] == gezien["leerling-001"]["geboortedatum"] == ONLEESBAAR
    assert "Meld dit bij de beheerder" in ONLEESBAAR["melding"]
    assert gezien["leerling-001"]["aanmelding"]["status"] == "open"
    assert gezien["leerling-002"]["naam"] == "Sem Bedacht"
    for lijst in (TERMIJNEN, SIGNALEN):
        [een] = await hub.lijst(lijst)
        assert een["leerling"]["naam"] == ONLEESBAAR


async def test_a_page_of_pupils_is_two_statements(hub: Hub) -> None:
    """Each is a round trip to PostgreSQL. The first time one more: which generation answers."""
    for nummer in range(3):
        await hub.gebeurt(f"leerling-{nummer}", persoonsgegevens(), ontvangen())
    await hub.bij()
    for most in (3, 2, 2):
        with statements() as sent:
            assert len((await hub.get(LEERLINGEN)).json()["leerlingen"]) == 3
        assert len(sent) <= most


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
    assert "maakt dit overzicht daarvoor opnieuw" in problem(answer, 503, "niet-beschikbaar")["detail"]
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
