"""A dossier decided as it comes in, by the real deciders, without a database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec

from eventlog.body import decode_body
from eventlog.deciding.decider import Decider, FactReader
from eventlog.deciding.holds import Held
from eventlog.deciding.outcome import ACCEPTED, HELD, OUTCOMES, REFUSED
from eventlog.deciding.session import DossierSession, Pending
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.upcast import NO_UPCASTERS
from schakel.simulatie import Verwacht

TOT: Final = date(2026, 11, 22)
NIET_BEWAARD: Final = {Verwacht.ONGELDIG, Verwacht.DUBBEL, Verwacht.BOTSING}
VERWACHT: Final = {
    ACCEPTED: Verwacht.AANVAARD,
    REFUSED: Verwacht.AFGEWEZEN,
    HELD: Verwacht.AANGEHOUDEN,
}


class Context:
    """A decider with its reader."""

    def __init__(self, decider: Decider[Any]) -> None:
        self.decider = decider
        self.lezer = FactReader({**decider.reads, **decider.decides}, NO_UPCASTERS)


@dataclass
class Dossier:
    """One dossier: facts, what waits per context, and what became of each submission."""

    id: UUID
    log: list[Recorded] = field(default_factory=list)
    wachtend: dict[tuple[str, UUID], Held] = field(default_factory=dict)
    uitkomst: dict[UUID, tuple[str, str | None]] = field(default_factory=dict)

    def voeg_toe(self, event: NewEvent) -> Recorded:
        recorded = Recorded(position=len(self.log) + 1, recorded=0, **msgspec.structs.asdict(event))
        self.log.append(recorded)
        return recorded

    @property
    def feiten(self) -> list[Recorded]:
        return [e for e in self.log if e.topic is Topic.FACTS]

    def kom_binnen(self, contexten: Iterable[Context], binnen: Recorded) -> None:
        """The context of its type decides; each new fact may end what waits anywhere."""
        vanwege: Recorded | None = binnen
        while self._ronde(contexten, vanwege):
            vanwege = None

    def _ronde(self, contexten: Iterable[Context], binnen: Recorded | None) -> bool:
        nieuwe_feiten = 0
        for context in contexten:
            eigen = binnen is not None and binnen.type in context.decider.decides
            nieuwe_feiten += self._beslis(context, binnen if eigen else None)
        return nieuwe_feiten > 0

    def _beslis(self, context: Context, binnen: Recorded | None) -> int:
        """Decide in one context. Returns how many facts there are more."""
        naam = context.decider.name
        holds = sorted((h for (wie, _), h in self.wachtend.items() if wie == naam), key=lambda h: h.position)
        pending = [Pending(e := self.log[h.position - 1], context.lezer.read(e), h) for h in holds]
        nieuw = [Pending(binnen, context.lezer.read(binnen))] if binnen is not None else []
        feiten = [context.lezer.read(e) for e in self.feiten]
        session = DossierSession(context.decider, self.id, feiten, len(feiten), today=TOT, holder=dict[Any, Any]().get)
        besloten = session.run(pending, nieuw, expired_before=None)
        for event in besloten.events:
            self.voeg_toe(event)
            if event.type in OUTCOMES and event.cause is not None:
                regel = decode_body(event.open).data.get("regel")
                self.uitkomst[event.cause] = (event.type, regel["id"] if regel else None)
        for submission in besloten.ended:
            self.wachtend.pop((naam, submission), None)
        self.wachtend.update({(naam, hold.submission): hold for hold in besloten.begun})
        return sum(event.version is not None for event in besloten.events)
