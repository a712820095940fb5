"""Deadlines that each start begins for itself, beside the others. Pure.

Which start an event belongs to goes by business date: to the last start before it. On the day of a start itself the
order of recording decides, and starts on one day share what follows.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from contracts.termijnen import Termijnregel, versie_op
from eventlog.deciding.correction import FactId
from eventlog.deciding.decider import Fact

from .dossierfeiten import LAATSTE, Dossierfeiten, Gebeurd, Plaats, Venster
from .feiten import datum_van
from .verloop import Verloop


def vensters(
    versies: Sequence[Termijnregel],
    feiten: Dossierfeiten,
    ingetrokken: Sequence[tuple[Fact, date]],
    oorsprong: Callable[[Fact], FactId],
) -> Iterator[Verloop]:
    """How each deadline under one rule went; also of what was withdrawn, with the day on which that was done."""
    starts = [
        (regel, start)
        for type_ in {moment.type: None for regel in versies for moment in regel.start}
        for plek, feit in feiten.van_type(type_)
        for regel, start in _starts(versies, feiten, plek, feit)
    ]
    grenzen = _grenzen([start for _, start in starts])
    for regel, start in starts:
        yield _verloop(regel, start, oorsprong(start.feit), _venster(start.dag, grenzen), feiten)
    for feit, dag in ingetrokken:
        for regel, start in _starts(versies, feiten, 0, feit):
            yield Verloop(start, oorsprong(feit), regel, _venster(start.dag, grenzen), vervallen_op=dag)


def _verloop(
    regel: Termijnregel, start: Gebeurd, oorsprong: FactId, venster: Venster, feiten: Dossierfeiten
) -> Verloop:
    gehaald = feiten.gebeurd(regel.gehaald_door, venster)
    vervallen = feiten.gebeurd(regel.vervalt_door, venster)
    if gehaald and (not vervallen or gehaald[0].dag <= vervallen[0].dag):
        return Verloop(start, oorsprong, regel, venster, gehaald_op=gehaald[0].dag)
    return Verloop(start, oorsprong, regel, venster, vervallen_op=vervallen[0].dag if vervallen else None)


def _starts(
    versies: Sequence[Termijnregel], feiten: Dossierfeiten, plek: int, feit: Fact
) -> Iterator[tuple[Termijnregel, Gebeurd]]:
    """What this fact begins: at most one deadline, in the version that holds on its day."""
    for regel in versies:
        for moment in regel.start:
            dag = datum_van(feit, moment.datumveld) if moment.type == feit.type else None
            if dag is not None and versie_op(versies, dag) is regel and feiten.begint(feit, regel.id):
                start = Gebeurd((dag, plek), feit)
                if feiten.voldoet(moment, start, None):
                    yield regel, start
                    return


def _grenzen(starts: Sequence[Gebeurd]) -> list[Plaats]:
    """The place of the first start of each day on which there is one, in order."""
    per_dag: dict[date, int] = {}
    for start in starts:
        dag, plek = start.plaats
        per_dag[dag] = min(plek, per_dag.get(dag, plek))
    return sorted(per_dag.items())


def _venster(dag: date, grenzen: Sequence[Plaats]) -> Venster:
    """From which place on, and up to which, events belong to a start on `dag`."""
    vanaf: Plaats = (dag, -1)  # without an earlier start all of the day itself, also what was recorded before
    if grenzen and grenzen[0][0] < dag:
        vanaf = next((grens for grens in grenzen if grens[0] == dag), (dag, 0))
    return vanaf, next((grens for grens in grenzen if grens[0] > dag), LAATSTE)
