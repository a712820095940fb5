"""The deadlines of an aanmelding (WPO 40)."""

from ..codes import Rol
from ..gebeurtenis import TYPE_PREFIX
from .leerling import UITGESCHREVEN
from .moment import Moment
from .regel import (
    PASSEND_ONDERWIJS,
    VOOR_OUDERS,
    Duur,
    Eenheid,
    Grond,
    Opschortingsregel,
    Termijnregel,
    Verlengingsregel,
)

AANMELDING_ONTVANGEN = Moment(f"{TYPE_PREFIX}aanmeldingen.ontvangen.v1", "ontvangstdatum")
AANVULLING_GEVRAAGD = Moment(f"{TYPE_PREFIX}aanmeldingen.aanvullinggevraagd.v1")
AANVULLING_ONTVANGEN = Moment(f"{TYPE_PREFIX}aanmeldingen.aanvullingontvangen.v1")
BESLISTERMIJN_VERLENGD = Moment(f"{TYPE_PREFIX}aanmeldingen.beslistermijnverlengd.v1", "nieuweDatum")
PASSEND_AANBOD_GEDAAN = Moment(f"{TYPE_PREFIX}aanmeldingen.passendaanbodgedaan.v1")
TOEGELATEN = Moment(f"{TYPE_PREFIX}aanmeldingen.toegelaten.v1")
TOELATING_GEWEIGERD = Moment(f"{TYPE_PREFIX}aanmeldingen.toelatinggeweigerd.v1")
TIJDELIJK_GEPLAATST = Moment(f"{TYPE_PREFIX}aanmeldingen.tijdelijkgeplaatst.v1")

_BESLISSING = (PASSEND_AANBOD_GEDAAN, TOEGELATEN, TOELATING_GEWEIGERD)
_WPO_40 = Grond("WPO 40", "wet; 000")
_AWB_4_15 = Grond("Awb 4:15 lid 1", "wet")

AANMELDING: tuple[Termijnregel, ...] = (
    Termijnregel(
        id="aanmelding-beslissing",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de beslissing over de aanmelding",
        start=(AANMELDING_ONTVANGEN,),
        gehaald_door=_BESLISSING,
        duur=Duur(6, Eenheid.WEKEN),
        verlenging=Verlengingsregel(BESLISTERMIJN_VERLENGD, Duur(4, Eenheid.WEKEN), _WPO_40),
        opschorting=Opschortingsregel(AANVULLING_GEVRAAGD, AANVULLING_ONTVANGEN, _AWB_4_15),
        vervalt_door=(UITGESCHREVEN,),
        eigenaar=(Rol.SCHOOL,),
        ook_voor=VOOR_OUDERS,
        grondslag=_WPO_40,
    ),
    # The day after ten weeks. It does not stand still while an aanvulling is open [keuze]: Awb 4:15 suspends
    # the term of a decision, and this is the day from which the child has a place without one; domain.md §5
    # names no suspension here either. The day after the ten weeks rolls as other statutory ends do [keuze].
    Termijnregel(
        id="tijdelijke-plaatsing",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de tijdelijke plaatsing als er geen beslissing is",
        start=(AANMELDING_ONTVANGEN,),
        gehaald_door=(TIJDELIJK_GEPLAATST, *_BESLISSING),
        duur=Duur(10 * 7 + 1, Eenheid.DAGEN),
        vervalt_door=(UITGESCHREVEN,),
        eigenaar=(Rol.SCHOOL,),
        ook_voor=VOOR_OUDERS,
        grondslag=Grond("WPO 40", "wet"),
    ),
)
