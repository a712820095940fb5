"""Verify a bearer token (JWT) and read who sent it. Every failure is a 401 that says what to do, without the token."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
    MissingAlgorithmError,
    MissingClaimError,
    UnsupportedAlgorithmError,
)
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from contracts.burgerservicenummer import bevat_persoonsnummer
from contracts.codes import Rol
from eventlog.clock import Clock

from .identity import Identity, is_school
from .problem import Problem
from .problem_kinds import (
    TOKEN_BESTEMMING,
    TOKEN_CLAIM,
    TOKEN_HANDTEKENING,
    TOKEN_NIET_ONDERTEKEND,
    TOKEN_ONLEESBAAR,
    TOKEN_VERLOPEN,
    ProblemKind,
)

ALGORITHMS: Final = (
    "ES256", "ES384", "ES512", "EdDSA", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
)  # fmt: skip
"""Asymmetric ones alone: with these the hub itself cannot make a token of somebody else's issuer."""
LEEWAY_SECONDS: Final = 30
_LARGEST_TOKEN: Final = 8 * 1024
_REMEMBERED: Final = 4_096
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}\Z")
_TIMES: Final = frozenset(("exp", "iat", "nbf"))

KeySource = Callable[[], KeySet]
"""Gives the public keys that count now: a local file's, or what a JWKS URL last answered."""


class TokenVerifier:
    """Turns a token into an `Identity`. A token is verified once and remembered, by its hash, until it expires."""

    def __init__(self, keys: KeySource, *, issuer: str, audience: str, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._seen: dict[bytes, tuple[float, Identity]] = {}
        self._claims = JWTClaimsRegistry(
            now=lambda: int(clock.now().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
        )

    def verify(self, token: str) -> Identity:
        """Who sent it. Raises Problem (401)."""
        name = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        seen = self._seen.get(name)
        if seen is not None and seen[0] > self._clock.now().timestamp():
            return seen[1]
        self._seen.pop(name, None)
        claims = self._verified(token)
        identity = _identity(claims)
        while len(self._seen) >= _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        self._seen[name] = (float(claims["exp"]), identity)
        return identity

    def forget(self) -> None:
        """Verify every token anew, as when keys were withdrawn."""
        self._seen.clear()

    def _verified(self, token: str) -> dict[str, Any]:
        if len(token) > _LARGEST_TOKEN:
            raise _refused(TOKEN_ONLEESBAAR, "Het token is langer dan de hub aanneemt.")
        try:
            claims = jwt.decode(token, self._keys(), algorithms=ALGORITHMS).claims
            self._claims.validate(claims)
        except (UnsupportedAlgorithmError, MissingAlgorithmError):
            raise _refused(TOKEN_NIET_ONDERTEKEND) from None
        except (BadSignatureError, InvalidKeyIdError):
            raise _refused(TOKEN_HANDTEKENING) from None
        except ExpiredTokenError:
            raise _refused(TOKEN_VERLOPEN) from None
        except ClaimError as fault:
            raise _claim_refused(fault) from None
        except (JoseError, ValueError, TypeError):
            raise _refused(TOKEN_ONLEESBAAR) from None
        return claims


def _refused(kind: ProblemKind, detail: str | None = None) -> Problem:
    return Problem(kind, detail, headers={"WWW-Authenticate": 'Bearer realm="schakel", error="invalid_token"'})


def _claim_refused(fault: ClaimError) -> Problem:
    claim = fault.claim
    if isinstance(fault, MissingClaimError):
        return _refused(TOKEN_CLAIM, f"De claim `{claim}` ontbreekt in het token.")
    if claim in _TIMES:
        return _refused(TOKEN_CLAIM, f"De tijd in claim `{claim}` klopt niet, of ligt nog in de toekomst.")
    return _refused(TOKEN_BESTEMMING)


def _identity(claims: Mapping[str, Any]) -> Identity:
    try:
        rol = Rol(_required(claims, "rol"))
    except ValueError:
        mogelijk = ", ".join(Rol)
        raise _refused(TOKEN_CLAIM, f"De claim `rol` is niet een van: {mogelijk}.") from None
    gebruiker = _text(claims, "gebruiker")
    if gebruiker is not None and bevat_persoonsnummer(gebruiker.encode()):
        raise _refused(TOKEN_CLAIM, "De claim `gebruiker` lijkt op een BSN. Gebruik een pseudoniem.")
    return Identity(rol, _required(claims, "organisatie"), _namens(claims), _text(claims, "regio"), gebruiker)


def _required(claims: Mapping[str, Any], claim: str) -> str:
    value = _text(claims, claim)
    if value is None:
        raise _refused(TOKEN_CLAIM, f"De claim `{claim}` ontbreekt in het token.")
    return value


def _text(claims: Mapping[str, Any], claim: str) -> str | None:
    value = claims.get(claim)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not _NAME.match(value):
        raise _refused(
            TOKEN_CLAIM,
            f"De claim `{claim}` is geen code of pseudoniem: 1 tot 128 letters, cijfers, punt, - of _, vooraan een "
            "letter of cijfer.",
        )
    return value


def _namens(claims: Mapping[str, Any]) -> frozenset[str]:
    value = claims.get("namens") or ()
    schools = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if not isinstance(schools, list | tuple) or not all(isinstance(s, str) and is_school(s) for s in schools):
        raise _refused(
            TOKEN_CLAIM, "De claim `namens` is geen lijst van schoolcodes (BRIN en vestiging, zoals 12AB00)."
        )
    return frozenset(schools)
