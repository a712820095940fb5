"""Any history of a whole hub: no invariant is ever broken, each submission ends once, each view is its rebuild."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from contracts.codes import Rol
from contracts.envelope import HUB_SOURCE
from contracts.gebeurtenis import Gebeurtenis
from contracts.ondersteuningsplannen import OppGeregistreerdInRod
from eventlog.body import decode_body
from eventlog.deciding.outcome import ACCEPTED, REFUSED
from eventlog.events import Recorded
from eventlog.views.rebuild import Rebuild
from projections.dossier import Moment
from services.intake.prepare import submission_id
from services.intake.problems import ANDERE_INHOUD
from services.intake.receive import Receipt
from services.web.identity import Identity
from services.web.problem import Problem
from tests.bouwstenen import ingetrokken
from tests.bouwstenen.scenario import correctie
from tests.eventlog.lapsed_from_scratch import lapsed_as_from_scratch
from tests.faults.accounting import every_202_is_accounted_for
from tests.projections.van_nul import from_scratch, held
from tests.services.orakel import toets_elk_feit

from .gebeurtenissen import GEBEURTENIS, aanmelding_traject, opp_traject
from .gebeurtenissen import op as dagen
from .levende_hub import BRON, LVS, REGIO, SCHOOL, Gestuurd, LevendeHub

_BSN: Final = "111222333"
_LANGER_DAN_IETS_WACHT: Final = 60
_SLEUTELS: Final = ("leerling-1", "leerling-2")
_VREEMDEN: Final = (
    Identity(Rol.LVS, "proef-lvs", frozenset({"99AC00"}), REGIO),
    Identity(Rol.SCHOOL, "99AC00", frozenset(), REGIO),
    Identity(Rol.SWV, "PO2202", frozenset({SCHOOL}), REGIO),
    Identity(Rol.PARTNER, "kracht", frozenset({SCHOOL}), REGIO),
)
sleutels: Final = st.sampled_from(_SLEUTELS)


class Regio(RuleBasedStateMachine):
    """A school sends, right and wrong; what follows the log goes on now and then, stumbles, and is made anew."""

    gestuurd: Bundle[Gestuurd] = Bundle("gestuurd")

    def __init__(self) -> None:
        super().__init__()
        self.hub = LevendeHub()
        self.stored: set[UUID] = set()
        self.toen: dict[tuple[UUID, datetime], list[Moment]] = {}
        self._nummers = dict.fromkeys(_SLEUTELS, 0)
        self._getoetst: dict[UUID, int] = {}
        self._gezien = 0

    # --- what is sent ---

    @rule(target=gestuurd, sleutel=sleutels, stroom=st.lists(GEBEURTENIS, min_size=1, max_size=4))
    def stuur(self, sleutel: str, stroom: list[Gebeurtenis]) -> Any:
        teksten = []
        for inhoud in stroom:
            self._nummers[sleutel] += 1
            teksten.append(self.hub.als_tekst(sleutel, f"g{self._nummers[sleutel]}", inhoud))
        antwoorden = self.hub.stuur(*teksten)
        genomen = []
        for inhoud, tekst, antwoord in zip(stroom, teksten, antwoorden, strict=True):
            if isinstance(antwoord, Receipt):
                assert not antwoord.again
                self.stored.add(submission_id(BRON, tekst["id"]))
                genomen.append(Gestuurd(sleutel, inhoud, tekst))
            else:
                assert not isinstance(antwoord, Problem)  # its form alone can be wrong: it has not been sent before
        return multiple(*genomen)

    @rule(target=gestuurd, sleutel=sleutels, stroom=st.one_of(opp_traject(), opp_traject(), aanmelding_traject()))
    def stuur_traject(self, sleutel: str, stroom: list[Gebeurtenis]) -> Any:
        return self.stuur(sleutel, stroom)

    @rule(target=gestuurd, eerder=gestuurd, dag=dagen)
    def corrigeer(self, eerder: Gestuurd, dag: date) -> Any:
        if "corrigeert" not in type(eerder.inhoud).model_fields:
            return multiple()
        veld = "ontvangstdatum" if "ontvangstdatum" in type(eerder.inhoud).model_fields else "datum"
        nieuw: dict[str, object] = {"corrigeert": correctie(eerder.tekst["id"].removeprefix(f"{eerder.sleutel}-"))}
        if veld in type(eerder.inhoud).model_fields:
            nieuw[veld] = dag
        return self.stuur(eerder.sleutel, [eerder.inhoud.model_copy(update=nieuw)])

    @rule(target=gestuurd, eerder=gestuurd, dag=dagen)
    def trek_in(self, eerder: Gestuurd, dag: date) -> Any:
        id_ = eerder.tekst["id"].removeprefix(f"{eerder.sleutel}-")
        return self.stuur(eerder.sleutel, [ingetrokken(id_, dag)])

    @rule(eerder=gestuurd)
    def opnieuw(self, eerder: Gestuurd) -> None:
        hoofd = self.hub.hoofd()
        [antwoord] = self.hub.stuur(eerder.tekst)
        assert isinstance(antwoord, Receipt)
        assert antwoord.again
        [ander] = self.hub.stuur(eerder.tekst | {"time": "2026-01-01T00:00:00Z"})
        assert isinstance(ander, Problem)
        assert ander.kind is ANDERE_INHOUD
        assert self.hub.hoofd() == hoofd

    @rule(sleutel=sleutels, inhoud=GEBEURTENIS, waar=st.sampled_from(["subject", "id", "data"]))
    def stuur_een_bsn(self, sleutel: str, inhoud: Gebeurtenis, waar: str) -> None:
        tekst = self.hub.als_tekst(sleutel, "bsn", inhoud)
        tekst[waar] = tekst["data"] | {"reden": f"nummer {_BSN}"} if waar == "data" else _BSN
        self._wordt_niets(tekst, LVS)

    @rule(sleutel=sleutels, inhoud=GEBEURTENIS, wie=st.sampled_from(_VREEMDEN))
    def stuur_als_een_ander(self, sleutel: str, inhoud: Gebeurtenis, wie: Identity) -> None:
        self._wordt_niets(self.hub.als_tekst(sleutel, "vreemd", inhoud), wie)

    def _wordt_niets(self, tekst: dict[str, Any], als: Identity) -> None:
        hoofd = self.hub.hoofd()
        [antwoord] = self.hub.stuur(tekst, als=als)
        assert isinstance(antwoord, Sequence)
        assert antwoord
        assert _BSN not in str(antwoord)
        assert self.hub.hoofd() == hoofd

    # --- what goes on ---

    @rule(welke=st.integers(0, 6))
    def een_gaat_verder(self, welke: int) -> None:
        self.hub.laat_lopen(self.hub.hub.runners[welke])

    @rule()
    def alles_gaat_verder(self) -> None:
        self.hub.bij()

    @rule(dagen=st.integers(1, 9), check=st.booleans())
    def dagen_later(self, dagen: int, check: bool) -> None:
        for sleutel in _SLEUTELS:
            dossier = self.hub.dossier(sleutel)
            if dossier is not None:
                nu = self.hub.clock.now()
                self.toen[dossier, nu] = self.hub.tijdlijn(dossier, nu)
        self.hub.dagen_later(dagen)
        if check:
            self.hub.check()

    @rule(welke=st.integers(0, 6), sleutel=sleutels)
    def struikel(self, welke: int, sleutel: str) -> None:
        dossier = self.hub.dossier(sleutel)
        if dossier is not None:
            self.hub.struikel(self.hub.hub.runners[welke], dossier)

    @rule()
    def herstel(self) -> None:
        self.hub.herstel()

    @rule(welke=st.integers(0, 1), chunk=st.integers(1, 20))
    def herbouw(self, welke: int, chunk: int) -> None:
        hub = self.hub.hub

        async def bouw() -> None:
            rebuild = Rebuild(hub.upkeep[welke].view, hub.log, hub.feed, hub.databases.views, chunk=chunk)
            known, _ = await rebuild.begin()
            await rebuild.run(known)
            await rebuild.clean_up()

        self.hub.doe(bouw())

    # --- what is always so ---

    @invariant()
    def geen_invariant_is_gebroken(self) -> None:
        """Invariants 1, 2 and 8 of each fact as it was accepted, 10 and 13 of all that is stored."""
        if self.hub.hoofd() == self._gezien:
            return
        events = self.hub.events
        self._gezien = len(events)
        per_dossier: dict[UUID, list[Recorded]] = {}
        for stored in events:
            _is_gewoon(stored)
            if stored.version is not None:
                per_dossier.setdefault(stored.dossier, []).append(stored)
        for dossier, feiten in per_dossier.items():
            if len(feiten) > self._getoetst.get(dossier, 0):
                toets_elk_feit(feiten)
                self._getoetst[dossier] = len(feiten)

    @rule()
    def elk_overzicht_is_zijn_herbouw(self) -> None:
        self.hub.herstel()
        self.hub.bij()
        self._klopt()

    def _klopt(self) -> None:
        hub, events = self.hub.hub, self.hub.events
        assert not any(self.hub.geparkeerd(runner) for runner in hub.runners)
        for upkeep in hub.upkeep:
            states, rows = self.hub.doe(held(upkeep.view, hub.databases.views))
            expected_states, expected_rows = from_scratch(upkeep.view, hub.log, events)
            assert states == expected_states
            assert rows == expected_rows
        self.hub.doe(lapsed_as_from_scratch(hub.log, (context.decider for context in hub.contexts), events))
        if self.stored:
            self.hub.doe(every_202_is_accounted_for(hub, events, self.stored))
        for (dossier, op), gezien in self.toen.items():
            assert self.hub.tijdlijn(dossier, op) == gezien

    def teardown(self) -> None:
        try:
            self._einde()
        finally:
            self.hub.sluit()
            super().teardown()

    def _einde(self) -> None:
        """All that waits comes to an end; deadlines are those that the whole log gives."""
        self.hub.herstel()
        self.hub.bij()
        self.hub.dagen_later(_LANGER_DAN_IETS_WACHT)
        self.hub.check()
        self._klopt()
        events = self.hub.events
        einden = {e.cause: e.type for e in events if e.type in (ACCEPTED, REFUSED)}
        assert einden.keys() == self.stored
        termijnen, hoofd = self.hub.termijnen(), self.hub.hoofd()
        assert self.hub.termijnen_opnieuw() == termijnen
        assert self.hub.hoofd() == hoofd, "made again, deadlines say something again"
        for soort in {e.type.split(".")[-2] for e in events if e.version is not None}:
            event(f"accepted: {soort}")


def _is_gewoon(stored: Recorded) -> None:
    """Invariants 10 and 13: nothing of a number of a person, of another's pupil, or in a ROD registration but dates."""
    body = decode_body(stored.open)
    assert _BSN.encode() not in stored.open
    if stored.source == HUB_SOURCE:
        return
    assert stored.source == BRON
    assert (body.actor.rol, body.actor.organisatie) == (LVS.rol, LVS.organisatie)
    assert body.data["school"] == SCHOOL
    if stored.type == OppGeregistreerdInRod.kenmerken.type:
        assert body.data.keys() <= {"school", "datum", "begindatum", "einddatum", "kenmerk", "corrigeert"}
        assert set(body.sealed) <= {"corrigeert.reden"}


TestRegio = pytest.mark.faults(Regio.TestCase)
TestRegio.settings = settings(
    max_examples=settings().max_examples // 4, stateful_step_count=25, suppress_health_check=list(HealthCheck)
)
