"""Pages: the cursor of a request read, and the link to the next page made."""

from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from eventlog.views.cursor import BadCursor, decode_cursor, encode_cursor

from ..web.problem import Fout, Problem
from ..web.problem_kinds import ONGELDIGE_INVOER

P = TypeVar("P", bound=tuple[Any, ...])

LINK: Final[dict[str, Any]] = {
    "Link": {
        "description": 'De volgende bladzijde: `<…>; rel="next"`. Ontbreekt op de laatste.',
        "schema": {"type": "string"},
    }
}


def plaats(lijst: str, na: str | None, vorm: type[P]) -> P | None:
    """The place in a cursor. Raises Problem (400)."""
    if na is None:
        return None
    try:
        return decode_cursor(lijst, na, vorm)
    except BadCursor:
        fout = Fout("cursor", "Dit is geen cursor van deze lijst. Gebruik de `Link`-header.", in_="query", name="na")
        raise Problem(ONGELDIGE_INVOER, errors=[fout]) from None


def verder(request: Request, lijst: str, plek: tuple[Any, ...] | None) -> dict[str, str]:
    """The header with the address of the next page; none after the last."""
    if plek is None:
        return {}
    vraag = [(naam, waarde) for naam, waarde in request.query_params.multi_items() if naam != "na"]
    adres = f"{request.url.path}?{urlencode([*vraag, ('na', encode_cursor(lijst, plek))])}"
    return {"Link": f'<{adres}>; rel="next"'}
