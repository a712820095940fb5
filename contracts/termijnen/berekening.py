"""When a term ends, and how that was reckoned: pure arithmetic on the rules of `termijnen`.

How days are counted:

- The first day of a term is the day after its start event: six weeks from a Monday end on a Monday.
- Suspension (Awb 4:15 lid 1): the clock stands still from the day *after* the request up to, not including,
  the day on which what was asked for came in. Asked on the 1st and received on the 11th is nine days. A day
  under two suspensions counts once. The end is the last of the days on which the clock ran.
- Extension: the new date replaces the end. The most the law allows is counted from receipt, so from the
  unrolled end [keuze]. A date beyond that is brought back to it; one before the ordinary end changes
  nothing [keuze].
- What must be done in every schooljaar ends at the latest on the first 31 July of a schooljaar after the one in
  which it was done last [keuze].
- Last, the end rolls to a werkdag where the Algemene termijnenwet applies (Atw 1 lid 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ..schooljaar import begin_schooljaar, einde_schooljaar
from . import stappen as stap
from .algemene_termijnenwet import naar_werkdag, werkdagen_na
from .regel import Duur, Eenheid, Termijnregel
from .stappen import Stap

_EEN_DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opschorting:
    """A suspension: asked on `vanaf`, answered on `tot` (None: still open).

    By Awb 4:15 it also ends when the time given for the answer has passed: `tot` is then the day after.
    Raises ValueError when `tot` is before `vanaf`.
    """

    vanaf: date
    tot: date | None = None

    def __post_init__(self) -> None:
        if self.tot is not None and self.tot < self.vanaf:
            raise ValueError(f"opschorting eindigt op {self.tot}, voor haar begin op {self.vanaf}")


@dataclass(frozen=True, slots=True)
class Berekening:
    """The outcome, with what it was reckoned from, as `bereken` was given it.

    `einddatum`: last day on which the term is met in time; None while the clock stands still.
    `opgeschort_sinds`: then, the first day on which it stood still.
    """

    regel: Termijnregel
    vanaf: date
    opschortingen: tuple[Opschorting, ...]
    verlenging: date | None
    verlengd_op: date | None
    vaste_dag: date | None
    gedaan_op: date | None
    einddatum: date | None
    opgeschort_sinds: date | None

    @property
    def stappen(self) -> tuple[Stap, ...]:
        """Every step with its basis, reckoned anew at each reading; the last states the end date."""
        stappen: list[Stap] = []
        _reken(
            self.regel, self.vanaf, self.opschortingen, self.verlenging, self.verlengd_op, self.vaste_dag,
            self.gedaan_op, stappen,
        )  # fmt: skip
        return tuple(stappen)


def bereken(
    regel: Termijnregel,
    vanaf: date,
    *,
    opschortingen: Sequence[Opschorting] = (),
    verlenging: date | None = None,
    verlengd_op: date | None = None,
    profiel_duur: Duur | None = None,
    vaste_dag: date | None = None,
    gedaan_op: date | None = None,
) -> Berekening:
    """When the term of `regel` ends that started on `vanaf`.

    `verlenging`: the new end date as announced; `verlengd_op`: the day on which that was done. The days the
    clock stood still up to then are in the new date already, later ones come on top. A day that is not known
    is taken to be the last on which extending was possible: the ordinary end [keuze].
    `profiel_duur`: the region's own length, in place of the rule's.
    `vaste_dag`: the last day itself, where that was agreed in place of a length.
    `gedaan_op`: of what must be done in every schooljaar, when that was last, if not on `vanaf`.

    Raises ValueError for a suspension or extension that the rule does not know, and for an end outside
    2000-2100 when it has to roll to a werkdag.
    """
    if opschortingen and regel.opschorting is None:
        raise ValueError(f"termijn {regel.id!r} kent geen opschorting")
    if verlenging is not None and regel.verlenging is None:
        raise ValueError(f"termijn {regel.id!r} kent geen verlenging")
    if profiel_duur is not None:
        regel = replace(regel, duur=profiel_duur)
    einddatum, sinds = _reken(regel, vanaf, opschortingen, verlenging, verlengd_op, vaste_dag, gedaan_op)
    return Berekening(
        regel, vanaf, tuple(opschortingen), verlenging, verlengd_op, vaste_dag, gedaan_op, einddatum, sinds
    )


def uiterste_verlenging(regel: Termijnregel, vanaf: date, opschortingen: Sequence[Opschorting] = ()) -> date:
    """The latest new end date that the rule allows.

    Term and longest extension from receipt, suspended days added, rolled to a werkdag. An open suspension
    adds nothing yet: give it a `tot` to count the days until then.

    Raises ValueError when the rule knows no extension, or sets it no limit.
    """
    if regel.verlenging is None or regel.verlenging.ten_hoogste is None:
        raise ValueError(f"termijn {regel.id!r} kent geen grens aan de verlenging")
    einde = _optellen(_optellen(vanaf, regel.duur), regel.verlenging.ten_hoogste)
    perioden = _stilstand([o for o in opschortingen if o.tot is not None], na=vanaf)
    return _rol(regel, _schuif(regel, einde, perioden) or einde)  # never None: none is open


class Termijnstatus(StrEnum):
    """Where a term stands (domain.md §5)."""

    LOPEND = "lopend"
    NADERT = "nadert"
    VERSTREKEN = "verstreken"
    GEHAALD = "gehaald"
    TE_LAAT_GEHAALD = "te_laat_gehaald"
    OPGESCHORT = "opgeschort"
    VERVALLEN = "vervallen"


def status(einddatum: date | None, op: date, nadert_dagen: int, gehaald_op: date | None = None) -> Termijnstatus:
    """Where a term with this end stands on day `op`; `einddatum` None: it is suspended. Never VERVALLEN.

    Near from `nadert_dagen` days before the end up to the end itself; passed from the day after.
    `gehaald_op`: business date of the event that met it; one after `op` has not happened yet.
    """
    if gehaald_op is not None and gehaald_op <= op:
        op_tijd = einddatum is None or gehaald_op <= einddatum
        return Termijnstatus.GEHAALD if op_tijd else Termijnstatus.TE_LAAT_GEHAALD
    if einddatum is None:
        return Termijnstatus.OPGESCHORT
    over = (einddatum - op).days
    if over < 0:
        return Termijnstatus.VERSTREKEN
    return Termijnstatus.NADERT if over <= nadert_dagen else Termijnstatus.LOPEND


def dagen_te_laat(einddatum: date | None, op: date, gehaald_op: date | None = None) -> int:
    """Calendar days past the end on day `op`, or on the day it was met if that came first. 0 when in time."""
    if einddatum is None:
        return 0
    dag = op if gehaald_op is None else min(op, gehaald_op)
    return max(0, (dag - einddatum).days)


_Periode = tuple[date, date | None]
"""The clock stands still from the first day up to, not including, the second; None: it still does."""


def _reken(
    regel: Termijnregel,
    vanaf: date,
    opschortingen: Sequence[Opschorting],
    verlenging: date | None,
    verlengd_op: date | None,
    vaste_dag: date | None,
    gedaan_op: date | None,
    stappen: list[Stap] | None = None,
) -> tuple[date | None, date | None]:
    """End date and, when there is none yet, since when; with the steps in `stappen` when that is given."""
    perioden = _stilstand(opschortingen, na=vanaf)
    daarna: list[_Periode] = []  # what is not yet in the announced new date
    duur_om = _optellen(vanaf, regel.duur) if vaste_dag is None else vaste_dag
    if verlenging is not None:
        if verlengd_op is None and (gewoon := _schuif(regel, duur_om, perioden)) is not None:
            verlengd_op = _rol(regel, gewoon)
        if verlengd_op is not None:
            perioden, daarna = _splits(perioden, verlengd_op)
    if stappen is not None:
        stappen += [stap.begin(regel, vanaf), stap.eerste_einde(regel, duur_om, vast=vaste_dag is not None)]
    einde = _schuif(regel, duur_om, perioden, stappen)
    if einde is not None and verlenging is not None:
        if stappen is not None:
            stappen.append(stap.verlengd(regel, einde, verlenging))
        nieuw, grens = max(einde, verlenging), date.max
        if regel.verlenging is not None and regel.verlenging.ten_hoogste is not None:
            grens = uiterste_verlenging(regel, vanaf, opschortingen)
        # Brought back before it moves on: a date far away cannot be reckoned with, and need not be.
        einde = _schuif(regel, min(nieuw, grens), daarna, stappen)
        if einde is not None and regel.verlenging is not None and max(nieuw, einde) > grens:
            einde = grens
            if stappen is not None:
                stappen.append(stap.verlenging_begrensd(regel, grens))
    if einde is None:
        sinds = _stilstand(opschortingen, na=vanaf)[-1][0]
        if stappen is not None:
            stappen.append(stap.staat_stil(regel, sinds))
        return None, sinds
    if regel.elk_schooljaar and einde > (laatste := _schooljaargrens(vanaf, gedaan_op or vanaf)):
        einde = laatste
        if stappen is not None:
            stappen.append(stap.schooljaar_begrensd(regel, laatste))
    gerold = _rol(regel, einde)
    if stappen is not None:
        if gerold != einde:
            stappen.append(stap.gerold(einde, gerold))
        stappen.append(stap.einddatum(regel, gerold))
    return gerold, None


def _schooljaargrens(vanaf: date, gedaan_op: date) -> date:
    """The first 31 July from `vanaf` on that ends a schooljaar after the one of `gedaan_op`."""
    einde = einde_schooljaar(vanaf)
    if begin_schooljaar(vanaf) > begin_schooljaar(gedaan_op):
        return einde
    return einde_schooljaar(einde + _EEN_DAG)


def _optellen(dag: date, duur: Duur) -> date:
    match duur.eenheid:
        case Eenheid.WEKEN:
            return dag + timedelta(weeks=duur.aantal)
        case Eenheid.DAGEN:
            return dag + timedelta(days=duur.aantal)
        case Eenheid.WERKDAGEN:
            return werkdagen_na(dag, duur.aantal)
        case Eenheid.JAREN:
            jaar = dag.year + duur.aantal
            try:
                return dag.replace(year=jaar)
            except ValueError:  # 29 February: a day that does not come again is the last of its month
                return date(jaar, 2, 28)


def _rol(regel: Termijnregel, einde: date) -> date:
    return naar_werkdag(einde) if regel.atw_verlengt else einde


def _stilstand(opschortingen: Sequence[Opschorting], *, na: date) -> list[_Periode]:
    """When, after `na`, the clock stands still: in order, overlap taken together (Awb 4:15 lid 1)."""
    perioden: list[_Periode] = []
    for opschorting in sorted(opschortingen, key=lambda o: o.vanaf):
        begin, hervat = max(opschorting.vanaf, na) + _EEN_DAG, opschorting.tot
        if hervat is not None and hervat <= begin:
            continue
        if perioden:
            eerder_begin, eerder_hervat = perioden[-1]
            if eerder_hervat is None:
                break
            if begin <= eerder_hervat:
                perioden[-1] = (eerder_begin, None if hervat is None else max(eerder_hervat, hervat))
                continue
        perioden.append((begin, hervat))
    return perioden


def _splits(perioden: Sequence[_Periode], op: date) -> tuple[list[_Periode], list[_Periode]]:
    """The standstill up to and including day `op`, and that of later."""
    grens = op + _EEN_DAG
    tot_dan: list[_Periode] = [
        (begin, grens if hervat is None else min(hervat, grens)) for begin, hervat in perioden if begin < grens
    ]
    later = [(max(begin, grens), hervat) for begin, hervat in perioden if hervat is None or hervat > grens]
    return tot_dan, later


def _schuif(
    regel: Termijnregel, einde: date, perioden: Sequence[_Periode], stappen: list[Stap] | None = None
) -> date | None:
    """The unrolled end moved on by the standstill that began before it; None while the clock stands still."""
    for begin, hervat in perioden:
        if begin > _rol(regel, einde):
            break  # the term was over
        if hervat is None:
            return None
        # Not before the clock runs again, also when it stopped on a day that only the Atw had added.
        einde = max(einde + (hervat - begin), hervat)
        if stappen is not None:
            stappen.append(stap.stilstand(regel, begin, hervat, einde))
    return einde
