"""The deadlines of a school and of its groepen: SEO-meting, groepsplannen, aanbod, monitoring (000; 002; 004)."""

from ..codes import Groepsplansoort, Meetperiode, Rol
from ..gebeurtenis import TYPE_PREFIX
from .kalender import Halfjaar, Kalender, Telling
from .moment import Moment, VeldIs
from .regel import PASSEND_ONDERWIJS, Duur, Eenheid, Grond, Reeks, Termijnregel

_PLANNEN = f"{TYPE_PREFIX}ondersteuningsplannen."
_PROFIEL = f"{TYPE_PREFIX}schoolprofielen."
_GROEP = "groep"

SEO_METING = f"{_PLANNEN}seometingafgenomen.v1"
GROEPSPLAN_VASTGESTELD = f"{_PLANNEN}groepsplanvastgesteld.v1"
GROEPSPLAN_BESPROKEN = f"{_PLANNEN}groepsplanbesproken.v1"
AANBOD_VASTGESTELD = Moment(f"{_PROFIEL}ondersteuningsaanbodvastgesteld.v1")
INZET_GERAPPORTEERD = Moment(f"{_PROFIEL}ondersteuningsinzetgerapporteerd.v1")

_GEEN_LENGTE = Duur(0, Eenheid.DAGEN)

SCHOOL: tuple[Termijnregel, ...] = (
    Termijnregel(
        id="seo-meting",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de meting van de sociaal-emotionele ontwikkeling",
        kalender=Kalender(("11-30", "04-30"), halfjaar=Halfjaar("periode", Meetperiode.NOVEMBER, Meetperiode.APRIL)),
        gehaald_door=(Moment(SEO_METING),),
        duur=_GEEN_LENGTE,
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("Schoolkalender: SEO-meting in november en april", "004", wettelijk=False),
        sleutel=_GROEP,
    ),
    # The next measurement of November is what a plan must follow from then on [keuze].
    Termijnregel(
        id="groepsplan-gedrag",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="het groepsplan gedrag na de meting van november",
        start=(Moment(SEO_METING, mits=(VeldIs("periode", Meetperiode.NOVEMBER),)),),
        gehaald_door=(Moment(GROEPSPLAN_VASTGESTELD, mits=(VeldIs("soort", Groepsplansoort.GEDRAG),)),),
        duur=Duur(6, Eenheid.WEKEN),
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("Groepsplan gedrag, zes weken na de meting", "004; keuze", wettelijk=False),
        reeks=Reeks(begint_opnieuw=True),
        sleutel=_GROEP,
    ),
    Termijnregel(
        id="groepsplan-bespreking",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de bespreking van het groepsplan",
        kalender=Kalender(("11-30", "03-31", "06-30")),
        gehaald_door=(Moment(GROEPSPLAN_BESPROKEN),),
        duur=_GEEN_LENGTE,
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("Schoolkalender: drie besprekingen per schooljaar", "002; keuze", wettelijk=False),
        sleutel=_GROEP,
    ),
    # By 31 juli there is an aanbod for the schooljaar that begins the next day.
    Termijnregel(
        id="sop-actualisatie",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de actualisatie van het ondersteuningsaanbod",
        kalender=Kalender(("07-31",), Telling.VOORUIT),
        gehaald_door=(AANBOD_VASTGESTELD,),
        duur=_GEEN_LENGTE,
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("Schoolkalender: ondersteuningsaanbod altijd actueel", "004; 000", wettelijk=False),
    ),
    Termijnregel(
        id="monitoring",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de jaarlijkse rapportage over de ingezette ondersteuning",
        kalender=Kalender(("07-31",), Telling.TERUG),
        gehaald_door=(INZET_GERAPPORTEERD,),
        duur=_GEEN_LENGTE,
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("Schoolkalender: jaarlijkse monitoring", "000; keuze", wettelijk=False),
    ),
)
