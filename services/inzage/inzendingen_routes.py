"""`/v1/inzendingen`: what became of what was sent."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from eventlog.clock import moment_of
from eventlog.deciding.lapsed import Lapsed
from eventlog.views.progress import ViewProgress
from projections.inzendingen import Inzending, Inzendingen, Plek, Status

from ..web.authenticate import identity_of
from ..web.identity import Identity
from ..web.openapi import problem_response
from ..web.problem import Problem
from ..web.problem_kinds import NIET_BESCHIKBAAR, NIET_GEVONDEN
from . import antwoord
from .access import may_see, require_school
from .current import CurrentStanding
from .opening import Opener
from .paging import LINK, next_link, read_cursor
from .queries import InzendingQuery

PATIENCE_SECONDS: Final = 2.0
_LIJST: Final = "inzendingen"


def inzendingen_routes(
    inzendingen: Inzendingen,
    progress: ViewProgress,
    standing: CurrentStanding,
    opener: Opener,
    *,
    patience: float = PATIENCE_SECONDS,
) -> APIRouter:
    """The routes. `patience`: how many seconds a view that is behind gets to catch up."""
    router = APIRouter(tags=["inzendingen"])

    async def zoek(id_: UUID) -> Inzending | None:
        gevonden = await inzendingen.een(id_)
        if gevonden is not None:
            return gevonden
        # The view may be a moment behind a 202 that was answered just now.
        bij = await progress.wait(await progress.head(), patience)
        gevonden = await inzendingen.een(id_)
        if gevonden is None and not bij:
            raise Problem(
                NIET_BESCHIKBAAR,
                "Het overzicht van inzendingen loopt achter. De hub weet nog niet of deze inzending er is.",
                headers={"Retry-After": "2"},
            )
        return gevonden

    @router.get(
        "/v1/inzendingen/{id}",
        operation_id="leesInzending",
        summary="Wat er van een inzending is geworden",
        responses={
            404: problem_response("Geen inzending van u."),
            503: problem_response("Het overzicht loopt achter; probeer het opnieuw na `Retry-After`."),
        },
    )
    async def lees(
        id_: Annotated[UUID, Path(alias="id", description="Uit de `Location` van uw inzending.")],
        identity: Annotated[Identity, Depends(identity_of)],
    ) -> antwoord.Inzending:
        """Voor wie de inzending deed, en voor wie namens haar school werkt."""
        inzending = await zoek(id_)
        if inzending is None or not may_see(identity, inzending):
            raise Problem(NIET_GEVONDEN)
        nu = await standing.of({id_: inzending})
        lapsed = await standing.lapsed(nu)
        return antwoord.Inzending(**fields_of(id_, nu[id_], lapsed.get(id_)))

    @router.get(
        "/v1/inzendingen",
        operation_id="lijstInzendingen",
        summary="Inzendingen over leerlingen van een school",
        responses={200: {"headers": LINK}},
    )
    async def lijst(
        query: Annotated[InzendingQuery, Query()],
        identity: Annotated[Identity, Depends(identity_of)],
        request: Request,
        response: Response,
    ) -> antwoord.Inzendingen:
        """De nieuwste eerst. Met `status=aangehouden&status=afgewezen`: wat aandacht vraagt."""
        require_school(identity, query.school)
        gevraagd = frozenset(query.status or Status)
        bladzijde = await inzendingen.van_school(
            query.school, gevraagd, read_cursor(_LIJST, query.na, Plek), query.aantal
        )
        response.headers.update(next_link(request, _LIJST, bladzijde.verder))
        nu = await standing.of(dict(bladzijde.inzendingen))
        # What has become something else by now is not what was asked for, though the view still has it so.
        gevonden = {id_: inzending for id_, inzending in nu.items() if inzending.status in gevraagd}
        dossiers = {inzending.dossier: None for inzending in gevonden.values() if inzending.dossier is not None}
        personen = await opener.personen(dossiers.items())
        lapsed = await standing.lapsed(gevonden)
        return antwoord.Inzendingen(
            inzendingen=tuple(
                antwoord.InzendingVanSchool(
                    **fields_of(id_, inzending, lapsed.get(id_)),
                    type=inzending.type,
                    school=query.school,
                    sleutel=personen[inzending.dossier].sleutel if inzending.dossier else antwoord.VERGETEN,
                )
                for id_, inzending in gevonden.items()
            )
        )

    return router


def fields_of(id_: UUID, inzending: Inzending, lapsed: Lapsed | None) -> dict[str, Any]:
    """The fields of an answer about a submission."""
    regel = inzending.regel
    return {
        "id": id_,
        "status": inzending.status,
        "ontvangen_op": moment_of(inzending.ontvangen_op),
        "wacht_op": inzending.wacht_op,
        "tot": inzending.tot,
        "regel": regel.id if regel else None,
        "grondslag": regel.grondslag if regel else None,
        "melding": regel.melding if regel else None,
        "volgende_stap": regel.volgende_stap if regel else None,
        "voorwaarde": None if lapsed is None else _voorwaarde(lapsed),
    }


def _voorwaarde(lapsed: Lapsed) -> antwoord.Voorwaarde:
    regel = lapsed.rule
    return antwoord.Voorwaarde(
        regel=regel.id, grondslag=regel.basis, melding=regel.text, volgende_stap=regel.next_step, sinds=lapsed.since
    )
