"""Who sends this request: the bearer token in `Authorization`, verified by the app's `TokenVerifier`."""

from typing import cast

from starlette.requests import Request

from .identity import Identity
from .problem import Problem
from .problem_kinds import TOKEN_ONTBREEKT
from .tokens import TokenVerifier


async def identity_of(request: Request) -> Identity:
    """The sender; a FastAPI dependency and a plain function. Raises Problem (401)."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(TOKEN_ONTBREEKT, headers={"WWW-Authenticate": 'Bearer realm="schakel"'})
    return cast(TokenVerifier, request.app.state.verifier).verify(token.strip())
