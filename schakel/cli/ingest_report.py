"""The report of `schakel ingest`: figures, and reasons with their lines. Of the events themselves nothing is in it."""

import json
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO, Final

import msgspec

from schakel.cli.console import err, out
from schakel.ingest import Bevinding, Reden, Report, Stand

_REASONS: Final = 10
_LINES: Final = 5
_TOLD: Final = {
    Stand.NIET_OPGESLAGEN: "niet opgeslagen",
    Stand.AANGEHOUDEN: "aangehouden",
    Stand.AFGEWEZEN: "afgewezen",
    Stand.ONBESLIST: "nog niet beslist",
}


def write(report: Report, to: BinaryIO) -> None:
    """A line of JSON for every line that is not accepted."""
    for finding in report.findings:
        to.write(msgspec.json.encode(finding.as_json()) + b"\n")


def show(report: Report, *, as_json: bool, verslag: str | None) -> None:
    """Figures on stdout, reasons on stderr; with `as_json` all of it on stdout. `verslag`: where the rest is."""
    if as_json:
        findings = [finding.as_json() for finding in report.findings]
        print(json.dumps(report.counts() | {"bevindingen": findings}, ensure_ascii=False, indent=2))
        return
    out.print(f"{report.lines} regels gelezen, {report.stored} gebeurtenissen bewaard.", soft_wrap=True)
    if report.earlier:
        out.print(f"{report.earlier} daarvan stonden al in de hub en zijn niet opnieuw verstuurd.", soft_wrap=True)
    if report.double:
        out.print(f"{report.double} regels zijn dezelfde gebeurtenis als een andere regel.", soft_wrap=True)
    if report.asked:
        out.print(
            f"{report.accepted} aanvaard, {len(report.held)} aangehouden, {len(report.refused)} afgewezen, "
            f"{len(report.undecided)} nog niet beslist, {len(report.faults)} niet opgeslagen.",
            soft_wrap=True,
        )
    reasons = report.by_reason()
    for reason, found in reasons[:_REASONS]:
        for line in _explained(reason, found):
            err.print(line, markup=False, soft_wrap=True)
    if len(reasons) > _REASONS:
        err.print(f"… en nog om andere redenen: {len(reasons) - _REASONS}.", soft_wrap=True)
    if reasons and verslag is None:
        err.print("Met --verslag BESTAND krijgt u elke regel met haar reden.", soft_wrap=True)


def _explained(reason: Reden, found: Sequence[Bevinding]) -> list[str]:
    basis = f" ({reason.grondslag})" if reason.grondslag else ""
    lines = [f"{len(found)} × {_TOLD[reason.status]}, {reason.regel}{basis}: {reason.melding}"]
    lines += [f"    {fault.veld or 'gebeurtenis'}: {fault.melding}" for fault in reason.fouten]
    lines.append(f"    Wat nu: {reason.volgende_stap}")
    lines.append(f"    Waar: {_places(found)}")
    return lines


def _places(found: Sequence[Bevinding]) -> str:
    per_file = groupby(found[:_LINES], key=attrgetter("bestand"))
    shown = "; ".join(f"{name} regel {', '.join(str(f.regelnummer) for f in here)}" for name, here in per_file)
    return shown + (f" (en nog {len(found) - _LINES})" if len(found) > _LINES else "")
