"""Tokens of the embedded form: signed with a key in the data folder, checked with its public half."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from contracts.codes import Rol
from eventlog.clock import FixedClock
from schakel.settings import Settings, data_folder
from services.web.identity import Identity
from services.web.local_keys import LocalKeys
from services.web.tokens import TokenVerifier


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
    """A bearer token with the claims of design §6. Raises Problem (401) for what the hub would refuse as a token."""
    identity = Identity(rol, organisatie, frozenset(namens), regio, gebruiker)
    keys = local_keys(settings)
    issuer, audience = settings.issuer, settings.audience
    token = keys.issue(identity, now=now, valid_for=valid_for, issuer=issuer, audience=audience)
    TokenVerifier(keys.public_keys, issuer=issuer, audience=audience, clock=FixedClock(now)).verify(token)
    return token
