"""A signing key of the hub's own, for running without an OAuth2 server: `schakel token`, the demo, tests."""

import json
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from .identity import Identity

ISSUER: Final = "urn:schakel:lokaal"
AUDIENCE: Final = "schakel"
_ALGORITHM: Final = "ES256"


class LocalKeys:
    """One ES256 key in a file that its owner alone can read (a private JWK)."""

    def __init__(self, key: ECKey) -> None:
        self._key = key
        self._public = KeySet([ECKey.import_key(key.as_dict(private=False))])

    @classmethod
    def open(cls, path: Path) -> "LocalKeys":
        """Read the file, made with a new key when it is not there. Raises ValueError when it is no such file."""
        if not path.exists():
            _create(path)
        try:
            key = ECKey.import_key(json.loads(path.read_bytes()))
        except (ValueError, JoseError):
            raise ValueError(f"{path} does not hold a signing key (JWK, P-256)") from None
        if not key.is_private or key.curve_name != "P-256":
            raise ValueError(f"{path} does not hold a signing key (JWK, P-256)")
        return cls(key)

    def public_keys(self) -> KeySet:
        """What a `TokenVerifier` checks with."""
        return self._public

    def sign(self, claims: dict[str, Any]) -> str:
        """A signed JWT of exactly these claims."""
        return jwt.encode({"alg": _ALGORITHM, "kid": self._key.kid}, claims, self._key)

    def issue(
        self,
        identity: Identity,
        *,
        now: datetime,
        valid_for: timedelta = timedelta(hours=1),
        issuer: str = ISSUER,
        audience: str = AUDIENCE,
    ) -> str:
        """A token for `identity`, valid from `now`."""
        claims: dict[str, Any] = {
            "iss": issuer,
            "aud": audience,
            "iat": int(now.timestamp()),
            "exp": int((now + valid_for).timestamp()),
            "jti": str(uuid4()),
            "rol": identity.rol.value,
            "organisatie": identity.organisatie,
            "namens": sorted(identity.namens),
        }
        claims |= {name: value for name in ("regio", "gebruiker") if (value := getattr(identity, name)) is not None}
        return self.sign(claims)


def _create(path: Path) -> None:
    key = ECKey.generate_key("P-256", auto_kid=True)
    # Written aside and linked into place: two processes that start together end up with one whole file.
    aside = path.with_name(f".{path.name}.{uuid4().hex}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(key.as_dict(private=True), file)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink()
