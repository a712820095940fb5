"""A deadline rule as one region has it: its own length or days, and whether agreed deadlines roll to a werkdag."""

from dataclasses import replace

from contracts.codes import Canon
from contracts.regioprofiel import Regioprofiel, Termijnafwijking
from contracts.termijnen import Duur, Eenheid, Termijnregel


def regel_in(profiel: Regioprofiel | None, regel: Termijnregel) -> Termijnregel:
    """The rule with what the region's profile has in its place; without a profile the rule itself.

    Raises ValueError where the profile gives dates of a calendar to a rule that has a length, or the other way round.
    """
    if profiel is None:
        return regel
    afwijking = profiel.termijnen.get(regel.id)
    if afwijking is not None:
        if regel.kalender is not None:
            regel = replace(regel, kalender=replace(regel.kalender, dagen=_dagen(regel.id, afwijking)))
        else:
            regel = replace(regel, duur=_duur(regel.id, afwijking))
    if profiel.afspraken_schuiven and regel.atw is None and not regel.grondslag.wettelijk:
        regel = replace(regel, atw=regel.kort_voor_atw)
    return regel


def gelezen_van(profiel: Regioprofiel) -> dict[str, object]:
    """All that the reckoning reads of a profile, to know when that changes; no name of a school or the like."""
    return {
        "termijnen": {id_: afwijking.model_dump(mode="json") for id_, afwijking in profiel.termijnen.items()},
        "schuiven": profiel.afspraken_schuiven,
        "opp": [canon.value for canon in Canon if profiel.opp_vereist(canon)],
        "scholen": {code: school.soort.value for code, school in profiel.scholen.items()},
    }


def _duur(regel_id: str, afwijking: Termijnafwijking) -> Duur:
    if afwijking.dagen is not None:
        return Duur(afwijking.dagen, Eenheid.DAGEN)
    if afwijking.werkdagen is not None:
        return Duur(afwijking.werkdagen, Eenheid.WERKDAGEN)
    if afwijking.weken is not None:
        return Duur(afwijking.weken, Eenheid.WEKEN)
    raise ValueError(f"termijn {regel_id!r} heeft een duur; datums van een kalender passen daar niet bij")


def _dagen(regel_id: str, afwijking: Termijnafwijking) -> tuple[str, ...]:
    if afwijking.datums is None:
        raise ValueError(f"termijn {regel_id!r} heeft dagen van een kalender; een duur past daar niet bij")
    return afwijking.datums
