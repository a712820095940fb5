"""What may be wrong with a beginstand, and the TLV number that it claims; the rest is taken as the school says it."""

from collections.abc import Iterator
from datetime import date

from contracts.regioprofiel import Regioprofiel
from eventlog.deciding.outcome import Claim, Rule

from ..regioregels import GEBIED_ONBEKEND, NIVEAU_ONBEKEND, kent_gebieden, kent_niveau
from .regels import BEGINSTAND_DATUMS, BEGINSTAND_LATER, TLV_UNIEK
from .shapes import BeginstandVastgelegd, GeldendeTlv, LopendOpp


def bezwaar_tegen(stand: BeginstandVastgelegd, profiel: Regioprofiel | None) -> Rule | None:
    """The rule that this beginstand breaks, if it does."""
    if stand.niveau is not None and not kent_niveau(profiel, stand.niveau):
        return NIVEAU_ONBEKEND
    if not kent_gebieden(profiel, (plan.gebied for plan in stand.plannen)):
        return GEBIED_ONBEKEND
    if any(einde < begin for begin, einde in _duren(stand)):
        return BEGINSTAND_DATUMS
    if any(dag > stand.datum for dag in _gebeurd(stand)):
        return BEGINSTAND_LATER
    return None


def claims_van(stand: BeginstandVastgelegd, profiel: Regioprofiel | None) -> tuple[Claim, ...]:
    """Invariant 4: a TLV number is of one pupil, within the SWV that granted it; none where that is not known."""
    match stand.tlv:
        case GeldendeTlv(tlv_nummer=nummer, swv=swv):
            verlener = swv or (profiel.swv.code if profiel is not None else None)
            return (Claim(f"tlvnummer:{verlener}", nummer, TLV_UNIEK),) if verlener is not None else ()
        case _:
            return ()


def _duren(stand: BeginstandVastgelegd) -> Iterator[tuple[date, date]]:
    for plan in stand.plannen:
        yield plan.gestart_op, plan.evaluatiedatum
    for geldig in (stand.tlv, *stand.arrangementen):
        if geldig is not None and geldig.einde is not None:
            yield geldig.ingang, geldig.einde


def _gebeurd(stand: BeginstandVastgelegd) -> Iterator[date]:
    """What must have happened by the day of the beginstand."""
    yield stand.inschrijfdatum
    if stand.niveau_sinds is not None:
        yield stand.niveau_sinds
    yield from (plan.gestart_op for plan in stand.plannen)
    match stand.opp:
        case LopendOpp() as opp:
            dagen = (
                opp.vastgesteld_op, opp.met_ouders_besproken_op, opp.leerling_gehoord_op, opp.leerling_ziet_af_op,
                opp.ingestemd_op, opp.laatste_evaluatie, opp.rod_geregistreerd_op,
            )  # fmt: skip
            yield from (dag for dag in dagen if dag is not None)
