"""Identifiers of Dutch education as constrained strings (domain.md §7). Each is what a field may hold, not a lookup."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

BRIN_PATROON = r"^[0-9]{2}[A-Z]{2}$"
SCHOOL_PATROON = r"^[0-9]{2}[A-Z]{2}[0-9]{2}$"
EIGEN_ID_PATROON = r"^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$"
TLVNUMMER_PATROON = r"^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$"
SWV_PATROON = r"^(PO|VO)[0-9]{4}$"
NIVEAU_PATROON = r"^[A-Za-zÀ-ÖØ-öø-ÿ0-9][A-Za-zÀ-ÖØ-öø-ÿ0-9 ./+()-]{0,39}$"
GROEP_PATROON = r"^[A-Za-z0-9][A-Za-z0-9/_-]{0,15}$"
VERWIJZING_PATROON = r"^[\x21-\x7e]+$"

Brin = Annotated[str, StringConstraints(pattern=BRIN_PATROON)]
"""BRIN of a school (DUO): two digits, two capitals, `12AB`."""

Schoolcode = Annotated[str, StringConstraints(pattern=SCHOOL_PATROON)]
"""BRIN followed by the two-digit vestiging: `12AB00`."""

Bestuursnummer = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
"""Number of a schoolbestuur (DUO), five digits."""

SwvCode = Annotated[str, StringConstraints(pattern=SWV_PATROON)]
"""Code of a samenwerkingsverband passend onderwijs: `PO2202`."""

Gemeentecode = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
"""CBS code of a gemeente, four digits."""


def _van_jaar_op_jaar(schooljaar: str) -> str:
    if int(schooljaar[5:]) != int(schooljaar[:4]) + 1:
        raise PydanticCustomError("schooljaar", "Een schooljaar loopt van het ene jaar naar het volgende.")
    return schooljaar


Schooljaar = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{4}$"), AfterValidator(_van_jaar_op_jaar)]
"""School year, 1 August to 31 July: `2026-2027`."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
"""A code from a list: canonical or of the region's profile. Never free text."""

RegionaleNiveaucode = Annotated[str, StringConstraints(pattern=NIVEAU_PATROON)]
"""A level as the region itself calls it: `2a`, `mentor+zorgcoördinator`. Checked against its profile by the context."""

Leerjaar = Annotated[int, Field(ge=1, le=8)]
"""Groep (PO, 1-8) or leerjaar (VO, 1-6)."""

Groepscode = Annotated[str, StringConstraints(pattern=GROEP_PATROON)]
"""Name of a groep or klas as the school uses it: `5`, `3B`, `havo-2`."""

EigenId = Annotated[str, StringConstraints(pattern=EIGEN_ID_PATROON)]
"""A sender's own id for something within a dossier, such as a plan. Opaque, as `subject` is: no name fits."""

Planversie = Annotated[int, Field(ge=1, le=99)]
"""Number of a version of an OPP, counted from 1."""

Plannummer = Annotated[int, Field(ge=1, le=9)]
"""Number that a school gives a plan of one soort: 1 in "IHP 1" [004]."""

Aantal = Annotated[int, Field(ge=0, le=100_000)]
"""A count of people or cases."""

Tlvnummer = Annotated[str, StringConstraints(pattern=TLVNUMMER_PATROON)]
"""Number of a TLV: what the SWV writes on it, unique within that SWV."""

Gebeurtenisverwijzing = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=VERWIJZING_PATROON)]
"""The CloudEvents `id` of another event of the same source."""

LANGSTE_TEKST: Final = 20_000
"""Most characters in one text."""

Persoonlijke_tekst = Annotated[str, StringConstraints(min_length=1, max_length=LANGSTE_TEKST)]
"""Free text about a person. Always sealed (`*` in domain.md §3)."""

Koppelcode = Annotated[str, StringConstraints(pattern=r"^[A-Z2-9]{4}(-[A-Z2-9]{4}){2,4}$")]
"""One-time code that ouders carry from the old school to the next (design §3)."""

DOSSIERSLEUTEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,63}\Z")
"""CloudEvents `subject`: how the sender names the dossier; a school its own by its code.

Opaque: no spaces or accents, so that no name fits.
"""
