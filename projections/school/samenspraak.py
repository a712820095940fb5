"""Whether steps of support were taken together with ouders and pupil: "in samenspraak" [000][004]. Pure.

[004]: all steps from niveau 2 on. [keuze]: a step is a level from B2, a plan or a versie of the OPP; a talk counts when
it was after the last step, or no longer than six weeks before it.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from contracts.codes import Canon

from .shapes import ondersteuningsplannen as feiten
from .shapes.feit import Feit

GELDT: Final = timedelta(weeks=6)


class Gesprekspartner(StrEnum):
    """With whom a school takes a step."""

    OUDERS = "ouders"
    LEERLING = "leerling"


class Samenspraak(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The last step, and the last talk with each. `stap_op` None: no step that the hub knows of."""

    stap_op: date | None = None
    ouders_op: date | None = None
    leerling_op: date | None = None

    @property
    def ontbreekt(self) -> tuple[Gesprekspartner, ...]:
        """With whom the last step was not talked about."""
        if self.stap_op is None:
            return ()
        vanaf = self.stap_op - GELDT
        gesproken = {Gesprekspartner.OUDERS: self.ouders_op, Gesprekspartner.LEERLING: self.leerling_op}
        return tuple(wie for wie, dag in gesproken.items() if dag is None or dag < vanaf)


def na_samenspraak(is_: Samenspraak | None, data: Feit) -> Samenspraak | None:
    """After a step, or a talk; whether the pupil came, or chose not to be heard, it was asked."""
    was = is_ or Samenspraak()
    match data:
        case feiten.NiveauGewijzigd(niveau=niveau) if niveau.canon is Canon.B1:
            # Back to what is for the whole groep: there is nothing left to agree on.
            return is_ if was.stap_op is None else replace(was, stap_op=None)
        case feiten.NiveauGewijzigd(datum=datum) | feiten.PlanGestart(datum=datum) | feiten.OppVastgesteld(datum=datum):
            return replace(was, stap_op=datum)
        case feiten.OppMetOudersBesproken(datum=datum):
            return _gesproken(was, datum, ouders=True, leerling=False)
        case feiten.OudersGesproken(datum=datum, leerling_erbij=erbij):
            return _gesproken(was, datum, ouders=True, leerling=erbij)
        case feiten.LeerlingGehoord(datum=datum) | feiten.LeerlingZietAfVanHoren(datum=datum):
            return _gesproken(was, datum, ouders=False, leerling=True)
        case feiten.PlanGeevalueerd(datum=datum) | feiten.OppGeevalueerd(datum=datum):
            return _gesproken(was, datum, ouders=data.met_ouders, leerling=data.met_leerling)
        case _:
            return is_


def _gesproken(was: Samenspraak, datum: date, *, ouders: bool, leerling: bool) -> Samenspraak:
    return replace(
        was,
        ouders_op=datum if ouders else was.ouders_op,
        leerling_op=datum if leerling else was.leerling_op,
    )
