"""The body of a request as bytes, up to a limit."""

from typing import Final

from starlette.requests import Request

from ..web.problem import Problem
from ..web.problem_kinds import TE_GROOT

_STILL_READ: Final = 16 * 1024 * 1024
"""Of a body that is too large, so much is read and thrown away, so that the sender hears why it was refused."""


async def read_body(request: Request, limit: int) -> bytes:
    """All of it. Raises Problem (413) when it is larger than `limit` bytes."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > _STILL_READ:
        raise _too_large(limit)
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            chunks.append(chunk)
        elif size > _STILL_READ:
            break
        else:
            chunks.clear()
    if size > limit:
        raise _too_large(limit)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _too_large(limit: int) -> Problem:
    return Problem(TE_GROOT, f"Een verzoek van deze soort is hoogstens {limit // 1024} KiB. Er is niets opgeslagen.")
