"""The leerling context: who is at which school, absence, and the withdrawal of events of any type. Pure.

Nothing is held here [keuze]. A change of groep, a report of absence or an uitschrijving without an Ingeschreven is most
often about a pupil who was enrolled before the school used the hub: the missing event would never come, and holding it
would refuse in the end what is true. So too VerzuimGemeld without VerzuimgrensBereikt: luxe verzuim has no limit. What
corrects or withdraws an event that is not there yet is held by the mechanism (eventlog/deciding/session.py).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from contracts.catalogue import CATALOGUS
from eventlog.deciding.decider import Decider, Fact, Submission
from eventlog.deciding.outcome import ACCEPT, Outcome, Refuse

from .regels import OP_GROND_VAN_ONDERSTEUNING, VOLGENDE_SCHOOL
from .shapes import (
    BESLIST,
    GELEZEN,
    BeginstandVastgelegd,
    Ingeschreven,
    Ontvangen,
    OppAfgesloten,
    OppVastgesteld,
    Uitgeschreven,
)
from .vervallen import BIJ_VERVALLEN


@dataclass(frozen=True, slots=True)
class Leerling:
    """State of one dossier. `extra_gemeld`: suspected at an aanmelding, or there at an inschrijving or beginstand.

    `opp`, `opp_afgesloten`: the last day on which an OPP was set, and closed.
    """

    extra_gemeld: bool = False
    opp: date = date.min
    opp_afgesloten: date = date.min

    @property
    def extra_ondersteuning(self) -> bool:
        """Whether the pupil needs extra support: so it was said, or an OPP stands."""
        return self.extra_gemeld or self.opp > self.opp_afgesloten


def evolve(state: Leerling, feit: Fact) -> Leerling:
    """The state after one more fact."""
    match feit.data:
        case Ontvangen(vermoeden_extra_ondersteuning=True) | Ingeschreven(extra_ondersteuning=True):
            return replace(state, extra_gemeld=True)
        case BeginstandVastgelegd(extra_ondersteuning=extra, opp=opp):
            gezet = state.opp if opp is None else max(state.opp, opp.vastgesteld_op)
            return replace(state, extra_gemeld=state.extra_gemeld or extra, opp=gezet)
        case OppVastgesteld(datum=dag):
            return replace(state, opp=max(state.opp, dag))
        case OppAfgesloten(datum=dag):
            return replace(state, opp_afgesloten=max(state.opp_afgesloten, dag))
        case _:
            return state


def decide(state: Leerling, inzending: Submission) -> Outcome:
    """What becomes of a submission."""
    match inzending.data:
        case Uitgeschreven(volgende_school=None, reden=reden) if (
            state.extra_ondersteuning and reden in OP_GROND_VAN_ONDERSTEUNING
        ):
            return Refuse(VOLGENDE_SCHOOL)
        case _:
            return ACCEPT


LEERLING: Final = Decider(
    name="leerling",
    initial=Leerling(),
    evolve=evolve,
    decide=decide,
    decides=BESLIST,
    reads=GELEZEN,
    senders={type_: CATALOGUS[type_].kenmerken.afzenders for type_ in BESLIST},
    # A withdrawal may wait for an event of any type.
    follows=CATALOGUS,
    once_lapsed=BIJ_VERVALLEN,
)
"""The decider of this context."""
