"""`/v1/scholen/{school}/kengetallen` and `/groepen`: figures and the calendar of groepen, for that school alone."""

from typing import Annotated

from fastapi import APIRouter, Query

from contracts.schooljaar import naam_schooljaar
from eventlog.clock import Clock, day_of
from projections.school import SchoolView, groepskalender, kengetallen

from . import antwoord
from .present import present_groep, present_kengetallen
from .queries import GroepenQuery
from .school_routes import School


def kengetallen_routes(view: SchoolView, clock: Clock) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/v1/scholen/{school}", tags=["school"])

    @router.get("/kengetallen", operation_id="leesKengetallen", summary="Cijfers van een school")
    async def lees_kengetallen(school: School) -> antwoord.Kengetallen:
        """Over dit schooljaar, geteld over de leerlingen die vandaag zijn ingeschreven."""
        return present_kengetallen(kengetallen(await view.dossiers(school), day_of(clock.now())))

    @router.get("/groepen", operation_id="lijstGroepen", summary="Groepen van een school en hun kalender")
    async def groepen(school: School, query: Annotated[GroepenQuery, Query()]) -> antwoord.Groepen:
        """SEO-metingen en groepsplannen per groep in een schooljaar."""
        vandaag = day_of(clock.now())
        schooljaar = query.schooljaar or naam_schooljaar(vandaag)
        kalenders = groepskalender(await view.dossiers(school), schooljaar, vandaag)
        return antwoord.Groepen(schooljaar=schooljaar, groepen=tuple(present_groep(kalender) for kalender in kalenders))

    return router
