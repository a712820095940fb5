"""Tokens of the embedded form: signed with a key in the data folder, checked with its public half."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from contracts.codes import Rol
from schakel.settings import Settings, data_folder
from services.web.identity import Identity
from services.web.local_keys import LocalKeys


def local_keys(settings: Settings) -> LocalKeys:
    """The hub's own signing key, made when it is not there."""
    return LocalKeys.open(data_folder(settings) / "token.key")


def sign_token(
    settings: Settings,
    now: datetime,
    valid_for: timedelta,
    *,
    rol: Rol,
    organisatie: str,
    namens: Iterable[str] = (),
    regio: str | None = None,
    gebruiker: str | None = None,
) -> str:
    """A bearer token with the claims of design §6."""
    identity = Identity(rol, organisatie, frozenset(namens), regio, gebruiker)
    return local_keys(settings).issue(
        identity, now=now, valid_for=valid_for, issuer=settings.issuer, audience=settings.audience
    )
