"""Every rule by which a context holds says in words of its own what to do when it is broken after acceptance."""

from types import ModuleType

import pytest

from contracts.regio import profielen
from eventlog.deciding.decider import Decider
from eventlog.deciding.outcome import Rule
from services.aanmelding import AANMELDING
from services.aanmelding import regels as aanmelding
from services.leerling import LEERLING
from services.leerling import regels as leerling
from services.ondersteuning import ONDERSTEUNING
from services.ondersteuning import regels as ondersteuning
from services.schoolprofiel import SCHOOLPROFIEL
from services.schoolprofiel import regels as schoolprofiel

CONTEXTS = [
    (AANMELDING(profielen()), aanmelding), (LEERLING, leerling), (ONDERSTEUNING(profielen()), ondersteuning),
    (SCHOOLPROFIEL(profielen()), schoolprofiel),
]  # fmt: skip


@pytest.mark.parametrize(("context", "regels"), CONTEXTS)
def test_the_words_are_of_a_rule_of_this_context(context: Decider[object], regels: ModuleType) -> None:
    van_de_context = {regel.id: regel for regel in vars(regels).values() if isinstance(regel, Rule)}
    assert context.once_lapsed
    for id_, regel in context.once_lapsed.items():
        assert regel.id == id_
        assert regel.basis == van_de_context[id_].basis
        assert regel.text != van_de_context[id_].text
        assert "vanzelf" not in regel.next_step, "nothing waits any more"
        assert regel.next_step.endswith(".")


@pytest.mark.parametrize(("context", "regels"), CONTEXTS)
def test_every_rule_that_tells_to_wait_has_such_words(context: Decider[object], regels: ModuleType) -> None:
    for regel in vars(regels).values():
        if isinstance(regel, Rule) and "vanzelf verder" in regel.next_step:
            assert regel.id in context.once_lapsed
