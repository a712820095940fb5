"""All routes of inzage together."""

from fastapi import APIRouter

from eventlog.clock import Clock
from eventlog.dossiers import Dossiers
from eventlog.sealing.keys import SealingKeys
from eventlog.store import EventLog
from eventlog.views.progress import ViewProgress
from projections.dossier import Feitenlezer
from projections.inzendingen import Inzendingen
from projections.school import SchoolView

from .inzendingen_routes import WACHT_SECONDEN, inzendingen_routes
from .kengetallen_routes import kengetallen_routes
from .opening import Opener
from .school_routes import school_routes
from .stand import Stand
from .tijdlijn_routes import tijdlijn_routes
from .uitkomsten_routes import uitkomsten_routes


def create_router(
    *,
    inzendingen: Inzendingen,
    voortgang: ViewProgress,
    school: SchoolView,
    log: EventLog,
    dossiers: Dossiers,
    sleutels: SealingKeys,
    clock: Clock,
    wacht: float = WACHT_SECONDEN,
) -> APIRouter:
    """`voortgang`: of the view `inzendingen`. `wacht`: seconds that it gets to catch up with what was just sent."""
    opener = Opener(sleutels, log.upcasters)
    stand = Stand(log)
    router = APIRouter()
    router.include_router(inzendingen_routes(inzendingen, voortgang, stand, opener, wacht=wacht))
    router.include_router(uitkomsten_routes(inzendingen, stand))
    router.include_router(school_routes(school, opener, clock))
    router.include_router(kengetallen_routes(school, clock))
    router.include_router(tijdlijn_routes(Feitenlezer(log), dossiers, opener, clock))
    return router
