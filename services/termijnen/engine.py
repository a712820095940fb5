"""From the facts of one dossier to its deadlines. Pure: the rules and the region's profile are data, no rule is named.

Which start an event belongs to goes by business date: to the last start before it. On the day of a start itself the
order of recording decides, and starts on one day share what follows. Choices where the sources are silent [keuze]:
what was asked for comes in at once: one answer ends every suspension that is open; what happens after a deadline was
met or lapsed no longer moves its end.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from contracts.regioprofiel import Regioprofiel
from contracts.termijnberekening import Opschorting, bereken
from contracts.termijnen import Moment, Termijnregel, per_id, versie_op
from eventlog.deciding.correction import FactId, Lineages, effective, identity
from eventlog.deciding.decider import Fact
from eventlog.upcast import NO_UPCASTERS, Upcasters

from .feiten import datum_van, fact_reader, momenten, school_van, zakelijke_datum
from .regio import regel_in
from .termijn import Termijn, termijn_id

_Plaats = tuple[date, int]
"""Business date, and place in the order of recording: corrections stand where the first version stood."""

_Feiten = Mapping[str, Sequence[tuple[int, Fact]]]
"""The facts that count, by type, each with its place in the order of recording."""

_LAATSTE: Final[_Plaats] = (date.max, 0)


class _Gebeurd(NamedTuple):
    """A fact that counts, at its place."""

    plaats: _Plaats
    feit: Fact

    @property
    def dag(self) -> date:
        return self.plaats[0]


class _Start(NamedTuple):
    """What began a deadline. `oorsprong`: its first version. `ingetrokken_op`: when it was taken back."""

    plaats: _Plaats
    feit: Fact
    oorsprong: FactId
    regel: Termijnregel
    ingetrokken_op: date | None

    @property
    def dag(self) -> date:
        return self.plaats[0]


class Termijnengine:
    """The rules with their versions, as each region has them. Made once; `termijnen` is a function of its facts.

    Raises ValueError where the table of rules or a profile's deviation cannot be.
    """

    def __init__(
        self,
        regels: Iterable[Termijnregel],
        profielen: Mapping[str, Regioprofiel],
        upcasters: Upcasters = NO_UPCASTERS,
    ) -> None:
        self._versies = per_id(regels)
        alle = [regel for versies in self._versies.values() for regel in versies]
        self.reader: Final = fact_reader(alle, upcasters)
        self._in_regio = {
            (code, regel.id, regel.versie): regel_in(profiel, regel)
            for code, profiel in profielen.items()
            for regel in alle
        }
        types = {(moment.type, regel.id) for regel in alle for moment in momenten(regel)}
        self._per_type = {type_: frozenset(id_ for t, id_ in types if t == type_) for type_, _ in types}
        self._starttypen: Final = tuple(sorted({moment.type for regel in alle for moment in regel.start}))

    def geraakt(self, feiten: Sequence[Fact]) -> frozenset[str]:
        """Ids of the rules that the last of these facts can make a difference to."""
        feit = feiten[-1]
        if feit.withdraws is None:
            return self._per_type.get(feit.type, frozenset())
        doel = Lineages(feiten).target(feit)
        return self._per_type.get(doel.type, frozenset()) if doel is not None else frozenset()

    def termijnen(self, feiten: Sequence[Fact], regels: Collection[str] | None = None) -> dict[UUID, Termijn]:
        """Every deadline of one dossier by id, after these facts in the order of the log, read with `reader`.

        `regels`: under these rules only. A deadline whose start was withdrawn is among them, lapsed. A start from
        before the first version of a rule begins none.
        """
        if not any(feit.type in self._starttypen for feit in feiten):
            return {}
        geldend: dict[str, list[tuple[int, Fact]]] = {}
        for plek, feit in enumerate(effective(feiten)):
            geldend.setdefault(feit.type, []).append((plek, feit))
        lijnen = Lineages(feiten)
        ingetrokken = self._ingetrokken(feiten, lijnen)
        gevonden: dict[UUID, Termijn] = {}
        for id_, versies in self._versies.items():
            if regels is not None and id_ not in regels:
                continue
            starts = [
                start
                for type_ in self._starttypen
                for plek, feit in geldend.get(type_, ())
                for start in _starts(versies, plek, feit, lijnen.origin(feit), None)
            ]
            grenzen = _grenzen(starts)
            for feit, dag in ingetrokken:
                starts.extend(_starts(versies, 0, feit, lijnen.origin(feit), dag))
            for start in starts:
                termijn = self._termijn(start, _venster(start.dag, grenzen), geldend)
                gevonden[termijn.id] = termijn
        return gevonden

    def _ingetrokken(self, feiten: Sequence[Fact], lijnen: Lineages[Fact]) -> list[tuple[Fact, date]]:
        """The last version of each start that was taken back, with the day on which that was done."""
        weg: dict[FactId, date] = {}
        ervoor: list[Fact] = []
        for feit in feiten:
            doel = lijnen.target(feit) if feit.withdraws is not None else None
            if doel is not None and lijnen.origin(doel) == identity(doel):
                weg.setdefault(identity(doel), zakelijke_datum(feit))
            else:
                ervoor.append(feit)
        if not weg:
            return []
        # As it stood just before: every other correction and withdrawal applied, this one not.
        return [
            (feit, weg[oorsprong])
            for feit in effective(ervoor)
            if feit.type in self._starttypen and (oorsprong := lijnen.origin(feit)) in weg
        ]

    def _termijn(self, start: _Start, venster: tuple[_Plaats, _Plaats], geldend: _Feiten) -> Termijn:
        feit = start.feit
        regel = self._in_regio.get((feit.regio, start.regel.id, start.regel.versie), start.regel)
        gehaald = _eerste(_gebeurd(regel.gehaald_door, geldend, venster))
        vervallen = _eerste(_gebeurd(regel.vervalt_door, geldend, venster))
        if start.ingetrokken_op is not None:
            gehaald_op, vervallen_op = None, start.ingetrokken_op
        elif gehaald is not None and (vervallen is None or gehaald.dag <= vervallen.dag):
            gehaald_op, vervallen_op = gehaald.dag, None
        else:
            gehaald_op, vervallen_op = None, vervallen.dag if vervallen is not None else None
        tot = gehaald_op or vervallen_op or date.max
        verlenging, verlengd_op = _verlenging(regel, geldend, venster, tot)
        berekening = bereken(
            regel,
            start.dag,
            opschortingen=_opschortingen(regel, geldend, venster, tot),
            verlenging=verlenging,
            verlengd_op=verlengd_op,
        )
        einde = berekening.einddatum
        return Termijn(
            id=termijn_id(feit.dossier, regel.id, *start.oorsprong), dossier=feit.dossier,
            regio=feit.regio, school=school_van(feit), regel=regel.id, versie=regel.versie, start=start.oorsprong[1],
            gestart_op=start.dag, einddatum=einde, opgeschort_sinds=berekening.opgeschort_sinds,
            nadert_op=max(start.dag, einde - timedelta(days=regel.nadert_dagen)) if einde is not None else None,
            gehaald_op=gehaald_op, vervallen_op=vervallen_op,
        )  # fmt: skip


def _starts(
    versies: Sequence[Termijnregel],
    plek: int,
    feit: Fact,
    oorsprong: FactId,
    ingetrokken_op: date | None,
) -> list[_Start]:
    """What this fact begins under one rule: at most one deadline, in the version that holds on its day."""
    for regel in versies:
        for moment in regel.start:
            if moment.type == feit.type:
                dag = datum_van(feit, moment.datumveld)
                if dag is not None and versie_op(versies, dag) is regel:
                    return [_Start((dag, plek), feit, oorsprong, regel, ingetrokken_op)]
    return []


def _grenzen(starts: Iterable[_Start]) -> list[_Plaats]:
    """The place of the first start of each day on which there is one, in order."""
    per_dag: dict[date, int] = {}
    for start in starts:
        dag, plek = start.plaats
        per_dag[dag] = min(plek, per_dag.get(dag, plek))
    return sorted(per_dag.items())


def _venster(dag: date, grenzen: Sequence[_Plaats]) -> tuple[_Plaats, _Plaats]:
    """From which place on, and up to which, events belong to a start on `dag`."""
    vanaf: _Plaats = (dag, -1)  # without an earlier start all of the day itself, also what was recorded before
    if grenzen and grenzen[0][0] < dag:
        vanaf = next((grens for grens in grenzen if grens[0] == dag), (dag, 0))
    return vanaf, next((grens for grens in grenzen if grens[0] > dag), _LAATSTE)


def _gebeurd(soorten: Sequence[Moment], geldend: _Feiten, venster: tuple[_Plaats, _Plaats]) -> list[_Gebeurd]:
    """What of these events happened in the window, in order."""
    gevonden = []
    for moment in soorten:
        for plek, feit in geldend.get(moment.type, ()):
            dag = datum_van(feit, moment.datumveld)
            if dag is not None and venster[0] <= (dag, plek) < venster[1]:
                gevonden.append(_Gebeurd((dag, plek), feit))
    gevonden.sort(key=lambda g: g.plaats)
    return gevonden


def _eerste(gebeurd: Sequence[_Gebeurd]) -> _Gebeurd | None:
    return gebeurd[0] if gebeurd else None


def _opschortingen(
    regel: Termijnregel, geldend: _Feiten, venster: tuple[_Plaats, _Plaats], tot: date
) -> list[Opschorting]:
    """When the clock stood still, from each request to the first answer after it."""
    if regel.opschorting is None:
        return []
    opent, sluit = regel.opschorting.opent, regel.opschorting.sluit
    gevonden = []
    sinds: date | None = None
    for gebeurd in _gebeurd((opent, sluit), geldend, venster):
        if gebeurd.dag > tot:
            break
        if gebeurd.feit.type == opent.type:
            sinds = sinds or gebeurd.dag
        elif sinds is not None:
            gevonden.append(Opschorting(sinds, gebeurd.dag))
            sinds = None
    if sinds is not None:
        gevonden.append(Opschorting(sinds))
    return gevonden


def _verlenging(
    regel: Termijnregel, geldend: _Feiten, venster: tuple[_Plaats, _Plaats], tot: date
) -> tuple[date | None, date | None]:
    """The new end date that was announced first, and the day on which that was done."""
    if regel.verlenging is None:
        return None, None
    door = regel.verlenging.door
    verlengd = [
        ((dag, plek), nieuw)
        for plek, feit in geldend.get(door.type, ())
        if (nieuw := datum_van(feit, door.datumveld)) is not None
        and venster[0] <= ((dag := zakelijke_datum(feit)), plek) < venster[1]
        and dag <= tot
    ]
    if not verlengd:
        return None, None
    (dag, _), nieuw = min(verlengd)
    return nieuw, dag
