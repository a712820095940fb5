"""Guarantee 9: what older code wrote is decided on, corrected and viewed as the newest version; the log keeps it."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Uuid

from eventlog.deciding.decider import Fact
from eventlog.deciding.outcome import ACCEPT, Outcome, Refuse
from eventlog.events import NewEvent, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.sealing.seal import SealedPart, seal, unseal
from eventlog.store import EventLog
from eventlog.upcast import Upcasters
from eventlog.views import registry
from eventlog.views import view as views
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.projection import Projection, Sealed, ViewEvent, sealed_part
from eventlog.views.rebuild import Rebuild
from tests.eventlog.context import Context, accepted, became, refused, store
from tests.eventlog.places import Place
from tests.eventlog.proef import FILLED, FILLER, FULL, LARGEST, OPENED, SCHOOL, Box, dossiers, new_event, opened

FILLED_2 = FILLED.replace(".v1", ".v2")
KEY = AESGCM(bytes(32))

# As the code of then stored it: never made anew by the code of now.
OLD_OPEN = b'{"actor":{"rol":"lvs","organisatie":"urn:nld:brin:99AA00"},"data":{"aantal":2},"sealed":["reden"]}'


@dataclass(frozen=True)
class Step:
    """In the second version a filling names its layers, and the reason is called a motive."""

    type: str = FILLED
    becomes: str = FILLED_2
    sealed: dict[str, str] = field(default_factory=lambda: {"reden": "motief"})

    @staticmethod
    def data(data: dict[str, Any]) -> dict[str, Any]:
        return {"lagen": [1] * data["aantal"]}


class Layers(msgspec.Struct, frozen=True):
    lagen: list[int]


def evolve(box: Box, fact: Fact) -> Box:
    return replace(box, inside=box.inside + sum(fact.data.lagen)) if fact.type == FILLED_2 else box


def decide(box: Box, submission: Fact) -> Outcome:
    assert submission.type != FILLED
    layers = sum(submission.data.lagen) if submission.type == FILLED_2 else 0
    return Refuse(FULL) if box.inside + layers > LARGEST else ACCEPT


NOW = replace(FILLER, evolve=evolve, decide=decide, decides={OPENED: msgspec.Struct, FILLED_2: Layers}, reads={})


class Inside(msgspec.Struct, frozen=True):
    """The state of the view: how much is in a box, and the motive of the last filling."""

    amount: int = 0
    motive: Sealed | None = None


def seen(state: Inside, event: ViewEvent) -> Inside:
    return Inside(state.amount + sum(event.data.lagen), sealed_part(event) or state.motive)


BOXES = Projection(
    name="dozen", version=1, state=Inside, initial=Inside(), by="dossier", reads={Topic.FACTS: {FILLED_2: Layers}},
    evolve=seen, columns=lambda _key, state: (state.amount,),
    main=Table(
        "dozen", MetaData(), Column("dossier", Uuid, primary_key=True), Column("amount", Integer, nullable=False),
        Column("state", LargeBinary, nullable=False),
    ),
)  # fmt: skip


def old(dossier: Any, id_: str, **rest: Any) -> NewEvent:
    blob = seal(
        KEY, bytes(12), "leerlingdossier", source=SCHOOL, id_=id_, type_=FILLED,
        part=SealedPart(bytes(32), {"reden": "Verzonnen reden"}),
    )  # fmt: skip
    made = new_event(FILLED, dossier, id_=id_, sealed=blob, **rest)
    return msgspec.structs.replace(made, open=OLD_OPEN)


async def test_an_event_of_an_older_version_counts_as_the_newest(place: Place) -> None:
    log = EventLog((await place.log()).database, Upcasters([Step()]))
    stood, sent, other = dossiers(3)
    # A fact of long ago, and a sender that has not moved over yet.
    await store(log, old(stood, "lang-geleden", version=1))
    too_much = new_event(FILLED_2, stood, data={"lagen": [1, 1]})
    fits, late = new_event(FILLED_2, stood, data={"lagen": [1]}), old(sent, "laat")
    context = Context(log, NOW)
    await context.submit(too_much, fits, late, opened(other))
    assert await became(log, too_much) == refused(FULL)
    assert await became(log, fits) == accepted
    assert await became(log, late) == accepted
    # A newer version may correct an older one: it is the same kind of event.
    corrected = new_event(FILLED_2, sent, data={"lagen": [1]}, corrects="laat")
    await context.submit(corrected)
    assert await became(log, corrected) == accepted

    database = place.open("views")
    view = views.View(BOXES)
    await views.prepare(database, [view], head=0)
    runner = Runner(ProjectionProcessor(view, log), LogFeed(log), database, registry.checkpoints)
    await runner.catch_up()
    in_stood, in_sent = await view.get(database, stood), await view.get(database, sent)
    rebuild = Rebuild(view, log, LogFeed(log), database, chunk=2)
    await rebuild.run((await rebuild.begin())[0])
    assert (await view.get(database, stood), await view.get(database, sent)) == (in_stood, in_sent)
    assert in_stood is not None
    assert (in_stood.amount, in_sent) == (3, Inside(1))
    assert in_stood.motive is not None
    part = unseal(
        KEY, in_stood.motive.blob, source=in_stood.motive.source, id_=in_stood.motive.id, type_=in_stood.motive.type
    )
    assert log.upcasters.opened(in_stood.motive.type, part.fields) == {"motief": "Verzonnen reden"}

    async with log.database.snapshot() as connection:
        kept = await log.facts(connection, [stood, sent, uuid4()], None)
    assert (kept[sent][0].type, kept[sent][0].open) == (FILLED, OLD_OPEN)
