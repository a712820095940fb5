"""Invariant 10: a number of a person is found however it is written, and nothing else is taken for one."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.burgerservicenummer import bevat_persoonsnummer

BSN = "123456782"
ONDERWIJSNUMMER = "100000004"
GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _rest(nummer: str) -> int:
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(GEWICHTEN, nummer, strict=True)) % 11


def _bevat(tekst: str) -> bool:
    return bevat_persoonsnummer(tekst.encode())


def _in_schrift(nul: str) -> str:
    return "".join(chr(ord(nul) + int(cijfer)) for cijfer in BSN)


def test_the_numbers_of_these_tests_pass_their_elfproef() -> None:
    assert _rest(BSN) == 0
    assert _rest(ONDERWIJSNUMMER) == 5


@pytest.mark.parametrize(
    "tekst",
    [
        BSN,
        ONDERWIJSNUMMER,
        "123.456.782",
        "123 456 782",
        "123-456-782",
        "1234.56.782",
        "1234 56 782",
        "1234-56-782",
        "100.000.004",
        "123\u00a0456\u00a0782",
        "123\u202f456\u202f782",
        "123\u2009456\u2009782",
        "123\u2013456\u2013782",
        "123\u2011456\u2011782",
        _in_schrift("\uff10"),
        _in_schrift("\u0660"),
        _in_schrift("\u06f0"),
        f"BSN {BSN}",
        f"BSN: {BSN}",
        f"bsn{BSN}",
        f"Burgerservicenummer={BSN}",
        "BSN 12345672",
        "bsn: 12345672",
        "PGN 12345672",
        "sofinummer 12345672",
        f"leerling-{BSN}",
        f"nr{BSN}van",
        f"é{BSN}ë",
        "111 123 456 782",
    ],
)
def test_found(tekst: str) -> None:
    assert _bevat(tekst)
    assert _bevat(json.dumps({"kernvraag": f"Noor, {tekst}."}, ensure_ascii=False))
    assert _bevat(json.dumps({tekst: "x"}, ensure_ascii=False))


@pytest.mark.parametrize("wit", ["\n", "\t", "\r\n", "\f", "\b", "\x01"])
@pytest.mark.parametrize("nummer", [BSN, "123 456 782"])
def test_found_after_what_json_escapes(wit: str, nummer: str) -> None:
    assert _bevat(json.dumps({"reden": f"Gemeld.{wit}{nummer}{wit}Einde"}))


def test_found_as_a_json_number() -> None:
    assert _bevat(json.dumps({"nummer": int(BSN)}))


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "123456783",  # fails the elfproef
        "123.456.783",
        "200000002",  # rest 5, but an onderwijsnummer begins with 10
        "000000000",
        "1b671a64-40d5-491e-99b0-da01ff1f3341",
        "12345678-2123-4567-8212-123456782123",
        "a1234567-1234-1234-1234-123456782abc",
        "00000099000000000002",
        f"urn:nld:oin:00000007{BSN}000:systeem:lvs",
        "2026-03-02",
        "2026-03-02T09:30:00.123456Z",
        "02-03-2026",
        "20260302",
        "0612345678",
        "06-12345678",
        "+31612345678",
        "013-1234567",
        "12AB00",
        "99AA",
        "PO2202",
        "12345672",  # eight digits, and nobody calls it a BSN
        f"1{BSN}",
        f"{BSN}1",
        f"c0ffee{BSN}a1b2c3",
        "f123456782ab",  # hex, such as a random id
    ],
)
def test_not_found(tekst: str) -> None:
    assert not _bevat(tekst)
    assert not _bevat(json.dumps({"tekst": f"Zie {tekst} hier."}))


def _bsn(acht: int) -> str | None:
    cijfers = f"{acht:08d}"
    rest = sum(g * int(c) for g, c in zip(GEWICHTEN[:8], cijfers, strict=True)) % 11
    return cijfers + str(rest) if rest < 10 and acht else None


def _onderwijsnummer(zes: int) -> str | None:
    cijfers = f"10{zes:06d}"
    rest = (sum(g * int(c) for g, c in zip(GEWICHTEN[:8], cijfers, strict=True)) - 5) % 11
    return cijfers + str(rest) if rest < 10 else None


_NUMMERS = st.one_of(
    st.integers(1, 99_999_999).map(_bsn), st.integers(0, 999_999).map(_onderwijsnummer)
).filter(lambda n: n is not None)  # fmt: skip
_LETTERS = st.text(st.sampled_from(string.ascii_letters + "éëïßøЖ"), max_size=20)
# Of letters stuck to the number one is no hex digit; a run of hex is an id.
_VAST = st.tuples(_LETTERS, st.sampled_from("ghnxyzGRZ")).map("".join)


@given(nummer=_NUMMERS, voor=_VAST, na=_LETTERS)
def test_every_number_is_found_between_letters(nummer: str, voor: str, na: str) -> None:
    assert _bevat(voor + nummer + na)
    assert _bevat(na + nummer + voor)


@given(nummer=_NUMMERS, voor=_LETTERS, na=_LETTERS, teken=st.sampled_from(" .,:;-/_()\"'"))
def test_every_number_is_found_as_a_word(nummer: str, voor: str, na: str, teken: str) -> None:
    assert _bevat(voor + teken + nummer + teken + na)


@given(nummer=st.integers(0, 999_999_999).map("{:09d}".format))
def test_nine_digits_are_found_only_if_they_pass(nummer: str) -> None:
    rest = _rest(nummer)
    assert _bevat(nummer) == (int(nummer) > 0 and (rest == 0 or (nummer.startswith("10") and rest == 5)))


@given(st.uuids())
def test_no_uuid_is_taken_for_one(uuid: object) -> None:
    assert not _bevat(f'{{"id":"{uuid}"}}')
