"""All routes of inzage together."""

from fastapi import APIRouter

from eventlog.clock import Clock
from eventlog.deciding.standing import Standings
from eventlog.dossiers import Dossiers
from eventlog.sealing.keys import SealingKeys
from eventlog.store import EventLog
from eventlog.views.progress import ViewProgress
from projections.dossier import Feitenlezer
from projections.inzendingen import Inzendingen
from projections.school import SchoolView

from .current import CurrentStanding
from .inzendingen_routes import PATIENCE_SECONDS, inzendingen_routes
from .kengetallen_routes import kengetallen_routes
from .opening import Opener
from .school_routes import school_routes
from .tijdlijn_routes import tijdlijn_routes
from .uitkomsten_routes import uitkomsten_routes


def create_router(
    *,
    inzendingen: Inzendingen,
    progress: ViewProgress,
    school: SchoolView,
    log: EventLog,
    standings: Standings,
    dossiers: Dossiers,
    keys: SealingKeys,
    clock: Clock,
    patience: float = PATIENCE_SECONDS,
) -> APIRouter:
    """`progress`: of the view `inzendingen`. `patience`: seconds that it gets to catch up with what was just sent."""
    opener = Opener(keys, log.upcasters)
    standing = CurrentStanding(log, standings)
    router = APIRouter()
    router.include_router(inzendingen_routes(inzendingen, progress, standing, opener, patience=patience))
    router.include_router(uitkomsten_routes(inzendingen, standing))
    router.include_router(school_routes(school, opener, clock))
    router.include_router(kengetallen_routes(school, clock))
    router.include_router(tijdlijn_routes(Feitenlezer(log), dossiers, opener, clock))
    return router
