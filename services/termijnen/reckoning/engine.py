"""From the facts of one dossier to its deadlines. Pure: the rules and the region's profile are data, no rule is named.

Which events belong to which deadline is said in `vensters` and `reeksen`. Choices where the sources are silent [keuze]:
what was asked for comes in at once: one answer ends every suspension that is open; what happens after a deadline was
met or lapsed no longer moves its end.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import Moment, Termijnregel, per_id, versie_op
from contracts.termijnen.berekening import Opschorting, bereken
from eventlog.deciding.correction import FactId, Lineages, effective, identity
from eventlog.deciding.decider import Fact, FactReader
from eventlog.upcast import NO_UPCASTERS, Upcasters

from .beginstand import BEGINSTAND, STAAT_VOOR, Beginstand, OpenTermijn, open_termijn, uitgepakt
from .dossierfeiten import Dossierfeiten, Venster
from .feiten import datum_van, momenten, school_van, sleutel_van, vormen, zakelijke_datum
from .groepen import VELDEN as GROEPSVELDEN
from .inschrijvingen import zonder_ingetrokken_inschrijving
from .kalender import na_feiten
from .reeksen import reeks
from .regio import regel_in
from .termijn import Termijn, termijn_id
from .vensters import vensters
from .verloop import Verloop


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
        regels = tuple(regels)
        self._versies = per_id(map(_ook_al_lopend, regels))
        self._profielen = profielen
        alle = [regel for versies in self._versies.values() for regel in versies]
        self._vormen = vormen(regels, GROEPSVELDEN)
        self.reader: Final = FactReader({**self._vormen, BEGINSTAND: Beginstand}, upcasters)
        self._in_regio = {
            (code, regel.id, regel.versie): regel_in(profiel, regel)
            for code, profiel in profielen.items()
            for regel in alle
        }
        types = {(moment.type, regel.id) for regel in alle for moment in momenten(regel)}
        types |= {(BEGINSTAND, regel.id) for regel in alle if regel.start}
        types |= {(BEGINSTAND, id_) for type_, id_ in types if type_ in STAAT_VOOR}
        self._per_type = {type_: frozenset(id_ for t, id_ in types if t == type_) for type_, _ in types}
        starttypen = {moment.type for regel in alle for moment in regel.start}
        self._starttypen: Final = starttypen | ({BEGINSTAND} if starttypen else set())

    def geraakt(self, feiten: Sequence[Fact]) -> frozenset[str]:
        """Ids of the rules that the last of these facts can make a difference to."""
        feit = feiten[-1]
        if feit.withdraws is None:
            return self._per_type.get(feit.type, frozenset())
        doel = Lineages(feiten).target(feit)
        return self._per_type.get(doel.type, frozenset()) if doel is not None else frozenset()

    def termijnen(self, feiten: Sequence[Fact], regels: Collection[str] | None = None) -> dict[UUID, Termijn]:
        """Every deadline that a fact of one dossier began, by id, after these in the order of the log, by `reader`.

        `regels`: under these rules only. A start from before the first version of a rule begins none. Of a rule
        without a reeks a deadline whose start was withdrawn is among them, lapsed.
        """
        if not any(feit.type in self._starttypen for feit in feiten):
            return {}
        geldend = Dossierfeiten(self._uitgepakt(zonder_ingetrokken_inschrijving(effective(feiten))), self._profielen)
        lijnen = Lineages(feiten)
        ingetrokken = self._ingetrokken(feiten, lijnen)
        gevonden: dict[UUID, Termijn] = {}
        for id_, versies in self._versies.items():
            if (regels is not None and id_ not in regels) or versies[-1].kalender is not None:
                continue
            if versies[-1].reeks is not None:
                verlopen = reeks(versies, geldend, lijnen.origin)
            else:
                verlopen = vensters(versies, geldend, ingetrokken, lijnen.origin)
            for verloop in verlopen:
                termijn = self._termijn(verloop, geldend)
                gevonden[termijn.id] = termijn
        return gevonden

    def kalendertermijnen(
        self, feiten: Sequence[Fact], lopend: Iterable[Termijn], regels: Collection[str] | None = None
    ) -> Iterator[tuple[Termijn, Fact | None]]:
        """Those of these deadlines that the calendar began, as the facts of the school's dossier have them.

        With the fact that met it, if one did. `regels`: under these rules only.
        """
        geldend = Dossierfeiten(self._uitgepakt(effective(feiten)), self._profielen)
        for termijn in lopend:
            regel = self.kalenderregel(termijn.regel, termijn.gestart_op, termijn.regio)
            if regel is not None and (regels is None or termijn.regel in regels):
                nieuw, gehaald = na_feiten(termijn, regel, geldend)
                yield nieuw, gehaald.feit if gehaald is not None else None

    @property
    def kalenderregels(self) -> tuple[str, ...]:
        """Ids of the rules that begin by the calendar."""
        return tuple(id_ for id_, versies in self._versies.items() if versies[-1].kalender is not None)

    def kalenderregel(self, id: str, begin: date, regio: str) -> Termijnregel | None:
        """The rule as the region has it in the schooljaar that begins on `begin`; None: no such calendar yet."""
        regel = versie_op(self._versies.get(id, ()), begin)
        if regel is None or regel.kalender is None:
            return None
        return self._in_regio.get((regio, regel.id, regel.versie), regel)

    def _uitgepakt(self, feiten: Iterable[Fact]) -> Iterator[tuple[int, Fact]]:
        return ((plek, deel) for plek, feit in enumerate(feiten) for deel in self._delen(feit))

    def _delen(self, feit: Fact) -> Iterator[Fact]:
        return uitgepakt(feit, self._vormen, self._versies)

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
            (deel, weg[oorsprong])
            for feit in effective(ervoor)
            if feit.type in self._starttypen and (oorsprong := lijnen.origin(feit)) in weg
            for deel in self._delen(feit)
        ]

    def _termijn(self, verloop: Verloop, geldend: Dossierfeiten) -> Termijn:
        start, feit = verloop.start, verloop.start.feit
        regel = self._in_regio.get((feit.regio, verloop.regel.id, verloop.regel.versie), verloop.regel)
        tot = verloop.gehaald_op or verloop.vervallen_op or date.max
        verlenging, verlengd_op = _verlenging(regel, geldend, verloop.venster, tot)
        berekening = bereken(
            regel,
            start.dag,
            opschortingen=_opschortingen(regel, geldend, verloop.venster, tot),
            verlenging=verlenging,
            verlengd_op=verlengd_op,
            vaste_dag=_vaste_dag(regel, feit),
            gedaan_op=verloop.gedaan_op,
        )
        einde = berekening.einddatum
        sleutel = sleutel_van(feit, regel.sleutel)
        return Termijn(
            id=termijn_id(feit.dossier, regel.id, *verloop.oorsprong, _welke(feit, sleutel)), dossier=feit.dossier,
            regio=feit.regio, school=school_van(feit), regel=regel.id, versie=regel.versie,
            start=verloop.oorsprong[1], gestart_op=start.dag, einddatum=einde,
            opgeschort_sinds=berekening.opgeschort_sinds,
            nadert_op=max(start.dag, einde - timedelta(days=regel.nadert_dagen)) if einde is not None else None,
            gehaald_op=verloop.gehaald_op, vervallen_op=verloop.vervallen_op, sleutel=sleutel,
        )  # fmt: skip


def _ook_al_lopend(regel: Termijnregel) -> Termijnregel:
    """The rule, begun too by a beginstand that says that a term under it runs."""
    al_lopend = Moment(open_termijn(regel.id), "gestartOp")
    return replace(regel, start=(*regel.start, al_lopend)) if regel.start else regel


def _vaste_dag(regel: Termijnregel, feit: Fact) -> date | None:
    """The last day as the fact that began it tells it; None: it is reckoned."""
    if isinstance(feit.data, OpenTermijn):
        return feit.data.einddatum
    return datum_van(feit, regel.eindveld) if regel.eindveld is not None else None


def _welke(feit: Fact, sleutel: str | None) -> str | None:
    """What tells it from others that the same fact began under the same rule."""
    return str(feit.data.nummer) if isinstance(feit.data, OpenTermijn) and feit.data.nummer else sleutel


def _opschortingen(regel: Termijnregel, geldend: Dossierfeiten, venster: Venster, tot: date) -> list[Opschorting]:
    """When the clock stood still, from each request to the first answer after it."""
    if regel.opschorting is None:
        return []
    opent, sluit = regel.opschorting.opent, regel.opschorting.sluit
    gevonden = []
    sinds: date | None = None
    for gebeurd in geldend.gebeurd((opent, sluit), venster):
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
    regel: Termijnregel, geldend: Dossierfeiten, venster: Venster, tot: date
) -> tuple[date | None, date | None]:
    """The new end date that was announced first, and the day on which that was done."""
    if regel.verlenging is None:
        return None, None
    door = regel.verlenging.door
    verlengd = [
        ((dag, plek), nieuw)
        for plek, feit in geldend.van_type(door.type)
        if (nieuw := datum_van(feit, door.datumveld)) is not None
        and venster[0] <= ((dag := zakelijke_datum(feit)), plek) < venster[1]
        and dag <= tot
    ]
    if not verlengd:
        return None, None
    (dag, _), nieuw = min(verlengd)
    return nieuw, dag
