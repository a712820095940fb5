"""Whose dossier a submission goes to: a pupil's, or the school's own (docs/decisions/0013)."""

import pytest

from contracts.catalogue import CATALOGUS, voorbeeld
from contracts.codes import Dossiersoort, Rol
from eventlog.dossiers import own_dossier
from eventlog.sealing.seal import key_class_of
from services.intake.dossier import dossier_named

from .hub import LVS, ONTVANGEN, SCHOOL, Hub, gebeurtenis

P = "nl.passendonderwijs."
AANBOD = f"{P}schoolprofielen.ondersteuningsaanbodvastgesteld.v1"
GROEPSPLAN = f"{P}ondersteuningsplannen.groepsplanvastgesteld.v1"
INGETROKKEN = f"{P}dossiers.gebeurtenisingetrokken.v1"
VAN_EEN_SCHOOL = [
    type_ for type_, model in CATALOGUS.items() if Rol.LVS in model.kenmerken.afzenders and type_ != INGETROKKEN
]


async def test_matters_of_one_school_are_in_one_dossier_apart_from_its_pupils(hub: Hub) -> None:
    for event in (
        gebeurtenis(AANBOD),
        gebeurtenis(ONTVANGEN),
        gebeurtenis(GROEPSPLAN),
        gebeurtenis(AANBOD, {"school": "99AB00"}, subject="99AB00"),
    ):
        assert (await hub.send(event)).status_code == 202
    offer, pupil, plan, other = (event.dossier for event in await hub.stored())
    assert offer == plan
    assert len({offer, pupil, other}) == 3


async def test_matters_of_a_school_are_sealed_under_a_class_of_their_own(hub: Hub) -> None:
    event = gebeurtenis(AANBOD, {"corrigeert": {"id": "eerder", "reden": "Een grens was vergeten."}})
    assert (await hub.send(event)).status_code == 202
    (stored,) = await hub.stored()
    assert key_class_of(stored.sealed or b"") == "school"
    assert b"vergeten" not in stored.open


async def test_a_withdrawal_goes_where_its_subject_says(hub: Hub) -> None:
    await hub.send_batch([gebeurtenis(AANBOD), gebeurtenis(ONTVANGEN)])
    await hub.send_batch([gebeurtenis(INGETROKKEN, subject=SCHOOL), gebeurtenis(INGETROKKEN)])
    offer, pupil, *withdrawals = (event.dossier for event in await hub.stored())
    assert withdrawals == [offer, pupil]


async def test_a_resend_of_a_school_matter_gets_the_answer_of_the_first(hub: Hub) -> None:
    event = gebeurtenis(AANBOD)
    first = await hub.send(event)
    assert (await hub.send(event)).json() == first.json()
    assert len(await hub.stored()) == await hub.dossiers() == 1


@pytest.mark.parametrize("type_", VAN_EEN_SCHOOL)
async def test_every_event_goes_to_one_kind_of_dossier_alone(sqlite_hub: Hub, type_: str) -> None:
    own = CATALOGUS[type_].kenmerken.dossiers == {Dossiersoort.SCHOOL}
    event = gebeurtenis(type_)
    assert event["subject"] == (SCHOOL if own else "leerling-001")
    assert (await sqlite_hub.send(event)).status_code == 202
    wrong = gebeurtenis(type_, subject="leerling-001" if own else SCHOOL)
    answer = (await sqlite_hub.send(wrong)).json()
    assert answer["type"] == "/v1/problemen/ander-soort-dossier"
    assert len(await sqlite_hub.stored()) == 1


def test_no_key_of_a_pupil_is_the_name_of_the_school() -> None:
    assert dossier_named(SCHOOL, SCHOOL) == own_dossier(SCHOOL)
    for subject in ("leerling-001", "99AB00", "school", SCHOOL.lower(), SCHOOL + "-1"):
        assert dossier_named(SCHOOL, subject) == (SCHOOL, subject) != own_dossier(SCHOOL)


def test_the_examples_are_of_the_school_of_the_tests() -> None:
    assert SCHOOL in LVS.namens
    assert voorbeeld(AANBOD)["subject"] == SCHOOL
