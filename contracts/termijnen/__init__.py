"""Deadline rules as data (domain.md §5): what starts a term, what meets it, how long it is, by which article.

A rule says what the law or the agreement says; `berekening` does the sums. A changed rule is a new
version with the day from which it holds: a term keeps the version of the day it started on.
"""

from .kalender import Halfjaar, Kalender, Telling
from .moment import Moment, OpSchoolsoort, Sinds, VeldIs, Voorwaarde, VraagtOpp, Zonder
from .regel import (
    Duur,
    Eenheid,
    Grond,
    Opschortingsregel,
    Reeks,
    Termijnregel,
    Verlengingsregel,
)
from .tabel import REGELS, OnbekendeTermijn, bewaakt_open_termijn, per_id, regels_op, sleutelveld, versie_op

__all__ = [
    "REGELS",
    "Duur",
    "Eenheid",
    "Grond",
    "Halfjaar",
    "Kalender",
    "Moment",
    "OnbekendeTermijn",
    "OpSchoolsoort",
    "Opschortingsregel",
    "Reeks",
    "Sinds",
    "Telling",
    "Termijnregel",
    "VeldIs",
    "Verlengingsregel",
    "Voorwaarde",
    "VraagtOpp",
    "Zonder",
    "bewaakt_open_termijn",
    "per_id",
    "regels_op",
    "sleutelveld",
    "versie_op",
]
