"""The deadlines of the ontwikkelingsperspectief (WPO 40a; WEC 41a; 000)."""

from ..codes import Rol
from ..gebeurtenis import TYPE_PREFIX
from .leerling import UITGESCHREVEN
from .moment import SPECIAAL, Moment, OpSchoolsoort, Sinds, VeldIs, VraagtOpp, Zonder
from .regel import PASSEND_ONDERWIJS, VOOR_OUDERS, Duur, Eenheid, Grond, Reeks, Termijnregel

_PLANNEN = f"{TYPE_PREFIX}ondersteuningsplannen."
_INGESCHREVEN = f"{TYPE_PREFIX}leerlingen.ingeschreven.v1"
_NIVEAU_GEWIJZIGD = f"{_PLANNEN}niveaugewijzigd.v1"
_GEEVALUEERD = f"{_PLANNEN}oppgeevalueerd.v1"

OPP_VASTGESTELD = Moment(f"{_PLANNEN}oppvastgesteld.v1")
OPP_AFGESLOTEN = Moment(f"{_PLANNEN}oppafgesloten.v1")
# With an end date it is the end of an OPP that is registered, not that there is one.
OPP_IN_ROD = Moment(f"{_PLANNEN}oppgeregistreerdinrod.v1", mits=(Zonder("einddatum"),))
# With ouders and pupil; or, where the pupil did not want to be heard about it, with ouders.
OPP_GEEVALUEERD = (
    Moment(_GEEVALUEERD, mits=(VeldIs("metOuders", True), VeldIs("metLeerling", True))),
    Moment(_GEEVALUEERD, mits=(VeldIs("metOuders", True), Sinds(f"{_PLANNEN}leerlingzietafvanhoren.v1"))),
)
OPP_NODIG = (
    Moment(_INGESCHREVEN, "inschrijfdatum", (VeldIs("extraOndersteuning", True),)),
    Moment(_INGESCHREVEN, "inschrijfdatum", (OpSchoolsoort(SPECIAAL),)),
    Moment(_NIVEAU_GEWIJZIGD, mits=(VraagtOpp(),)),
)
OPP_NIET_MEER_NODIG = Moment(_NIVEAU_GEWIJZIGD, mits=(VraagtOpp(ja=False), OpSchoolsoort(SPECIAAL, ja=False)))

OPP_EVALUATIE = "opp-evaluatie"

_WPO_40A = Grond("WPO 40a", "wet; 000")
_GEEN_OPP_MEER = (UITGESCHREVEN, OPP_AFGESLOTEN)

OPP: tuple[Termijnregel, ...] = (
    # Who has an OPP needs no other one at the next level up. Back to a level without one before it is there, at a
    # school that is no S(B)O: nothing is left to draw up [keuze].
    Termijnregel(
        id="opp-opstellen",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="het opstellen van het ontwikkelingsperspectief",
        start=OPP_NODIG,
        gehaald_door=(OPP_VASTGESTELD,),
        duur=Duur(6, Eenheid.WEKEN),
        vervalt_door=(*_GEEN_OPP_MEER, OPP_NIET_MEER_NODIG),
        eigenaar=(Rol.SCHOOL,),
        grondslag=_WPO_40A,
        reeks=Reeks(gedekt_tot=_GEEN_OPP_MEER),
        ook_voor=VOOR_OUDERS,
    ),
    # A new versie begins the year again, since it is discussed, heard and agreed to anew; not beyond the 31 juli by
    # which every schooljaar after that of the first versie has its evaluation [keuze; docs/decisions/0019].
    Termijnregel(
        id=OPP_EVALUATIE,
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de evaluatie van het ontwikkelingsperspectief",
        start=(OPP_VASTGESTELD,),
        gehaald_door=OPP_GEEVALUEERD,
        duur=Duur(1, Eenheid.JAREN),
        vervalt_door=_GEEN_OPP_MEER,
        eigenaar=(Rol.SCHOOL,),
        grondslag=_WPO_40A,
        reeks=Reeks(begint_opnieuw=True, herhaalt=True),
        elk_schooljaar=True,
        ook_voor=VOOR_OUDERS,
    ),
    # The register keeps from when to when a pupil has an OPP: a new versie of it is no new registration [keuze].
    # Ouders do not see what the register answered (domain.md §3), so not this deadline either.
    Termijnregel(
        id="opp-rod",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de registratie van het ontwikkelingsperspectief in het ROD",
        start=(OPP_VASTGESTELD,),
        gehaald_door=(OPP_IN_ROD,),
        duur=Duur(7, Eenheid.DAGEN),
        vervalt_door=_GEEN_OPP_MEER,
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("Registratie in het ROD, zeven dagen", "000; keuze", wettelijk=False),
        reeks=Reeks(gedekt_tot=_GEEN_OPP_MEER),
    ),
)
