"""The view of submissions: given a submission and its outcomes, then where it stands."""

from datetime import date
from uuid import UUID

import msgspec

from contracts.aanmeldingen import BeslistermijnVerlengd
from contracts.envelope import HUB_SOURCE
from eventlog.body import HUB, Actor, Body, encode_body
from eventlog.deciding.outcome import ACCEPTED, HELD, REFUSED, OutcomeData, RuleBody
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.upcast import NO_UPCASTERS
from eventlog.views.projection import ViewReader
from projections.inzendingen import INZENDINGEN, Inzending, Status

from .feiten import DOSSIER, EERSTE_MOMENT, opgenomen

ID = UUID("2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10")
TYPE = BeslistermijnVerlengd.kenmerken.type
REGEL = RuleBody("aanmelding-eerst", "WPO 40", "De hub heeft nog geen aanmelding.", "Stuur de aanmelding.")
_reader = ViewReader(INZENDINGEN.reads, NO_UPCASTERS)


def ingezonden() -> NewEvent:
    body = Body(actor=Actor("lvs", "00000099000000000042"), data={"school": "99AA00", "datum": "2026-04-07"})
    return NewEvent(
        topic=Topic.SUBMISSIONS, dossier=DOSSIER, type=TYPE, source="urn:nld:brin:99AA00:systeem:lvs", id="e1",
        regio="22-02", open=encode_body(body), sealed=b"blob", cause=ID,
    )  # fmt: skip


def uitkomst(type_: str, **data: object) -> NewEvent:
    gegevens = OutcomeData(str(ID), TYPE, **data)  # type: ignore[arg-type]
    return NewEvent(
        topic=Topic.SUBMISSIONS, dossier=DOSSIER, type=type_, source=HUB_SOURCE, id=type_, regio="22-02",
        open=encode_body(Body(actor=HUB, data=gegevens)), cause=ID,
    )  # fmt: skip


def stand(*events: NewEvent) -> Inzending:
    rows: list[Recorded] = [opgenomen(event, position) for position, event in enumerate(events, 7)]
    return INZENDINGEN.fold(_reader.read(row) for row in rows)


def test_received() -> None:
    assert stand(ingezonden()) == Inzending(
        type=TYPE, organisatie="00000099000000000042", school="99AA00", dossier=DOSSIER, regio="22-02", position=7,
        ontvangen_op=EERSTE_MOMENT + 7, status=Status.ONTVANGEN,
    )  # fmt: skip


def test_held_says_for_what_until_when_and_by_which_rule() -> None:
    nu = stand(ingezonden(), uitkomst(HELD, wacht_op=("a.v1",), tot="2026-04-21", regel=REGEL))
    assert (nu.status, nu.wacht_op, nu.tot) == (Status.AANGEHOUDEN, ("a.v1",), date(2026, 4, 21))
    assert nu.regel is not None
    assert msgspec.structs.astuple(nu.regel) == msgspec.structs.astuple(REGEL)


def test_held_again_waits_for_something_else() -> None:
    nu = stand(
        ingezonden(),
        uitkomst(HELD, wacht_op=("a.v1",), tot="2026-04-21", regel=REGEL),
        uitkomst(HELD, wacht_op=("b.v1", "c.v1"), tot="2026-04-21", regel=REGEL),
    )
    assert nu.wacht_op == ("b.v1", "c.v1")


def test_accepted_waits_for_nothing_any_more() -> None:
    nu = stand(ingezonden(), uitkomst(HELD, wacht_op=("a.v1",), tot="2026-04-21", regel=REGEL), uitkomst(ACCEPTED))
    assert (nu.status, nu.wacht_op, nu.tot, nu.regel) == (Status.AANVAARD, (), None, None)


def test_refused_keeps_the_rule() -> None:
    nu = stand(ingezonden(), uitkomst(REFUSED, regel=REGEL))
    assert (nu.status, nu.regel and nu.regel.id) == (Status.AFGEWEZEN, "aanmelding-eerst")


def test_the_row_of_a_submission() -> None:
    assert INZENDINGEN.rows(ID, stand(ingezonden())) == {
        "inzendingen": [(ID, "99AA00", "ontvangen", EERSTE_MOMENT + 7)]
    }
