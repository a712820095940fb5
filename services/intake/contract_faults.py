"""Faults against an event's contract, in Dutch, by kind of fault. A value that was sent is never repeated."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from contracts.envelope import canonical_json
from contracts.gebeurtenis import Gebeurtenis
from contracts.identifiers import (
    BRIN_PATROON,
    EIGEN_ID_PATROON,
    GROEP_PATROON,
    NIVEAU_PATROON,
    SCHOOL_PATROON,
    SWV_PATROON,
    TLVNUMMER_PATROON,
    VERWIJZING_PATROON,
)

from ..web.problem import Fout
from .finding import Where

_TEXTS: Final = {
    "missing": ("verplicht", "Dit veld is verplicht."),
    "extra_forbidden": ("onbekend-veld", "Dit veld hoort niet bij deze gebeurtenis. Haal het weg of verbeter de naam."),
    "string_type": ("tekst", "Dit moet tekst zijn."),
    "string_too_short": ("te-kort", "Deze tekst is te kort: minstens {min_length} teken(s)."),
    "string_too_long": ("te-lang", "Deze tekst is te lang: hoogstens {max_length} tekens."),
    "int_type": ("geheel-getal", "Dit moet een geheel getal zijn."),
    "bool_type": ("ja-nee", "Dit moet true of false zijn."),
    "date_type": ("datum", "Dit moet een datum zijn, zoals \"2026-03-02\"."),
    "date_parsing": ("datum", "Dit moet een datum zijn, zoals \"2026-03-02\"."),
    "datum_in_toekomst": ("datum_in_toekomst", "Deze datum ligt in de toekomst. Wat hier staat, is al gebeurd."),
    "schooljaar": ("schooljaar", "Een schooljaar loopt van het ene jaar naar het volgende, zoals 2026-2027."),
    "tuple_type": ("lijst", "Dit moet een lijst zijn."),
    "list_type": ("lijst", "Dit moet een lijst zijn."),
    "model_type": ("object", "Dit moet een JSON-object zijn."),
    "model_attributes_type": ("object", "Dit moet een JSON-object zijn."),
    "dict_type": ("object", "Dit moet een JSON-object zijn."),
    "enum": ("keuzelijst", "Kies een van: {expected}."),
    "literal_error": ("keuzelijst", "Kies een van: {expected}."),
    "less_than_equal": ("te-groot", "Dit getal is te groot: hoogstens {le}."),
    "greater_than_equal": ("te-klein", "Dit getal is te klein: minstens {ge}."),
    "too_short": ("te-weinig", "Deze lijst is te kort: minstens {min_length}."),
    "too_long": ("te-veel", "Deze lijst is te lang: hoogstens {max_length}."),
}  # fmt: skip
PATTERNS: Final = {
    SCHOOL_PATROON: (
        "schoolcode", "Een schoolcode is BRIN en vestiging: 2 cijfers, 2 hoofdletters, 2 cijfers, zoals 12AB00.",
    ),
    BRIN_PATROON: ("brin", "Een BRIN is 2 cijfers en 2 hoofdletters, zoals 12AB."),
    SWV_PATROON: (
        "swv-code", "Een samenwerkingsverband heeft een code van PO of VO en 4 cijfers, zoals PO2202.",
    ),
    GROEP_PATROON: (
        "groepscode", "Een groep of klas heeft 1 tot 16 tekens: letters, cijfers, /, - of _, zoals 5, 3B of havo-2.",
    ),
    NIVEAU_PATROON: (
        "niveaucode",
        "Een niveau heeft 1 tot 40 tekens: letters, cijfers, spatie, punt, /, +, - of haakjes. Begin met een letter of "
        "cijfer.",
    ),
    VERWIJZING_PATROON: (
        "gebeurtenis-id", "Dit is de `id` van een eerdere gebeurtenis: 1 tot 128 zichtbare ASCII-tekens, geen spaties.",
    ),
    r"^[0-9]{4}$": ("gemeentecode", "Een gemeentecode (CBS) heeft 4 cijfers, zoals 0855."),
    r"^[0-9]{4}-[0-9]{4}$": ("schooljaar", "Schrijf een schooljaar als 2026-2027."),
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$": (
        "code", "Een code heeft 1 tot 40 tekens: letters, cijfers, punt, - of _. Begin met een letter of cijfer.",
    ),
    EIGEN_ID_PATROON: (
        "sleutel", "Dit is een sleutel van uw systeem: 1 tot 64 letters, cijfers, punt, -, _ of ~. Nooit een naam.",
    ),
    TLVNUMMER_PATROON: (
        "tlvnummer", "Een TLV-nummer heeft 1 tot 40 tekens: letters, cijfers, spatie, punt, /, - of _.",
    ),
    r"^[A-Z2-9]{4}(-[A-Z2-9]{4}){2,4}$": ("koppelcode", "Een koppelcode heeft groepen van 4 tekens, met - ertussen."),
}  # fmt: skip
"""Of every pattern in a contract what it asks for (tests/services/intake/test_contract_faults.py)."""
_OTHER: Final = ("vorm", "Dit veld heeft niet de vorm die het schema van deze gebeurtenis vraagt.")


def contract_faults(
    model: type[Gebeurtenis], data: Mapping[str, Any], today: date, where: Where
) -> list[tuple[tuple[str | int, ...], Fout]]:
    """All that is wrong with `data`, each with its path. `today`: the last day on which something can have happened."""
    try:
        model.lees(canonical_json(data), today)
    except ValidationError as faults:
        details = faults.errors(include_url=False, include_input=False)
        return [(detail["loc"], where.data(detail["loc"], *_text(detail))) for detail in details]
    return []


def _text(detail: Mapping[str, Any]) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], _OTHER)
    code, text = _TEXTS.get(kind, _OTHER)
    if "expected" in context:
        context = {"expected": context["expected"].replace("'", "").replace(" or ", " of ")}
    return code, text.format(**context)
