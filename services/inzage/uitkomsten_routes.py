"""`/v1/uitkomsten`: what became of many submissions at once, for who sent a file of them (docs/decisions/0018)."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from projections.inzendingen import Inzendingen

from ..web.authenticate import identity_of
from ..web.identity import Identity
from . import antwoord
from .access import may_see
from .current import CurrentStanding
from .inzendingen_routes import fields_of

MEESTE: Final = 100
"""In one request: as many as fit in a URI that every proxy takes (some 4 KB)."""


class UitkomstQuery(BaseModel):
    """Which submissions."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    inzending: list[UUID] = Field(
        min_length=1,
        max_length=MEESTE,
        description=f"`id` van een inzending van u; de sleutel mag {MEESTE} keer voorkomen.",
    )


class Uitkomsten(antwoord.Antwoord):
    """Wat er van uw inzendingen is geworden, in de volgorde van de vraag."""

    uitkomsten: tuple[antwoord.Inzending, ...] = Field(
        description="Een inzending die er niet is, niet van u is, of net pas is opgeslagen, ontbreekt."
    )


def uitkomsten_routes(inzendingen: Inzendingen, standing: CurrentStanding) -> APIRouter:
    """The route."""
    router = APIRouter(tags=["inzendingen"])

    @router.get(
        "/v1/uitkomsten",
        operation_id="lijstUitkomsten",
        summary="Wat er van een aantal inzendingen is geworden",
    )
    async def lijst(
        query: Annotated[UitkomstQuery, Query()], identity: Annotated[Identity, Depends(identity_of)]
    ) -> Uitkomsten:
        """Voor wie een bestand vol stuurde. De `id` van elke inzending staat in het antwoord op de batch."""
        gevonden = await inzendingen.deze(query.inzending)
        nu = await standing.of({id_: een for id_, een in gevonden.items() if may_see(identity, een)})
        lapsed = await standing.lapsed(nu)
        return Uitkomsten(
            uitkomsten=tuple(
                antwoord.Inzending(**fields_of(id_, nu[id_], lapsed.get(id_)))
                for id_ in dict.fromkeys(query.inzending)
                if id_ in nu
            )
        )

    return router
