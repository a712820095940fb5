"""`/v1/dossiers/{pseudoniem}/tijdlijn`: what is known of a dossier, or was at the end of a day (guarantee 9)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from contracts.minimaliseren import zichtbaar
from contracts.visibility import Partij
from eventlog.clock import Clock, day_of, end_of, micros
from eventlog.dossiers import DossierName, Dossiers
from projections.dossier import Feitenlezer, Moment, tijdlijn

from ..web.authenticate import identity_of
from ..web.identity import Identity
from ..web.openapi import problem_response
from ..web.problem import Fout, Problem
from ..web.problem_kinds import NIET_GEVONDEN, ONGELDIGE_INVOER
from . import antwoord
from .access import require_school
from .opening import Opened, Opener
from .paging import LINK, next_link, read_cursor
from .present import present_moment
from .queries import TijdlijnQuery

_LIJST: Final = "tijdlijn"
_EIGEN_NAAM: Final = re.compile(r"([0-9]{2}[A-Z]{2}[0-9]{2})(?::([A-Za-z0-9][A-Za-z0-9._~-]{0,63}))?\Z")
"""A school's own dossier, or that of a pupil by the key that the school gave (`subject`)."""


class MomentPlek(NamedTuple):
    """Place of an entry in a timeline."""

    nummer: int


async def dossiernaam(
    pseudoniem: Annotated[
        str,
        Path(
            description="Schoolcode en sleutel van de leerling (`subject`). De schoolcode alleen: zaken van de school.",
            examples=["12AB00:leerling-001"],
        ),
    ],
    identity: Annotated[Identity, Depends(identity_of)],
) -> DossierName:
    """The dossier in the path, once it is certain that the caller may ask for it. Raises Problem (401, 403, 404)."""
    gevonden = _EIGEN_NAAM.match(pseudoniem)
    if gevonden is None:
        raise Problem(NIET_GEVONDEN)
    school, sleutel = gevonden.groups()
    require_school(identity, school)
    return school, sleutel or ""


def tijdlijn_routes(lezer: Feitenlezer, dossiers: Dossiers, opener: Opener, clock: Clock) -> APIRouter:
    """The route."""
    router = APIRouter(prefix="/v1/dossiers/{pseudoniem}", tags=["dossier"])

    @router.get(
        "/tijdlijn",
        operation_id="leesTijdlijn",
        summary="Tijdlijn van een dossier, ook zoals die op een eerdere dag was",
        responses={200: {"headers": LINK}, 404: problem_response("Geen dossier dat u zo noemt.")},
    )
    async def lees(
        pseudoniem: str,
        naam: Annotated[DossierName, Depends(dossiernaam)],
        query: Annotated[TijdlijnQuery, Query()],
        request: Request,
        response: Response,
    ) -> antwoord.Tijdlijn:
        """Het oudste eerst. U ziet wat u vandaag mag zien, ook van een eerdere dag."""
        op = _dag(query.op, day_of(clock.now()))
        na = read_cursor(_LIJST, query.na, MomentPlek)
        dossier = await dossiers.find(naam)
        if dossier is None:
            raise Problem(NIET_GEVONDEN)
        momenten = tijdlijn(await lezer.van(dossier), tot=micros(end_of(op)), met_latere=query.met_latere_registraties)
        gezien = [m for m in momenten if (na is None or m.nummer > na.nummer) and _ziet(m)]
        bladzijde = gezien[: query.aantal]
        verder = MomentPlek(bladzijde[-1].nummer) if len(gezien) > query.aantal else None
        response.headers.update(next_link(request, _LIJST, verder))
        return antwoord.Tijdlijn(
            dossier=pseudoniem, op=op, momenten=tuple(await _open(opener, dossier, bladzijde))
        )  # fmt: skip

    return router


def _dag(op: date | None, vandaag: date) -> date:
    if op is not None and op > vandaag:
        fout = Fout("toekomst", "Deze dag moet nog komen. Vraag naar vandaag of eerder.", in_="query", name="op")
        raise Problem(ONGELDIGE_INVOER, errors=[fout])
    return op or vandaag


def _ziet(moment: Moment) -> bool:
    """Whether the school may know of it: whether a field opens makes no difference to that."""
    return _gegevens(moment, antwoord.VERGETEN) is not None


def _gegevens(moment: Moment, geopend: Opened) -> dict[str, Any] | None:
    doel = moment.over
    ziet_doel = doel is not None and zichtbaar(doel.type, doel.met({}), Partij.SCHOOL) is not None
    feit = moment.feit
    data = feit.met(geopend) if isinstance(geopend, dict) else feit.met({}, anders=geopend.model_dump())
    return zichtbaar(feit.type, data, Partij.SCHOOL, ziet_doel=ziet_doel)


async def _open(opener: Opener, dossier: UUID, momenten: Sequence[Moment]) -> list[antwoord.Moment]:
    geopend = await opener.fields(dossier, [moment.feit.sealed for moment in momenten])
    return [
        present_moment(moment, _gegevens(moment, fields) or {})
        for moment, fields in zip(momenten, geopend, strict=True)
    ]
