"""What a school sees of one dossier: of a pupil, or its own, with the deadlines that run in it. Pure."""

from datetime import date
from typing import Final

import msgspec
from msgspec.structs import replace

from contracts.schooljaar import einde_schooljaar
from contracts.termijnen.opp import OPP_EVALUATIE
from eventlog.views.projection import ViewEvent, sealed_part

from .groep import Groepsmoment, moment
from .leerling import Leerling, na_feit
from .shapes.dossiers import Deel
from .shapes.feit import Feit
from .shapes.inzendingen import Voorwaardesignaal
from .shapes.leerlingen import PersoonsgegevensVastgelegd
from .shapes.ondersteuningsplannen import VAN_GROEP
from .shapes.termijnsignalen import Termijnsignaal
from .termijn import SIGNAALSOORT, Signaal, Termijn, eerste, na_signaal, openstaand
from .voorwaarde import Voorwaarde, na_voorwaardesignaal


class Dossier(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A dossier. `leerling`: of a pupil's. `groepsmomenten`: of the school's own (docs/decisions/0013), by date.

    `voorwaarden`: accepted events that no longer meet one.
    """

    school: str | None = None
    leerling: Leerling | None = None
    groepsmomenten: tuple[Groepsmoment, ...] = ()
    termijnen: tuple[Termijn, ...] = ()
    signalen: tuple[Signaal, ...] = ()
    voorwaarden: tuple[Voorwaarde, ...] = ()

    @property
    def volgende_termijn(self) -> Termijn | None:
        """The running deadline that ends first."""
        return eerste(self.termijnen)

    def opp_te_evalueren(self, vandaag: date) -> bool:
        """Whether this schooljaar still asks for an evaluation of the OPP: its deadline ends in it, or has ended.

        The deadline alone decides (docs/decisions/0025): who evaluated with whom, and since when, is not asked twice.
        """
        einde = einde_schooljaar(vandaag)
        return any(t.regel == OPP_EVALUATIE and (t.einddatum or date.max) <= einde for t in self.termijnen)

    def termijn(self, id_: str) -> Termijn:
        """The running deadline with this id. KeyError when none is."""
        for termijn in self.termijnen:
            if termijn.id == id_:
                return termijn
        raise KeyError(id_)

    def signaal(self, id_: str) -> Signaal | Voorwaarde:
        """The signal with this id. KeyError when there is none."""
        for signaal in self.signalen:
            if signaal.id == id_:
                return signaal
        for voorwaarde in self.voorwaarden:
            if voorwaarde.signaal == id_:
                return voorwaarde
        raise KeyError(id_)

    @property
    def open_signalen(self) -> tuple[Signaal, ...]:
        """Signals about deadlines that are not dealt with, one a deadline."""
        return openstaand(self.termijnen, self.signalen)


INITIAL: Final = Dossier()
_LEERLING: Final = Leerling()


def evolve(state: Dossier, event: ViewEvent) -> Dossier:
    """The dossier after this fact, part of one, or signal."""
    data = event.data
    if isinstance(data, Termijnsignaal):
        soort = SIGNAALSOORT.get(type(data))
        if soort is None:
            return replace(state, termijnen=na_signaal(state.termijnen, data))
        signaal = Signaal(event.id, soort, data.termijn, data.regel, data.einddatum, data.datum, event.recorded)
        return replace(state, signalen=(*state.signalen, signaal))
    if isinstance(data, Deel):
        return replace(state, leerling=na_feit(state.leerling or _LEERLING, data, event.position))
    if not isinstance(data, Feit):
        return state
    school = state.school or data.school
    if isinstance(data, Voorwaardesignaal):
        voorwaarden = na_voorwaardesignaal(state.voorwaarden, data, event.id, event.recorded)
        return replace(state, school=school, voorwaarden=voorwaarden)
    if isinstance(data, VAN_GROEP):
        return replace(state, school=school, groepsmomenten=(*state.groepsmomenten, moment(data)))
    leerling = state.leerling or _LEERLING
    if isinstance(data, PersoonsgegevensVastgelegd):
        leerling = replace(leerling, personalia=sealed_part(event))
    else:
        leerling = na_feit(leerling, data, event.position)
    return replace(state, school=school, leerling=leerling)
