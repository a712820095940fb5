"""`/v1/scholen/{school}/…`: pupils, running deadlines and signals, for that school alone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from contracts.identifiers import Schoolcode
from eventlog.clock import Clock, day_of
from eventlog.views.projection import Sealed
from projections.school import (
    Bladzijde,
    Leerlingfilter,
    LeerlingPlek,
    SchoolView,
    SignaalPlek,
    Termijnfilter,
    TermijnPlek,
)

from ..web.authenticate import identity_of
from ..web.identity import Identity
from . import antwoord
from .access import require_school
from .opening import Opener
from .paging import LINK, next_link, read_cursor
from .present import present_leerling, present_signaal, present_termijn_van_school
from .queries import LeerlingQuery, PageQuery, TermijnQuery

_json: Final = msgspec.json.Encoder().encode
_MET_LINK: Final[dict[int | str, dict[str, Any]]] = {200: {"headers": LINK}}


async def school_van(
    school: Annotated[Schoolcode, Path(description="BRIN en vestiging.", examples=["12AB00"])],
    identity: Annotated[Identity, Depends(identity_of)],
) -> str:
    """The school in the path, once it is certain that the caller may see it. Raises Problem (401, 403)."""
    require_school(identity, school)
    return school


School = Annotated[str, Depends(school_van)]


def school_routes(view: SchoolView, opener: Opener, clock: Clock) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/v1/scholen/{school}", tags=["school"])

    @router.get(
        "/leerlingen",
        operation_id="lijstLeerlingen",
        summary="Leerlingen van een school",
        response_model=antwoord.Leerlingen,
        responses=_MET_LINK,
    )
    async def leerlingen(school: School, query: Annotated[LeerlingQuery, Query()], request: Request) -> Response:
        """Wie is ingeschreven of aangemeld. In een vaste volgorde die niets betekent."""
        vandaag = day_of(clock.now())
        bladzijde = await view.leerlingen(
            school,
            Leerlingfilter(
                groep=query.groep,
                niveau=query.niveau,
                extra_ondersteuning=query.extra_ondersteuning,
                voorwaarde_vervallen=query.voorwaarde_vervallen,
                met_uitgeschreven=query.uitgeschreven,
                uiterlijk=None if query.binnen_dagen is None else vandaag + timedelta(days=query.binnen_dagen),
                te_laat=query.te_laat,
            ),
            vandaag=vandaag,
            na=read_cursor("leerlingen", query.na, LeerlingPlek),
            aantal=query.aantal,
        )
        personen = await opener.personen(_verzegeld(bladzijde))
        leerlingen = [present_leerling(g.dossier, personen[g.id], vandaag) for g in bladzijde.gevonden]
        return Response(
            _json({"leerlingen": leerlingen}),
            media_type="application/json",
            headers=next_link(request, "leerlingen", bladzijde.verder),
        )

    @router.get(
        "/termijnen",
        operation_id="lijstTermijnen",
        summary="Lopende termijnen van een school",
        responses=_MET_LINK,
    )
    async def termijnen(
        school: School, query: Annotated[TermijnQuery, Query()], request: Request, response: Response
    ) -> antwoord.Termijnen:
        """Wat het eerst eindigt staat voorop; termijnen die stilstaan komen achteraan."""
        vandaag = day_of(clock.now())
        bladzijde = await view.termijnen(
            school,
            Termijnfilter(
                uiterlijk=None if query.binnen_dagen is None else vandaag + timedelta(days=query.binnen_dagen),
                te_laat=query.te_laat,
            ),
            vandaag=vandaag,
            na=read_cursor("termijnen", query.na, TermijnPlek),
            aantal=query.aantal,
        )
        response.headers.update(next_link(request, "termijnen", bladzijde.verder))
        personen = await opener.personen(_verzegeld(bladzijde))
        return antwoord.Termijnen(
            termijnen=tuple(present_termijn_van_school(g, personen[g.id], vandaag) for g in bladzijde.gevonden)
        )

    @router.get(
        "/signalen",
        operation_id="lijstSignalen",
        summary="Signalen die aandacht vragen",
        responses=_MET_LINK,
    )
    async def signalen(
        school: School, query: Annotated[PageQuery, Query()], request: Request, response: Response
    ) -> antwoord.Signalen:
        """Termijnen die naderen of zijn verstreken, en wat niet meer klopt na een intrekking of correctie.

        De nieuwste eerst; wat is afgehandeld staat er niet meer bij.
        """
        vandaag = day_of(clock.now())
        bladzijde = await view.signalen(school, na=read_cursor("signalen", query.na, SignaalPlek), aantal=query.aantal)
        response.headers.update(next_link(request, "signalen", bladzijde.verder))
        personen = await opener.personen(_verzegeld(bladzijde))
        return antwoord.Signalen(
            signalen=tuple(present_signaal(g, personen[g.id], vandaag) for g in bladzijde.gevonden)
        )

    return router


def _verzegeld(bladzijde: Bladzijde[Any, Any]) -> Iterator[tuple[UUID, Sealed | None]]:
    for gevonden in bladzijde.gevonden:
        kind = gevonden.dossier.leerling
        yield gevonden.id, None if kind is None else kind.personalia
