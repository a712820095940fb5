"""What became of the lines of a file, and of each that is no fact the reason. No event itself is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Any

import msgspec

from schakel.client import Uitkomst

from .lines import Line


class Stand(StrEnum):
    """Where an event that is no fact stands: not stored at all, or stored and waiting, refused, or not decided yet."""

    NIET_OPGESLAGEN = "niet-opgeslagen"
    AANGEHOUDEN = "aangehouden"
    AFGEWEZEN = "afgewezen"
    ONBESLIST = "onbeslist"


class Fout(msgspec.Struct, frozen=True):
    """One fault against the contract. `veld`: where (`data/groep`); empty: the event as a whole."""

    veld: str
    code: str
    melding: str


class Reden(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Why an event is no fact: shared by all lines of which it is true. `regel`: the rule, or the kind of problem."""

    status: Stand
    regel: str
    melding: str
    volgende_stap: str
    grondslag: str | None = None
    fouten: tuple[Fout, ...] = ()
    wacht_op: tuple[str, ...] = ()
    tot: str | None = None


class Bevinding(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One line that is no fact. `inzending`: id at the hub, where it was stored. `volgnummer`: over all files."""

    volgnummer: int
    bestand: str
    regelnummer: int
    reden: Reden
    inzending: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As a line of the report."""
        told: dict[str, Any] = msgspec.to_builtins(self)
        reason: dict[str, Any] = told.pop("reden")
        del told["volgnummer"]
        return told | reason


ONBESLIST = Reden(
    Stand.ONBESLIST, "nog-niet-beslist", "De hub heeft deze inzending bewaard, maar nog niet beslist.",
    "Geef hetzelfde commando later nog een keer. Wat de hub al heeft, wordt dan niet opnieuw verstuurd.",
)  # fmt: skip


@dataclass
class Report:
    """Counts of lines, and outcomes of submissions.

    `stored`: now, or before with the same content. `sent`: in this run; `earlier`: not sent again, as the hub had it.
    `double`: stored lines that are the same event as another line. `asked`: outcomes were asked (outcomes.py).
    """

    lines: int = 0
    events: int = 0
    sent: int = 0
    earlier: int = 0
    stored: int = 0
    double: int = 0
    asked: bool = False
    accepted: int = 0
    undecided: dict[str, Bevinding] = field(default_factory=dict)
    held: dict[str, Bevinding] = field(default_factory=dict)
    faults: list[Bevinding] = field(default_factory=list)
    refused: list[Bevinding] = field(default_factory=list)
    _reasons: dict[Reden, Reden] = field(default_factory=dict)
    _stored: set[str] = field(default_factory=set)

    @property
    def findings(self) -> list[Bevinding]:
        """Of every line that is no fact, in the order of the files; what nobody asked for is not undecided."""
        found = [*self.faults, *self.refused, *self.held.values(), *(self.undecided.values() if self.asked else ())]
        return sorted(found, key=attrgetter("volgnummer"))

    def fault(self, number: int, line: Line, reason: Reden) -> None:
        """It was not stored."""
        self.faults.append(self._finding(number, line, reason))

    def store(self, number: int, line: Line, submission: str) -> None:
        """It is stored, as this submission."""
        self.stored += 1
        if submission in self._stored:
            self.double += 1
            return
        self._stored.add(submission)
        self.undecided[submission] = self._finding(number, line, ONBESLIST, submission)

    def decide(self, outcome: Uitkomst) -> bool:
        """The hub told where it stands now. Returns whether that is known to be decided, or held."""
        found = self.undecided.get(outcome.id) or self.held.get(outcome.id)
        if found is None or outcome.status == "ontvangen":
            return False
        self.undecided.pop(outcome.id, None)
        self.held.pop(outcome.id, None)
        if outcome.status == "aanvaard":
            self.accepted += 1
            return True
        finding = msgspec.structs.replace(found, reden=self._shared(_reason_of(outcome)))
        if finding.reden.status is Stand.AANGEHOUDEN:
            self.held[outcome.id] = finding
        else:
            self.refused.append(finding)
        return True

    def by_reason(self) -> list[tuple[Reden, list[Bevinding]]]:
        """The findings together that share a reason but for its last day; the most frequent first."""
        found: dict[Reden, list[Bevinding]] = {}
        for finding in self.findings:
            found.setdefault(msgspec.structs.replace(finding.reden, tot=None), []).append(finding)
        return sorted(found.items(), key=lambda item: -len(item[1]))

    def counts(self) -> dict[str, int]:
        """All figures, as `--json` names them."""
        return {
            "regels": self.lines,
            "gebeurtenissen": self.events,
            "verstuurd": self.sent,
            "eerderVerstuurd": self.earlier,
            "bewaard": self.stored,
            "dubbel": self.double,
            "aanvaard": self.accepted,
            "aangehouden": len(self.held),
            "afgewezen": len(self.refused),
            "onbeslist": len(self.undecided),
            "nietOpgeslagen": len(self.faults),
        }

    def _finding(self, number: int, line: Line, reason: Reden, submission: str | None = None) -> Bevinding:
        return Bevinding(number, line.file, line.number, self._shared(reason), submission)

    def _shared(self, reason: Reden) -> Reden:
        # A file that is wrong throughout has one reason, not a copy a line.
        return self._reasons.setdefault(reason, reason)


def reason_of_problem(problem: Mapping[str, Any]) -> Reden:
    """What the hub said of an event that it did not store."""
    faults = tuple(
        Fout(e.get("location", {}).get("pointer", "").lstrip("#/"), e.get("code", ""), e.get("detail", ""))
        for e in problem.get("errors", ())
    )
    return Reden(
        status=Stand.NIET_OPGESLAGEN,
        regel=str(problem.get("type", "")).rpartition("/")[2],
        melding=str(problem.get("title" if faults else "detail", "")),
        volgende_stap=str(problem.get("volgendeStap", "")),
        fouten=faults,
    )


def _reason_of(outcome: Uitkomst) -> Reden:
    return Reden(
        status=Stand(outcome.status),
        regel=outcome.regel or "",
        melding=outcome.melding or "",
        volgende_stap=outcome.volgende_stap or "",
        grondslag=outcome.grondslag,
        wacht_op=outcome.wacht_op,
        tot=outcome.tot,
    )
