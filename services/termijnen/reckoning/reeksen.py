"""Deadlines of which one runs at a time (`contracts.termijnen.Reeks`): the facts in order of business date. Pure.

On one day the order of recording decides. What one and the same fact both begins and ends never ran, and is left out:
a beginstand tells of an OPP and of its last evaluation at once.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from contracts.termijnen import Moment, Reeks, Termijnregel, versie_op
from eventlog.deciding.correction import FactId, identity
from eventlog.deciding.decider import Fact

from .dossierfeiten import LAATSTE, Dossierfeiten, Gebeurd, Plaats
from .feiten import datum_van, sleutel_van
from .verloop import Verloop


class _Rol(IntEnum):
    """What an event does, in the order in which one event does it."""

    HAALT = 0
    LAAT_VERVALLEN = 1
    ONTDEKT = 2
    BEGINT = 3


class _Stap(NamedTuple):
    """What an event may do under one version of the rule; `momenten`: by which of its moments."""

    gebeurd: Gebeurd
    rol: _Rol
    versie: int
    momenten: tuple[Moment, ...]


class _Lopend(NamedTuple):
    start: Gebeurd
    regel: Termijnregel
    gedaan_op: date


def reeks(
    versies: Sequence[Termijnregel], feiten: Dossierfeiten, oorsprong: Callable[[Fact], FactId]
) -> Iterator[Verloop]:
    """How each deadline under one rule went, for each `sleutel` apart."""
    veld = versies[-1].sleutel
    types = {moment.type for regel in versies for moment in regel.start}
    sleutels = {sleutel_van(feit, veld) for type_ in types for _, feit in feiten.van_type(type_)}
    for sleutel in sorted(sleutels, key=str):
        yield from _Reeks(versies, feiten.over(veld, sleutel), oorsprong).verlopen()


class _Reeks:
    """One run over the facts."""

    def __init__(
        self, versies: Sequence[Termijnregel], feiten: Dossierfeiten, oorsprong: Callable[[Fact], FactId]
    ) -> None:
        self._versies = versies
        self._feiten = feiten
        self._oorsprong = oorsprong
        self._lopend: _Lopend | None = None
        self._gedekt = False
        self._klaar: list[Verloop] = []

    def verlopen(self) -> list[Verloop]:
        for stap in self._stappen():
            lopend, dag = self._lopend, stap.gebeurd.dag
            regel = lopend.regel if lopend and stap.rol is not _Rol.BEGINT else versie_op(self._versies, dag)
            if regel is None or regel.versie != stap.versie:
                continue
            sinds = lopend.start.plaats if lopend else None
            if any(self._feiten.voldoet(moment, stap.gebeurd, sinds) for moment in stap.momenten):
                self._zet(stap.rol, stap.gebeurd, regel)
        if self._lopend is not None:
            self._sluit(self._lopend, LAATSTE)
        return self._klaar

    def _stappen(self) -> list[_Stap]:
        stappen: dict[tuple[Plaats, _Rol, int, str], _Stap] = {}
        for regel in self._versies:
            for rol, momenten in _rollen(regel):
                for moment in momenten:
                    for plek, feit in self._feiten.van_type(moment.type):
                        dag = datum_van(feit, moment.datumveld)
                        if dag is not None and (rol is not _Rol.BEGINT or self._feiten.begint(feit, regel.id)):
                            plaats = (dag, plek)
                            sleutel = (plaats, rol, regel.versie, feit.type)
                            eerder = stappen[sleutel].momenten if sleutel in stappen else ()
                            stappen[sleutel] = _Stap(Gebeurd(plaats, feit), rol, regel.versie, (*eerder, moment))
        return [stappen[sleutel] for sleutel in sorted(stappen)]

    def _zet(self, rol: _Rol, gebeurd: Gebeurd, regel: Termijnregel) -> None:
        lopend, vorm = self._lopend, regel.reeks or Reeks()
        if rol is _Rol.HAALT:
            self._gedekt = bool(vorm.gedekt_tot)
            if lopend is not None:
                self._sluit(lopend, gebeurd.plaats, gehaald=gebeurd)
                if vorm.herhaalt:
                    self._begin(gebeurd, gebeurd.dag)
        elif rol is _Rol.LAAT_VERVALLEN:
            if lopend is not None:
                self._sluit(lopend, gebeurd.plaats, vervallen=gebeurd)
        elif rol is _Rol.ONTDEKT:
            self._gedekt = False
        elif lopend is None and not self._gedekt:
            self._begin(gebeurd, gebeurd.dag)
        elif lopend is not None and vorm.begint_opnieuw:
            self._sluit(lopend, gebeurd.plaats, vervallen=gebeurd)
            self._begin(gebeurd, lopend.gedaan_op)

    def _begin(self, start: Gebeurd, gedaan_op: date) -> None:
        regel = versie_op(self._versies, start.dag)
        self._lopend = None if regel is None else _Lopend(start, regel, gedaan_op)

    def _sluit(
        self, lopend: _Lopend, tot: Plaats, *, gehaald: Gebeurd | None = None, vervallen: Gebeurd | None = None
    ) -> None:
        self._lopend = None
        einde = gehaald or vervallen
        start = lopend.start
        if einde is not None and identity(einde.feit) == identity(start.feit):
            return
        self._klaar.append(
            Verloop(
                start, self._oorsprong(start.feit), lopend.regel, (start.plaats, tot),
                gehaald.dag if gehaald else None, vervallen.dag if vervallen else None, lopend.gedaan_op,
            )
        )  # fmt: skip


def _rollen(regel: Termijnregel) -> tuple[tuple[_Rol, Sequence[Moment]], ...]:
    vorm = regel.reeks or Reeks()
    return (
        (_Rol.HAALT, regel.gehaald_door), (_Rol.LAAT_VERVALLEN, regel.vervalt_door),
        (_Rol.ONTDEKT, vorm.gedekt_tot), (_Rol.BEGINT, regel.start),
    )  # fmt: skip
