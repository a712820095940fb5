"""Ondersteuningsplannen: from a first signal to the OPP, its hearing, consent and evaluation (domain.md §3).

A module a part of the domain; here all of it, as the catalogue and the contexts read it.
"""

from ..gebeurtenis import Gebeurtenis
from .groep import GroepsplanBesproken, GroepsplanVastgesteld, SeoMetingAfgenomen
from .inspraak import (
    HandelingsdeelIngestemd,
    HandelingsdeelInstemmingGeweigerd,
    HandelingsdeelInstemmingIngetrokken,
    LeerlingGehoord,
    LeerlingTeruggekoppeld,
    LeerlingZietAfVanHoren,
    OppMetOudersBesproken,
    OudersGesproken,
)
from .niveau import HandelingsverlegenheidVastgesteld, NiveauGewijzigd, SignaalVastgelegd
from .opp import OppAfgesloten, OppBijgesteld, OppConceptOpgesteld, OppGeevalueerd, OppVastgesteld
from .plan import PlanGeevalueerd, PlanGestart
from .rod import OppGeregistreerdInRod, RodRegistratieGeweigerd
from .zorg import DiagnoseGemeld, MedischHandelenBeeindigd, MedischHandelenOvereengekomen, ZorgdossierSamengesteld

__all__ = [
    "GEBEURTENISSEN",
    "DiagnoseGemeld",
    "GroepsplanBesproken",
    "GroepsplanVastgesteld",
    "HandelingsdeelIngestemd",
    "HandelingsdeelInstemmingGeweigerd",
    "HandelingsdeelInstemmingIngetrokken",
    "HandelingsverlegenheidVastgesteld",
    "LeerlingGehoord",
    "LeerlingTeruggekoppeld",
    "LeerlingZietAfVanHoren",
    "MedischHandelenBeeindigd",
    "MedischHandelenOvereengekomen",
    "NiveauGewijzigd",
    "OppAfgesloten",
    "OppBijgesteld",
    "OppConceptOpgesteld",
    "OppGeevalueerd",
    "OppGeregistreerdInRod",
    "OppMetOudersBesproken",
    "OppVastgesteld",
    "OudersGesproken",
    "PlanGeevalueerd",
    "PlanGestart",
    "RodRegistratieGeweigerd",
    "SeoMetingAfgenomen",
    "SignaalVastgelegd",
    "ZorgdossierSamengesteld",
]

GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (
    SignaalVastgelegd, GroepsplanVastgesteld, GroepsplanBesproken, SeoMetingAfgenomen, PlanGestart, PlanGeevalueerd,
    OudersGesproken, NiveauGewijzigd, HandelingsverlegenheidVastgesteld, OppConceptOpgesteld, LeerlingGehoord,
    LeerlingZietAfVanHoren, LeerlingTeruggekoppeld, OppMetOudersBesproken, HandelingsdeelIngestemd,
    HandelingsdeelInstemmingGeweigerd, HandelingsdeelInstemmingIngetrokken, OppVastgesteld, OppGeregistreerdInRod,
    RodRegistratieGeweigerd, OppGeevalueerd, OppBijgesteld, OppAfgesloten, ZorgdossierSamengesteld, DiagnoseGemeld,
    MedischHandelenOvereengekomen, MedischHandelenBeeindigd,
)  # fmt: skip
