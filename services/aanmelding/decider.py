"""The aanmelding context: from receipt to decision, and the search for a passende plek. Pure: no clock, no I/O.

What another event must precede is held, since systems send out of order; what a rule forbids is refused. An unusual but
lawful course is accepted: a second aanmelding, a decision that is revised, two decisions, a search for a pupil who is
enrolled already [001][004].
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from contracts.catalogue import CATALOGUS
from contracts.regioprofiel import Regioprofiel
from eventlog.deciding.decider import Decider, Submission
from eventlog.deciding.outcome import ACCEPT, Outcome, Refuse

from ..regioregels import GEBIED_ONBEKEND, NIVEAU_ONBEKEND, Niveau, kent_gebieden, kent_niveau, wacht
from .regels import (
    AANMELDING_EERST,
    AANMELDING_VOOR_DEZE_DAG,
    AANVULLING_EERST,
    GRONDEN_MET_ZORGPLICHT,
    PLEK_GEZOCHT_EERST,
    VERLENGING_MEDEDELING,
    ZORGPLICHT,
)
from .shapes import (
    BESLIST,
    GELEZEN,
    AanvullingGevraagd,
    AanvullingOntvangen,
    BeginstandVastgelegd,
    BeslistermijnVerlengd,
    Ingeschreven,
    OnderwijsbehoefteInKaartGebracht,
    Ontvangen,
    PassendAanbodGedaan,
    PassendePlekGevonden,
    PassendePlekGezocht,
    PlekVoorgesteld,
    TijdelijkGeplaatst,
    Toegelaten,
    ToelatingGeweigerd,
)
from .toestand import Aanmeldingen, evolve
from .verlenging import bezwaar_tegen
from .vervallen import BIJ_VERVALLEN

_TYPE: Final = {vorm: type_ for type_, vorm in (BESLIST | GELEZEN).items()}
_ONTVANGEN: Final = _TYPE[Ontvangen]


def decide(profielen: Mapping[str, Regioprofiel], state: Aanmeldingen, inzending: Submission) -> Outcome:
    """What becomes of a submission. Codes first: a wrong one stays wrong, whatever may still arrive."""
    profiel = profielen.get(inzending.regio)
    match inzending.data:
        case Ontvangen() | PassendePlekGezocht():
            return ACCEPT

        case OnderwijsbehoefteInKaartGebracht(gebied=codes) if not kent_gebieden(profiel, codes):
            return Refuse(GEBIED_ONBEKEND)
        case PassendAanbodGedaan(niveau=Niveau() as niveau) if not kent_niveau(profiel, niveau):
            return Refuse(NIVEAU_ONBEKEND)
        case OnderwijsbehoefteInKaartGebracht() | PassendAanbodGedaan():
            # The zorgplicht holds for enrolled pupils too [001], whose aanmelding may be from before the hub.
            if state.aanmeldingen or state.ingeschreven:
                return ACCEPT
            return wacht(profiel, AANMELDING_EERST, _ONTVANGEN, _TYPE[Ingeschreven], _TYPE[BeginstandVastgelegd])

        case BeslistermijnVerlengd(ouder_mededeling=None):
            return Refuse(VERLENGING_MEDEDELING)
        case BeslistermijnVerlengd() as verlenging if aanmelding := state.aanmelding_op(verlenging.datum):
            bezwaar = bezwaar_tegen(verlenging, aanmelding, state)
            return Refuse(bezwaar) if bezwaar is not None else ACCEPT

        case ToelatingGeweigerd(grond=grond, bereid_gevonden_school=None, datum=dag) if grond in GRONDEN_MET_ZORGPLICHT:
            if state.extra_ondersteuning:
                return Refuse(ZORGPLICHT)
            if aanmelding := state.aanmelding_op(dag):
                return Refuse(ZORGPLICHT) if aanmelding.vermoeden else ACCEPT

        case AanvullingOntvangen(datum=dag) if state.aanmeldingen:
            if state.wacht_op_antwoord(dag):
                return ACCEPT
            return wacht(profiel, AANVULLING_EERST, _TYPE[AanvullingGevraagd])
        case AanvullingGevraagd() | Toegelaten() | ToelatingGeweigerd() | TijdelijkGeplaatst() if state.aanmeldingen:
            return ACCEPT

        case PlekVoorgesteld() | PassendePlekGevonden():
            return ACCEPT if state.plek_gezocht else wacht(profiel, PLEK_GEZOCHT_EERST, _TYPE[PassendePlekGezocht])

    # All that is left needs an aanmelding: any, or one that was there on the day of an extension or refusal.
    return wacht(profiel, AANMELDING_VOOR_DEZE_DAG if state.aanmeldingen else AANMELDING_EERST, _ONTVANGEN)


def aanmelding(profielen: Mapping[str, Regioprofiel]) -> Decider[Aanmeldingen]:
    """The decider of this context for these regions."""
    return Decider(
        name="aanmelding",
        initial=Aanmeldingen(),
        evolve=evolve,
        decide=partial(decide, profielen),
        decides=BESLIST,
        reads=GELEZEN,
        senders={type_: CATALOGUS[type_].kenmerken.afzenders for type_ in BESLIST},
        once_lapsed=BIJ_VERVALLEN,
    )
