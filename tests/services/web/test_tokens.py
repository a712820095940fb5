"""Tokens: what is read from a good one, and how long it is trusted. Bad ones: intake/wrong_input/test_sender.py."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, OctKey, OKPKey, RSAKey

from contracts.codes import Rol
from eventlog.clock import FixedClock
from services.web.identity import Identity
from services.web.local_keys import AUDIENCE, ISSUER, LocalKeys
from services.web.problem import Problem
from services.web.tokens import TokenVerifier

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BESTUUR = Identity(Rol.SCHOOL, "99AA00", frozenset({"99AB00", "99AC00"}), "22-02", "medewerker-17")


@pytest.fixture
def keys(tmp_path: Path) -> LocalKeys:
    return LocalKeys.open(tmp_path / "tekensleutel")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NU)


@pytest.fixture
def verifier(keys: LocalKeys, clock: FixedClock) -> TokenVerifier:
    return TokenVerifier(keys.public_keys, issuer=ISSUER, audience=AUDIENCE, clock=clock)


def claims(**other: Any) -> dict[str, Any]:
    moment = int(NU.timestamp())
    return {
        "iss": ISSUER, "aud": AUDIENCE, "iat": moment, "exp": moment + 600, "rol": "lvs", "organisatie": "lvs-1",
    } | other  # fmt: skip


def kind_of(verifier: TokenVerifier, token: str) -> str:
    with pytest.raises(Problem) as refused:
        verifier.verify(token)
    return refused.value.kind.naam


def test_what_was_issued_is_read(keys: LocalKeys, verifier: TokenVerifier) -> None:
    assert verifier.verify(keys.issue(BESTUUR, now=NU)) == BESTUUR
    assert BESTUUR.scholen == {"99AA00", "99AB00", "99AC00"}
    assert Identity(Rol.LVS, "lvs-1", frozenset({"99AB00"})).scholen == {"99AB00"}


@pytest.mark.parametrize("namens", [["99AA00", "99AB00"], "99AA00,99AB00", "99AA00, 99AB00"])
def test_namens_as_list_or_text(keys: LocalKeys, verifier: TokenVerifier, namens: object) -> None:
    assert verifier.verify(keys.sign(claims(namens=namens))).namens == {"99AA00", "99AB00"}


def test_several_audiences(keys: LocalKeys, verifier: TokenVerifier) -> None:
    assert verifier.verify(keys.sign(claims(aud=["iets", AUDIENCE]))).organisatie == "lvs-1"


def test_leeway_of_half_a_minute(keys: LocalKeys, verifier: TokenVerifier, clock: FixedClock) -> None:
    late = keys.sign(claims(iat=int(NU.timestamp()) + 29, nbf=int(NU.timestamp()) + 29))
    verifier.verify(late)
    assert kind_of(verifier, keys.sign(claims(nbf=int(NU.timestamp()) + 31))) == "token-claim"
    clock.moment = NU + timedelta(seconds=629)
    verifier.verify(keys.sign(claims()))
    clock.moment = NU + timedelta(seconds=631)
    assert kind_of(verifier, keys.sign(claims())) == "token-verlopen"


def test_a_remembered_token_expires_too(keys: LocalKeys, verifier: TokenVerifier, clock: FixedClock) -> None:
    token = keys.issue(BESTUUR, now=NU)
    assert verifier.verify(token) is verifier.verify(token)
    clock.moment = NU + timedelta(hours=1, seconds=31)
    assert kind_of(verifier, token) == "token-verlopen"


def test_withdrawn_keys_count_once_forgotten(clock: FixedClock, keys: LocalKeys) -> None:
    current = [keys.public_keys()]
    verifier = TokenVerifier(lambda: current[0], issuer=ISSUER, audience=AUDIENCE, clock=clock)
    token = keys.issue(BESTUUR, now=NU)
    verifier.verify(token)
    current[0] = KeySet([ECKey.generate_key("P-256", auto_kid=True)])
    verifier.forget()
    assert kind_of(verifier, token) == "token-handtekening"


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("RS256", RSAKey.generate_key(2048, auto_kid=True)),
        ("PS256", RSAKey.generate_key(2048, auto_kid=True)),
        ("Ed25519", OKPKey.generate_key("Ed25519", auto_kid=True)),
        ("ES384", ECKey.generate_key("P-384", auto_kid=True)),
    ],
)
def test_keys_of_an_oauth_server(algorithm: str, key: Key, clock: FixedClock) -> None:
    # As a JWKS gives them: public parts alone, several beside each other.
    both = [ECKey.generate_key("P-256", auto_kid=True), key]
    published = KeySet.import_key_set({"keys": [one.as_dict(private=False) for one in both]})
    verifier = TokenVerifier(lambda: published, issuer=ISSUER, audience=AUDIENCE, clock=clock)
    token = jwt.encode({"alg": algorithm, "kid": key.kid}, claims(), key, algorithms=[algorithm])
    assert verifier.verify(token).rol is Rol.LVS


def test_a_public_key_is_no_shared_secret(keys: LocalKeys, verifier: TokenVerifier) -> None:
    """The classic confusion: HS256 with the public key as its secret."""
    public = keys.public_keys().keys[0]
    secret = OctKey.import_key(json.dumps(public.as_dict(private=False)).encode())
    token = jwt.encode({"alg": "HS256", "kid": public.kid}, claims(), secret)
    assert kind_of(verifier, token) == "token-niet-ondertekend"
