"""What the simulator expects is what the contexts decide: its year through their real deciders, without a database."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from contracts.regio import profielen
from contracts.regioprofiel import Regioprofiel
from eventlog.deciding.decider import Decider
from eventlog.deciding.outcome import HELD
from schakel.simulatie import Inzending, Verwacht, simuleer
from services.aanmelding import AANMELDING
from services.leerling import LEERLING
from services.ondersteuning import ONDERSTEUNING
from services.schoolprofiel import SCHOOLPROFIEL

from .als_bewaard import als_bewaard
from .beslissen import NIET_BEWAARD, TOT, VERWACHT, Context, Dossier


@pytest.mark.parametrize("profiel", profielen().values(), ids=lambda p: p.code)
def test_the_contexts_decide_as_the_simulator_expects(profiel: Regioprofiel) -> None:
    deciders: list[Decider[Any]] = [d(profielen()) for d in (AANMELDING, ONDERSTEUNING, SCHOOLPROFIEL)]
    contexten = [Context(decider) for decider in (*deciders, LEERLING)]
    dossiers: dict[UUID, Dossier] = {}
    bewaard: list[tuple[Inzending, Dossier, UUID]] = []
    eerst_gewacht = Counter[str]()
    for inzending in simuleer(profiel, aantal=6_000, seed=11, tot=TOT):
        if inzending.verwacht in NIET_BEWAARD:
            continue
        bewaard_als = als_bewaard(inzending, profiel.code)
        dossier = dossiers.setdefault(bewaard_als.dossier, Dossier(bewaard_als.dossier))
        binnen = dossier.voeg_toe(bewaard_als)
        assert binnen.cause is not None
        dossier.kom_binnen(contexten, binnen)
        bewaard.append((inzending, dossier, binnen.cause))
        if inzending.verwacht is Verwacht.AANVAARD and inzending.bijzonder is not None:
            assert dossier.uitkomst[binnen.cause][0] == HELD, inzending.bijzonder
            eerst_gewacht[inzending.bijzonder] += 1

    anders = Counter[tuple[object, ...]]()
    for inzending, dossier, cause in bewaard:
        uitkomst, regel = dossier.uitkomst[cause]
        if VERWACHT[uitkomst] is not inzending.verwacht:
            soort = inzending.gebeurtenis["type"].split(".")[3]
            anders[soort, inzending.bijzonder, inzending.verwacht.value, VERWACHT[uitkomst].value, regel] += 1
    assert not anders
    # Of the MR as well, but a region has few schools: not in every run.
    assert eerst_gewacht.keys() >= {
        "verlenging voor de aanmelding", "OPP voor het horen", "OPP voor de bespreking", "ROD voor het OPP",
        "evaluatie voor het plan",
    }  # fmt: skip
