"""The schoolprofiel context: the aanbod of a school, the say of its MR, its expertise, its yearly reports. Pure.

The MR may have its say before the aanbod is set, and mostly has: of the two days none must come first. The same
profielversie may be set twice: a profile is kept up to date within its year [000]. What a pupil's dossier says of a
profielversie (ToelatingGeweigerd) is not checked: that is another dossier.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from contracts.catalogue import CATALOGUS
from contracts.regioprofiel import Regioprofiel
from eventlog.deciding.decider import Decider, Fact, Submission
from eventlog.deciding.outcome import ACCEPT, Outcome, Refuse

from ..regioregels import GEBIED_ONBEKEND, kent_gebieden, wacht
from .regels import AANBOD_EERST
from .shapes import (
    BESLIST,
    MrInstemmingVerleend,
    OndersteuningsaanbodVastgesteld,
    OndersteuningsinzetGerapporteerd,
    VraagZonderAanbodGerapporteerd,
)
from .vervallen import BIJ_VERVALLEN

Profielversies = frozenset[str]
"""State of a school's dossier: the versions of its aanbod that are known."""

_AANBOD: Final = next(type_ for type_, vorm in BESLIST.items() if vorm is OndersteuningsaanbodVastgesteld)


def evolve(state: Profielversies, feit: Fact) -> Profielversies:
    """The state after one more fact."""
    match feit.data:
        case OndersteuningsaanbodVastgesteld(profielversie=versie):
            return state | {versie}
        case _:
            return state


def decide(profielen: Mapping[str, Regioprofiel], state: Profielversies, inzending: Submission) -> Outcome:
    """What becomes of a submission."""
    profiel = profielen.get(inzending.regio)
    match inzending.data:
        case MrInstemmingVerleend(profielversie=versie) if versie not in state:
            return wacht(profiel, AANBOD_EERST, _AANBOD)
        case OndersteuningsinzetGerapporteerd(gebied=code) | VraagZonderAanbodGerapporteerd(gebied=code) if (
            not kent_gebieden(profiel, (code,))
        ):
            return Refuse(GEBIED_ONBEKEND)
        case _:
            return ACCEPT


def schoolprofiel(profielen: Mapping[str, Regioprofiel]) -> Decider[Profielversies]:
    """The decider of this context for these regions."""
    return Decider(
        name="schoolprofiel",
        initial=frozenset(),
        evolve=evolve,
        decide=partial(decide, profielen),
        decides=BESLIST,
        reads={},
        senders={type_: CATALOGUS[type_].kenmerken.afzenders for type_ in BESLIST},
        once_lapsed=BIJ_VERVALLEN,
    )
