"""What the facts of a dossier say about its aanmeldingen. There may be several, one after another.

Which aanmelding an event is about goes by business date, so that the order of arrival does not matter.
"""

from dataclasses import dataclass, replace
from datetime import date

from contracts.termijnen.berekening import Opschorting
from eventlog.deciding.decider import Fact

from .shapes import (
    AanvullingGevraagd,
    AanvullingOntvangen,
    BeginstandVastgelegd,
    BeslistermijnVerlengd,
    Ingeschreven,
    Ontvangen,
    OppAfgesloten,
    OppVastgesteld,
    PassendePlekGezocht,
)


@dataclass(frozen=True, slots=True)
class Aanmelding:
    """One aanmelding. `vermoeden`: of a need for extra support."""

    ontvangen: date
    vermoeden: bool


@dataclass(frozen=True, slots=True)
class Aanmeldingen:
    """State of one dossier. `aanmeldingen` by date of receipt; of the rest the business dates.

    `ingeschreven`: also by a beginstand. `opp`, `opp_afgesloten`: the last day on which an OPP was set, and closed.
    """

    aanmeldingen: tuple[Aanmelding, ...] = ()
    gevraagd: tuple[date, ...] = ()
    beantwoord: tuple[date, ...] = ()
    verlengd: tuple[date, ...] = ()
    ingeschreven: bool = False
    extra_gemeld: bool = False
    opp: date = date.min
    opp_afgesloten: date = date.min
    plek_gezocht: bool = False

    @property
    def extra_ondersteuning(self) -> bool:
        """Whether the pupil needs extra support: an inschrijving or beginstand said so, or an OPP stands."""
        return self.extra_gemeld or self.opp > self.opp_afgesloten

    def aanmelding_op(self, dag: date) -> Aanmelding | None:
        """The last one received on or before `dag`."""
        gevonden = None
        for aanmelding in self.aanmeldingen:
            if aanmelding.ontvangen <= dag:
                gevonden = aanmelding
        return gevonden

    def is_verlengd(self, aanmelding: Aanmelding) -> bool:
        """Whether an extension of its term stands."""
        return any(self._hoort_bij(dag, aanmelding) for dag in self.verlengd)

    def opschortingen(self, aanmelding: Aanmelding) -> list[Opschorting]:
        """When its clock stood still. One answer ends every request that is open, as termijnen counts it [keuze]."""
        gevonden = []
        sinds: date | None = None
        for dag, vraag in sorted([*((d, 0) for d in self.gevraagd), *((d, 1) for d in self.beantwoord)]):
            if not self._hoort_bij(dag, aanmelding):
                continue
            if vraag == 0:
                sinds = sinds or dag
            elif sinds is not None:
                gevonden.append(Opschorting(sinds, dag))
                sinds = None
        return [*gevonden, Opschorting(sinds)] if sinds is not None else gevonden

    def wacht_op_antwoord(self, dag: date) -> bool:
        """Whether an answer on `dag` has a request to answer, beside those that were answered already.

        Each answer needs a request of its own, of that day or before; which of them is the school's affair.
        """
        antwoorden = (*self.beantwoord, dag)
        return all(
            sum(antwoord <= grens for antwoord in antwoorden) <= sum(vraag <= grens for vraag in self.gevraagd)
            for grens in antwoorden
            if grens >= dag
        )

    def _hoort_bij(self, dag: date, aanmelding: Aanmelding) -> bool:
        bij = self.aanmelding_op(dag)
        return bij is not None and bij.ontvangen == aanmelding.ontvangen


def evolve(state: Aanmeldingen, feit: Fact) -> Aanmeldingen:
    """The state after one more fact."""
    match feit.data:
        case Ontvangen(ontvangstdatum=dag, vermoeden_extra_ondersteuning=vermoeden):
            alle = (*state.aanmeldingen, Aanmelding(dag, vermoeden))
            return replace(state, aanmeldingen=tuple(sorted(alle, key=lambda a: a.ontvangen)))
        case AanvullingGevraagd(datum=dag):
            return replace(state, gevraagd=(*state.gevraagd, dag))
        case AanvullingOntvangen(datum=dag):
            return replace(state, beantwoord=(*state.beantwoord, dag))
        case BeslistermijnVerlengd(datum=dag):
            return replace(state, verlengd=(*state.verlengd, dag))
        case PassendePlekGezocht():
            return replace(state, plek_gezocht=True)
        case Ingeschreven(extra_ondersteuning=extra):
            return replace(state, ingeschreven=True, extra_gemeld=state.extra_gemeld or extra)
        case BeginstandVastgelegd(extra_ondersteuning=extra, opp=opp):
            gezet = state.opp if opp is None else max(state.opp, opp.vastgesteld_op)
            return replace(state, ingeschreven=True, extra_gemeld=state.extra_gemeld or extra, opp=gezet)
        case OppVastgesteld(datum=dag):
            return replace(state, opp=max(state.opp, dag))
        case OppAfgesloten(datum=dag):
            return replace(state, opp_afgesloten=max(state.opp_afgesloten, dag))
        case _:
            return state
