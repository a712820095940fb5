"""The facts of one dossier that count, each at its place, and which of them a rule means. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import Moment, OpSchoolsoort, Sinds, VeldIs, Voorwaarde, VraagtOpp, Zonder
from eventlog.deciding.correction import identity
from eventlog.deciding.decider import Fact

from .beginstand import open_termijn
from .feiten import NIVEAU, datum_van, school_van, sleutel_van

Plaats = tuple[date, int]
"""Business date, and place in the order of recording: corrections stand where the first version stood."""

Venster = tuple[Plaats, Plaats]
"""From which place on, and up to which: the second is not in it."""

LAATSTE: Final[Plaats] = (date.max, 0)


class Gebeurd(NamedTuple):
    """A fact that counts, at its place."""

    plaats: Plaats
    feit: Fact

    @property
    def dag(self) -> date:
        return self.plaats[0]


class Dossierfeiten:
    """By type, in the order of recording. `profielen`: of the regions, by code."""

    def __init__(self, feiten: Iterable[tuple[int, Fact]], profielen: Mapping[str, Regioprofiel]) -> None:
        self._profielen = profielen
        self._per_type: dict[str, list[tuple[int, Fact]]] = {}
        for plek, feit in feiten:
            self._per_type.setdefault(feit.type, []).append((plek, feit))

    def van_type(self, type_: str) -> Sequence[tuple[int, Fact]]:
        """Those of one type, each with its place in the order of recording."""
        return self._per_type.get(type_, ())

    def over(self, veld: str | None, sleutel: str | None) -> "Dossierfeiten":
        """Without those that are about something else, by what they say in `veld`."""
        if veld is None:
            return self
        alle = [paar for paren in self._per_type.values() for paar in paren]
        return Dossierfeiten([(p, f) for p, f in alle if sleutel_van(f, veld) in (None, sleutel)], self._profielen)

    def begint(self, feit: Fact, regel: str) -> bool:
        """Whether it may begin a deadline under this rule: no part of a beginstand that tells of that term itself."""
        zelf = open_termijn(regel)
        return feit.type == zelf or all(identity(termijn) != identity(feit) for _, termijn in self.van_type(zelf))

    def gebeurd(self, momenten: Iterable[Moment], venster: Venster) -> list[Gebeurd]:
        """What of these events happened in the window, in order."""
        gevonden: dict[tuple[Plaats, str], Gebeurd] = {}
        for moment in momenten:
            for plek, feit in self._per_type.get(moment.type, ()):
                dag = datum_van(feit, moment.datumveld)
                if dag is not None and venster[0] <= (dag, plek) < venster[1]:
                    gebeurd = Gebeurd((dag, plek), feit)
                    if self.voldoet(moment, gebeurd, venster[0]):
                        gevonden[gebeurd.plaats, feit.type] = gebeurd
        return sorted(gevonden.values(), key=lambda g: g.plaats)

    def voldoet(self, moment: Moment, gebeurd: Gebeurd, sinds: Plaats | None) -> bool:
        """Whether its conditions hold. `sinds`: the place at which the deadline began; None: none runs."""
        return all(self._geldt(voorwaarde, gebeurd, sinds) for voorwaarde in moment.mits)

    def _geldt(self, voorwaarde: Voorwaarde, gebeurd: Gebeurd, sinds: Plaats | None) -> bool:
        feit = gebeurd.feit
        profiel = self._profielen.get(feit.regio)
        match voorwaarde:
            case VeldIs(veld, waarde):
                return bool(getattr(feit.data, veld) == waarde)
            case Zonder(veld):
                return getattr(feit.data, veld) is None
            case VraagtOpp(ja):
                niveau = getattr(feit.data, NIVEAU)
                return profiel is not None and niveau is not None and profiel.opp_vereist(niveau.canon) is ja
            case OpSchoolsoort(soorten, ja):
                school = profiel.scholen.get(school_van(feit) or "") if profiel is not None else None
                return school is not None and (school.soort in soorten) is ja
            case Sinds(type_, datumveld):
                dagen = (datum_van(ander, datumveld) for _, ander in self._per_type.get(type_, ()))
                return sinds is not None and any(dag and sinds[0] < dag <= gebeurd.dag for dag in dagen)
