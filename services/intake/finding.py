"""What is wrong with one event: findings, where each is in the request, and the one problem they make together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.envelope import Fault

from ..web.problem import Fout, Problem, pointer
from ..web.problem_kinds import ProblemKind
from .problems import GEEN_JSON, ONGELDIGE_GEBEURTENIS, PERSOONSNUMMER

_SHOWN = re.compile(r"[A-Za-z][A-Za-z_]*[0-9]{0,2}\Z")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault and the kind of problem that it would be alone."""

    kind: ProblemKind
    fout: Fout


@dataclass(frozen=True, slots=True)
class Where:
    """How this request carries an event: attributes in the body or in headers. `index`: place in a batch."""

    binary: bool = False
    index: int | None = None

    def attribute(self, name: str, code: str, text: str) -> Fout:
        """A fault in an attribute."""
        if not self.binary:
            return Fout(code, text, pointer=pointer(*_shown((name,))), index=self.index)
        header = "content-type" if name == "datacontenttype" else "ce-" + name
        return Fout(code, text, in_="header", name=header if _shown((name,)) else None, index=self.index)

    def data(self, path: Iterable[str | int], code: str, text: str) -> Fout:
        """A fault in `data`."""
        parts = _shown(path) if self.binary else ("data", *_shown(path))
        return Fout(code, text, pointer=pointer(*parts), index=self.index)

    def whole(self, code: str, text: str) -> Fout:
        """A fault in the event as a whole."""
        return Fout(code, text, pointer="", index=self.index)

    def envelope(self, fault: Fault) -> Finding:
        """A fault that the envelope found."""
        if fault.rule == "json":
            return Finding(GEEN_JSON, self.whole(fault.rule, fault.text))
        if fault.field == "data":
            return Finding(ONGELDIGE_GEBEURTENIS, self.data((), fault.rule, fault.text))
        if fault.field == "":
            return Finding(ONGELDIGE_GEBEURTENIS, self.whole(fault.rule, fault.text))
        return Finding(ONGELDIGE_GEBEURTENIS, self.attribute(fault.field, fault.rule, fault.text))


def _shown(path: Iterable[str | int]) -> tuple[str | int, ...]:
    """As much of a path as may be repeated: a member's name is the sender's, and could itself be a number or a name."""
    shown: list[str | int] = []
    for part in path:
        if isinstance(part, str) and (len(part) > _LONGEST or not _SHOWN.match(part)):
            break
        shown.append(part)
    return tuple(shown)


def problem_of(findings: Sequence[Finding]) -> Problem:
    """All of them as one problem: of their own kind when they share it, else of the general one."""
    kinds = list(dict.fromkeys(finding.kind for finding in findings))
    if PERSOONSNUMMER in kinds:
        kind = PERSOONSNUMMER
    elif len(kinds) == 1:
        kind = kinds[0]
    elif any(kind.status == ONGELDIGE_GEBEURTENIS.status for kind in kinds):
        kind = ONGELDIGE_GEBEURTENIS
    else:
        kind = kinds[0]
    return Problem(kind, errors=[finding.fout for finding in findings])
