"""Every kind of problem that all HTTP services share, as data. A service adds its own (see `create_app`).

`GET /v1/problemen/{naam}` shows them, so the texts are for whoever builds or runs the sending system: Dutch, B1.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

PAD: Final = "/v1/problemen/"


class ProblemKind(msgspec.Struct, frozen=True, rename="camel"):
    """One kind of problem. `volgende_stap`: what to do next, when the problem itself does not say it better."""

    naam: str
    status: int
    titel: str
    uitleg: str
    volgende_stap: str

    @property
    def uri(self) -> str:
        """The `type` of problem+json."""
        return PAD + self.naam


def by_name(kinds: Iterable[ProblemKind]) -> Mapping[str, ProblemKind]:
    """A table of kinds. Raises ValueError where two have one name."""
    table: dict[str, ProblemKind] = {}
    for kind in kinds:
        if table.setdefault(kind.naam, kind) != kind:
            raise ValueError(f"two kinds of problem are called {kind.naam!r}")
    return MappingProxyType(table)


_NIEUW_TOKEN: Final = "Vraag een nieuw token aan bij de uitgever van uw tokens en stuur het verzoek daarna opnieuw."  # noqa: S105

TOKEN_ONTBREEKT: Final = ProblemKind(
    "token-ontbreekt", 401, "Token ontbreekt",
    "Dit verzoek heeft een toegangstoken nodig: een ondertekend JWT in de header `Authorization`.",
    "Stuur de header `Authorization: Bearer <token>` mee.",
)  # fmt: skip
TOKEN_VERLOPEN: Final = ProblemKind(
    "token-verlopen", 401, "Token verlopen", "De geldigheid van het token is voorbij.", _NIEUW_TOKEN
)
TOKEN_NIET_ONDERTEKEND: Final = ProblemKind(
    "token-niet-ondertekend", 401, "Token niet goed ondertekend",
    "Het token is niet ondertekend, of met een algoritme dat de hub niet aanvaardt.",
    "Gebruik een token met ES256, ES384, ES512, EdDSA, PS256 of RS256.",
)  # fmt: skip
TOKEN_HANDTEKENING: Final = ProblemKind(
    "token-handtekening", 401, "Handtekening van het token klopt niet",
    "De handtekening hoort niet bij een sleutel die de hub kent, of het token is onderweg veranderd.",
    "Controleer of uw token van de uitgever komt die deze hub vertrouwt, en vraag een nieuw token aan.",
)  # fmt: skip
TOKEN_ONLEESBAAR: Final = ProblemKind(
    "token-onleesbaar", 401, "Token onleesbaar", "Wat in `Authorization` staat is geen JWT.",
    "Stuur het token in zijn geheel mee, als `Authorization: Bearer <token>`.",
)  # fmt: skip
TOKEN_BESTEMMING: Final = ProblemKind(
    "token-bestemming", 401, "Token niet voor deze hub",
    "De uitgever (`iss`) of de bestemming (`aud`) van het token hoort niet bij deze hub.",
    "Vraag een token aan voor deze hub en stuur het verzoek daarna opnieuw.",
)  # fmt: skip
TOKEN_CLAIM: Final = ProblemKind(
    "token-claim", 401, "Token onvolledig", "Een gegeven (claim) in het token ontbreekt of klopt niet.",
    "Laat de uitgever van uw tokens dit gegeven verbeteren. Vraag daarna een nieuw token aan.",
)  # fmt: skip
GEEN_TOEGANG: Final = ProblemKind(
    "geen-toegang", 403, "Geen toegang", "Uw token geeft geen recht op wat u vraagt.",
    "Controleer `rol`, `organisatie` en `namens` in uw token.",
)  # fmt: skip
NIET_GEVONDEN: Final = ProblemKind(
    "niet-gevonden", 404, "Niet gevonden", "Op dit adres is niets, of niets dat u mag zien.",
    "Controleer het adres. Een adres eindigt niet op een schuine streep. Zie /v1/openapi.json.",
)  # fmt: skip
METHODE: Final = ProblemKind(
    "methode-niet-toegestaan", 405, "Methode niet toegestaan", "Dit adres kent deze HTTP-methode niet.",
    "Kijk in de header `Allow` welke methoden kunnen.",
)  # fmt: skip
ONGELDIGE_INVOER: Final = ProblemKind(
    "ongeldige-invoer", 400, "Ongeldige invoer",
    "Een of meer gegevens in het verzoek kloppen niet. `errors` noemt alle.",
    "Verbeter wat `errors` noemt en stuur het verzoek opnieuw.",
)  # fmt: skip
TE_GROOT: Final = ProblemKind(
    "te-groot", 413, "Te groot", "Wat u stuurt is groter dan de hub aanneemt.",
    "Maak het kleiner of verdeel het over meer verzoeken.",
)  # fmt: skip
INHOUDSTYPE: Final = ProblemKind(
    "inhoudstype", 415, "Inhoudstype niet ondersteund", "De hub kan dit `Content-Type` hier niet lezen.",
    "Gebruik een van de inhoudstypen die /v1/openapi.json bij dit adres noemt.",
)  # fmt: skip
ONVERWACHT: Final = ProblemKind(
    "onverwachte-fout", 500, "Onverwachte fout", "Er ging iets mis in de hub. Dat ligt niet aan uw verzoek.",
    "Stuur het verzoek later opnieuw. Meld het de beheerder als het blijft gebeuren.",
)  # fmt: skip
NIET_BESCHIKBAAR: Final = ProblemKind(
    "niet-beschikbaar", 503, "Nu niet beschikbaar",
    "De hub kan dit nu niet opslaan of opzoeken. Er is niets half gedaan.",
    "Stuur hetzelfde verzoek opnieuw na het aantal seconden in `Retry-After`.",
)  # fmt: skip

GEDEELD: Final = (
    TOKEN_ONTBREEKT, TOKEN_VERLOPEN, TOKEN_NIET_ONDERTEKEND, TOKEN_HANDTEKENING, TOKEN_ONLEESBAAR, TOKEN_BESTEMMING,
    TOKEN_CLAIM, GEEN_TOEGANG, NIET_GEVONDEN, METHODE, ONGELDIGE_INVOER, TE_GROOT, INHOUDSTYPE, ONVERWACHT,
    NIET_BESCHIKBAAR,
)  # fmt: skip
