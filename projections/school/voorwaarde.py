"""Accepted events of a dossier that no longer meet a condition, since what they leaned on is gone. Pure.

Something is to be done about each: record what is missing, or withdraw it too (docs/decisions/0024).
"""

from datetime import date

import msgspec

from .shapes.inzendingen import Voorwaardesignaal, VoorwaardeVervallen


class Voorwaarde(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One of them. `over`, `gebeurtenis`: type and id of the event; `sinds`: day on which the hub saw it."""

    inzending: str
    over: str
    gebeurtenis: str
    regel: str
    grondslag: str
    melding: str
    volgende_stap: str
    sinds: date
    signaal: str
    gesignaleerd_op: int


Voorwaarden = tuple[Voorwaarde, ...]


def na_voorwaardesignaal(
    voorwaarden: Voorwaarden, data: Voorwaardesignaal, signaal: str, gesignaleerd_op: int
) -> Voorwaarden:
    """What has lapsed after a signal: of each event the last one said counts."""
    andere = tuple(v for v in voorwaarden if v.inzending != data.inzending)
    if not isinstance(data, VoorwaardeVervallen):
        return andere
    regel = data.regel
    nieuw = Voorwaarde(
        data.inzending, data.over, data.gebeurtenis, regel.id, regel.grondslag, regel.melding, regel.volgende_stap,
        data.datum, signaal, gesignaleerd_op,
    )  # fmt: skip
    return (*andere, nieuw)
