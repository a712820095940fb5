"""What there is to see for one school on one morning."""

from dataclasses import dataclass
from datetime import date

from .ondersteuning import Cijfers, Ondersteuning


@dataclass(frozen=True, slots=True)
class Termijn:
    """A running deadline of a pupil, or of the school. `einddatum` None: it stands still, since `stil_sinds`."""

    regel: str
    wie: str
    groep: str
    wat: str
    einddatum: date | None
    stil_sinds: date | None = None

    def dagen_over(self, vandaag: date) -> int:
        """Days until the end, below 0 when that has passed; 0 while it stands still."""
        return (self.einddatum - vandaag).days if self.einddatum is not None else 0


@dataclass(frozen=True, slots=True)
class Bericht:
    """A submission that is held until `tot`, or refused, or leans on what is gone (None).

    `volgende_stap`: what the school can do.
    """

    wie: str
    soort: str
    waarom: str
    volgende_stap: str
    grondslag: str
    wacht_op: tuple[str, ...]
    tot: date | None


@dataclass(frozen=True, slots=True)
class Ochtend:
    """One school, one morning. A pupil may have more than one deadline, so pupils are counted beside them.

    `nieuw_…`: deadlines that passed, or came near, in the last week.
    """

    school: str
    vandaag: date
    te_laat: tuple[Termijn, ...] = ()
    binnenkort: tuple[Termijn, ...] = ()
    later: tuple[Termijn, ...] = ()
    staat_stil: tuple[Termijn, ...] = ()
    aangehouden: tuple[Bericht, ...] = ()
    afgewezen: tuple[Bericht, ...] = ()
    klopt_niet_meer: tuple[Bericht, ...] = ()
    ondersteuning: tuple[Ondersteuning, ...] = ()
    cijfers: Cijfers | None = None
    leerlingen_te_laat: int = 0
    nieuw_te_laat: int = 0
    nieuw_dichtbij: int = 0
