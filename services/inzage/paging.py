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


def read_cursor(list_: str, cursor: str | None, form: type[P]) -> P | None:
    """The place in a cursor of this list. Raises Problem (400)."""
    if cursor is None:
        return None
    try:
        return decode_cursor(list_, cursor, form)
    except BadCursor:
        fout = Fout("cursor", "Dit is geen cursor van deze lijst. Gebruik de `Link`-header.", in_="query", name="na")
        raise Problem(ONGELDIGE_INVOER, errors=[fout]) from None


def next_link(request: Request, list_: str, place: tuple[Any, ...] | None) -> dict[str, str]:
    """The header with the address of the next page; none after the last."""
    if place is None:
        return {}
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "na"]
    address = f"{request.url.path}?{urlencode([*query, ('na', encode_cursor(list_, place))])}"
    return {"Link": f'<{address}>; rel="next"'}
