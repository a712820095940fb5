"""The rules on a leerling, as data: id, basis (article, source), what is wrong and what to do (Dutch, B1)."""

from typing import Final

from contracts.codes import Uitschrijfreden
from eventlog.deciding.outcome import Rule

VOLGENDE_SCHOOL: Final = Rule(
    "uitschrijving-volgende-school",
    "WPO 40 lid 11; zorgplicht",  # [wet; 001]
    "U schrijft een leerling uit die extra ondersteuning nodig heeft. "
    "Dat mag pas als een andere school de leerling wil toelaten.",
    "Zoek een school die wil. Stuur de uitschrijving dan opnieuw, met die school erbij (`volgendeSchool`).",
)
"""Invariant 8 of domain.md §4."""

OP_GROND_VAN_ONDERSTEUNING: Final = frozenset({Uitschrijfreden.ONDERSTEUNING, Uitschrijfreden.VERWIJDERING})
"""Reasons that make leaving one on grounds of support.

`verwijdering` too [keuze]: whatever it is called, WPO 40 asks for a willing school before any verwijdering, and for a
pupil with extra support the zorgplicht then weighs most. With the other reasons the pupil, or ouders, choose to go.
"""
