"""The regioprofiel: what differs per region, as data (domain.md §1, §2, §4, §5, §7).

A profile is TOML with snake_case keys. Reading it is all or nothing: every fault at once, each with the path
of the field, what is wrong and the rule, in plain Dutch. `contracts.regio` holds the profiles of this hub.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from .codes import Canon
from .identifiers import Bestuursnummer, Code, Gemeentecode, Schoolcode, SwvCode


class ProfielFout(ValueError):
    """A profile is refused. `fouten`: one Dutch sentence per fault, `path: what is wrong. The rule.`

    Places in a list are counted from 1, as a reader counts them: `niveaus[1]` is the first.
    """

    def __init__(self, fouten: Iterable[str]) -> None:
        self.fouten: Final = tuple(fouten)
        super().__init__("Het regioprofiel klopt niet.\n" + "\n".join(f"- {fout}" for fout in self.fouten))


# --- values ---


def _regel(zin: str) -> WrapValidator:
    """Answer any fault in this value with `zin`: the rule for it in Dutch."""

    def keur(waarde: Any, vorm: ValidatorFunctionWrapHandler) -> Any:
        try:
            return vorm(waarde)
        except ValidationError:
            raise PydanticCustomError("regel", "{zin}", {"zin": zin}) from None

    return WrapValidator(keur)


def _elk_jaar(maand_dag: str) -> str:
    date.fromisoformat(f"2001-{maand_dag}")  # a year without 29 February
    return maand_dag


Profielcode = Annotated[
    Code,
    _regel("Een code heeft 1 tot 40 tekens: letters, cijfers, punt, - of _. Begin met een letter of cijfer."),
]
Naam = Annotated[
    str, StringConstraints(min_length=1, max_length=120), _regel("Een naam is tekst van 1 tot 120 tekens.")
]
Niveaucode = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40),
    _regel("Een niveaucode is tekst van 1 tot 40 tekens."),
]
"""A regional level as the region writes it: `2a`, `optie 1`, `mentor/docent`."""
Profielschool = Annotated[
    Schoolcode,
    _regel("Een schoolcode is BRIN en vestiging: 2 cijfers, 2 hoofdletters, 2 cijfers, zoals 12AB00."),
]
Oin = Annotated[str, StringConstraints(pattern=r"^[0-9]{20}$"), _regel("Een OIN heeft 20 cijfers.")]
MaandDag = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_elk_jaar),
    _regel("Schrijf een dag als maand-dag, zoals 10-31. 29 februari kan niet: die is er niet elk jaar."),
]
"""A day that comes back every schooljaar, `MM-DD`."""
Aantal = Annotated[int, Field(strict=True, ge=1, le=365), _regel("Geef een heel getal van 1 tot en met 365.")]
JaNee = Annotated[bool, Field(strict=True), _regel("Kies true of false.")]


class Schoolsoort(StrEnum):
    """Kind of school (domain.md §7). A SWV PO has BAO, SBO and SO; a SWV VO has VO, PRO and VSO [wet]."""

    BAO = "BAO"
    SBO = "SBO"
    SO = "SO"
    VO = "VO"
    PRO = "PRO"
    VSO = "VSO"


class Gebied(StrEnum):
    """Canonical area of support: the seven of [000], and those of [001], [003] and [004] beside them."""

    LEZEN_SPELLING = "lezen-spelling"
    REKENEN = "rekenen"
    BEGAAFDHEID = "begaafdheid"
    MOEILIJK_LEREND = "moeilijk-lerend"
    SOCIAAL_EMOTIONEEL = "sociaal-emotioneel"
    TAAK_WERKHOUDING = "taak-werkhouding"
    GEDRAG = "gedrag"
    SPRAAK_TAAL = "spraak-taal"
    FYSIEK_MEDISCH = "fysiek-medisch"
    THUISSITUATIE = "thuissituatie"


class Bekostiger(StrEnum):
    """Who pays for a hulpvorm (domain.md §2). A gemeente sees only what it pays for or the law gives it."""

    GEMEENTE = "gemeente"
    ZORGVERZEKERING = "zorgverzekering"
    ZORGKANTOOR = "zorgkantoor"
    SCHOOL = "school"
    OUDERS = "ouders"


class Partnersoort(StrEnum):
    """Kind of care partner (domain.md §2)."""

    JEUGDHULP = "jeugdhulp"
    SMW = "smw"
    GGD = "ggd"
    GGZ = "ggz"
    WIJKTEAM = "wijkteam"
    GEZINSSPECIALIST = "gezinsspecialist"
    LEERPLICHT = "leerplicht"
    POLITIE = "politie"
    DYSLEXIEZORG = "dyslexiezorg"
    REKENZORG = "rekenzorg"
    LOGOPEDIE = "logopedie"
    AMBULANTE_BEGELEIDING = "ambulante-begeleiding"
    CLUSTER_1 = "cluster-1"
    CLUSTER_2 = "cluster-2"
    OZL = "ozl"
    ECA = "eca"
    ZORGKANTOOR = "zorgkantoor"


# --- parts ---


class _Deel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Swv(_Deel):
    """The samenwerkingsverband of the region. `code`: `PO2202` (domain.md §7)."""

    code: Annotated[SwvCode, _regel("Een SWV-code is PO of VO en 4 cijfers, zoals PO2202.")]
    naam: Naam

    @property
    def soort(self) -> Literal["po", "vo"]:
        """Primair or voortgezet onderwijs; the code says it, so it cannot contradict it."""
        return "po" if self.code.startswith("PO") else "vo"


class School(_Deel):
    """A school of the region; its key in `scholen` is `12AB00` (domain.md §7).

    `bestuur`: its number (DUO). `wijk`: as the region names it. `gemeente`: CBS code of where the school is.
    """

    naam: Naam
    soort: Schoolsoort
    bestuur: Annotated[Bestuursnummer, _regel("Een bestuursnummer heeft 5 cijfers, zoals 40123.")]
    wijk: Naam
    gemeente: Annotated[Gemeentecode, _regel("Een gemeentecode (CBS) heeft 4 cijfers, zoals 0855.")]


class Regioniveau(_Deel):
    """One rung: a canonical level and the region's own code for it (domain.md §1, a cell of the table).

    Both ways many to many: `4` of [004] is E1 and E2, and B3 of [002] is `OT` and `trajecten`.
    `document`: what is drawn up there. `lead`: who leads; empty where the sources name nobody.
    """

    canon: Canon
    regionaal: Niveaucode
    naam: Naam
    document: tuple[Naam, ...] = ()
    lead: tuple[Naam, ...] = ()


class Regiogebied(_Deel):
    """A canonical area and the region's own code for it; many to many, as with `Regioniveau`."""

    canon: Gebied
    regionaal: Profielcode
    naam: Naam


class Arrangement(_Deel):
    """A soort arrangement of the region; its key is the code. `canon`: G2 makes it a *voorziening* [003]."""

    naam: Naam
    canon: Canon


class Hulpvorm(_Deel):
    """A kind of help to refer to; its key is the code. `bekostiger` absent: open, the sources do not say."""

    naam: Naam
    bekostiger: Bekostiger | None = None


class Partner(_Deel):
    """A care partner; its key is its id (domain.md §7). `hulpvormen`: what it takes referrals for."""

    naam: Naam
    soort: Partnersoort
    hulpvormen: tuple[Profielcode, ...] = ()
    oin: Oin | None = None


class Wachttijd(_Deel):
    """How long a held submission may wait for what is missing, in calendar days, before its rule refuses it.

    `dagen`: 14 unless said [keuze]. `per_regel`: another number for one rule, by the rule's id.
    """

    dagen: Aantal = 14
    per_regel: Mapping[Profielcode, Aantal] = Field(default_factory=dict)

    def voor(self, regel: str) -> int:
        """Days that a hold of rule `regel` lasts."""
        return self.per_regel.get(regel, self.dagen)


class Regels(_Deel):
    """Invariants that a region switches or sets (domain.md §4).

    `advies_voor_aanvraag`: no ArrangementAangevraagd or TlvAangevraagd before AdviesUitgebracht (3) [003].
    `tlc_voor_toekenning`: no TlvToegekend, and no ArrangementToegekend of a voorziening, before
    TlcAdviesUitgebracht (3) [003]. `smw_gesprekken`: the most SmwGesprekken of one verwijzing (11) [001].
    """

    advies_voor_aanvraag: JaNee = False
    tlc_voor_toekenning: JaNee = False
    smw_gesprekken: Aantal = 5


class Termijnafwijking(_Deel):
    """What the region has for one deadline in place of the rule's own term (domain.md §5): one of four forms.

    `dagen`, `weken`: calendar. `werkdagen`: working days. `datums`: `MM-DD` in every schooljaar; none means
    that the region does not have this calendar.
    """

    dagen: Aantal | None = None
    werkdagen: Aantal | None = None
    weken: Aantal | None = None
    datums: tuple[MaandDag, ...] | None = None

    @property
    def vormen(self) -> frozenset[str]:
        """The forms that are given."""
        return frozenset(self.model_dump(exclude_none=True))

    @model_validator(mode="after")
    def _een_vorm(self) -> Self:
        if len(self.vormen) != 1:
            raise PydanticCustomError("regel", "Geef precies één van: dagen, werkdagen, weken, datums.")
        return self


_DUUR: Final = frozenset({"dagen", "werkdagen", "weken"})
_DATUMS: Final = frozenset({"datums"})
AANPASBAAR: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "opp-rod": _DUUR,
    "advies": _DUUR,
    "verwijzing-antwoord": _DUUR,
    "tlv-besluit": frozenset({"dagen", "weken"}),
    "kindbespreking": _DATUMS,
    "seo-meting": _DATUMS,
    "groepsplan-bespreking": _DATUMS,
    "sop-actualisatie": _DATUMS,
    "monitoring": _DATUMS,
    "warme-overdracht": _DATUMS,
})  # fmt: skip
"""Termijnen of which domain.md §5 says "profile", with the forms each may take. No other is the region's."""

TLV_BESLUIT_DAGEN: Final = 56
"""The most that a region may give itself for a TLV-besluit: eight weeks, Awb 4:13."""

_SCHOOLSOORTEN: Final = {
    "po": frozenset({Schoolsoort.BAO, Schoolsoort.SBO, Schoolsoort.SO}),
    "vo": frozenset({Schoolsoort.VO, Schoolsoort.PRO, Schoolsoort.VSO}),
}
_TREDE: Final = {canon: trede for trede, canon in enumerate(Canon)}


# --- the profile ---


class Regioprofiel(_Deel):
    """One region. `code`: the name of its file. `bron`: the source document it follows, `000` to `004`.

    Levels from which on: `opp_vanaf` an OPP is due (below it one is accepted [001]); `extra_vanaf` support
    counts as extra in deelname % ([004] calls its OPP level basis); `zorg_tegengehouden_vanaf` a refused
    interventie shows as *zorg tegengehouden* [004], absent: nowhere.
    `afspraken_schuiven`: agreed deadlines roll to the next working day, as those of law do (Atw).
    """

    code: Profielcode
    naam: Naam
    bron: Naam
    swv: Swv
    opp_vanaf: Canon
    extra_vanaf: Canon
    zorg_tegengehouden_vanaf: Canon | None = None
    afspraken_schuiven: JaNee = False
    regels: Regels = Regels()
    wachttijd: Wachttijd = Wachttijd()
    niveaus: Annotated[tuple[Regioniveau, ...], Field(min_length=1)]
    gebieden: Annotated[tuple[Regiogebied, ...], Field(min_length=1)]
    arrangementen: Mapping[Profielcode, Arrangement] = Field(default_factory=dict)
    hulpvormen: Mapping[Profielcode, Hulpvorm] = Field(default_factory=dict)
    partners: Mapping[Profielcode, Partner] = Field(default_factory=dict)
    termijnen: Mapping[str, Termijnafwijking] = Field(default_factory=dict)
    scholen: Annotated[Mapping[Profielschool, School], Field(min_length=1)]

    @classmethod
    def lees(cls, text: str) -> Self:
        """Read a profile from TOML. Raises `ProfielFout` with every fault."""
        try:
            return cls.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as fout:
            raise ProfielFout([_toml_fout(fout)]) from fout
        except ValidationError as fout:
            raise ProfielFout(zin for detail in fout.errors() for zin in _zinnen(detail)) from fout

    def kent_niveau(self, canon: Canon, regionaal: str) -> bool:
        """Whether `regionaal` is a code of this region for `canon`."""
        return any(n.canon == canon and n.regionaal == regionaal for n in self.niveaus)

    def kent_gebied(self, code: str) -> bool:
        """Whether `code` is an area of this region, by its regional or canonical name."""
        return any(code in (g.regionaal, g.canon) for g in self.gebieden)

    def opp_vereist(self, canon: Canon) -> bool:
        """Whether an OPP is due at this level."""
        return _TREDE[canon] >= _TREDE[self.opp_vanaf]

    def telt_als_extra(self, canon: Canon) -> bool:
        """Whether this level counts as extra support in deelname %."""
        return _TREDE[canon] >= _TREDE[self.extra_vanaf]

    def toont_zorg_tegengehouden(self, canon: Canon) -> bool:
        """Whether a refused interventie at this level shows as zorg tegengehouden."""
        vanaf = self.zorg_tegengehouden_vanaf
        return vanaf is not None and _TREDE[canon] >= _TREDE[vanaf]

    def is_voorziening(self, arrangement: str) -> bool:
        """Whether this soort arrangement is a speciale voorziening (G2), for which the TLC advises [003]."""
        return arrangement in self.arrangementen and self.arrangementen[arrangement].canon is Canon.G2

    def bekostiger(self, hulpvorm: str) -> Bekostiger | None:
        """Who pays for `hulpvorm`; None where that is open or unknown in the region: no payer sees it."""
        return self.hulpvormen[hulpvorm].bekostiger if hulpvorm in self.hulpvormen else None

    @model_validator(mode="after")
    def _klopt_onderling(self) -> Self:
        fouten = tuple(_kruisfouten(self))
        if fouten:
            raise PydanticCustomError("onderling", "{tekst}", {"tekst": "; ".join(fouten), "fouten": fouten})
        return self


def _kruisfouten(profiel: Regioprofiel) -> Iterator[str]:
    """Faults between parts of a profile whose parts are sound in themselves."""
    tweemaal = "staat er twee keer. Elke combinatie van canon en regionaal komt één keer voor."
    for plek in _dubbele([(n.canon, n.regionaal) for n in profiel.niveaus]):
        yield f"niveaus[{plek}]: {tweemaal}"
    for plek in _dubbele([(g.canon, g.regionaal) for g in profiel.gebieden]):
        yield f"gebieden[{plek}]: {tweemaal}"

    ladder = {n.canon for n in profiel.niveaus}
    gebruikt = {
        "opp_vanaf": profiel.opp_vanaf,
        "extra_vanaf": profiel.extra_vanaf,
        "zorg_tegengehouden_vanaf": profiel.zorg_tegengehouden_vanaf,
        **{f"arrangementen.{soort}.canon": a.canon for soort, a in profiel.arrangementen.items()},
    }
    for pad, canon in gebruikt.items():
        if canon is not None and canon not in ladder:
            yield f'{pad}: "{canon}" past niet. Gebruik een canon dat bij niveaus staat.'

    for partner_id, partner in profiel.partners.items():
        for plek, hulpvorm in enumerate(partner.hulpvormen, 1):
            if hulpvorm not in profiel.hulpvormen:
                pad = f"partners.{partner_id}.hulpvormen[{plek}]"
                yield f'{pad}: "{hulpvorm}" past niet. Gebruik een code uit hulpvormen.'

    for termijn_id, afwijking in profiel.termijnen.items():
        regel = _termijnregel(termijn_id, afwijking)
        if regel:
            yield f"termijnen.{termijn_id}: {regel}"

    for code, school in profiel.scholen.items():
        soorten = _SCHOOLSOORTEN[profiel.swv.soort]
        if school.soort not in soorten:
            keuze = ", ".join(s for s in Schoolsoort if s in soorten)
            verband = profiel.swv.soort.upper()
            yield f'scholen.{code}.soort: "{school.soort}" past niet. Bij een SWV {verband} horen: {keuze}.'


def _dubbele(sleutels: list[tuple[str, str]]) -> Iterator[int]:
    """Places, from 1, of what stood there before."""
    return (plek for plek, sleutel in enumerate(sleutels, 1) if sleutel in sleutels[: plek - 1])


def _termijnregel(termijn_id: str, afwijking: Termijnafwijking) -> str | None:
    """The rule that this deviation breaks, if it does."""
    vormen = AANPASBAAR.get(termijn_id)
    if vormen is None:
        return f"Deze termijn ligt vast of bestaat niet. Een regio kiest alleen: {', '.join(AANPASBAAR)}."
    if not afwijking.vormen <= vormen:
        return f"Deze vorm past niet. Gebruik: {', '.join(sorted(vormen))}."
    dagen = (afwijking.dagen or 0) + 7 * (afwijking.weken or 0)
    if termijn_id == "tlv-besluit" and dagen > TLV_BESLUIT_DAGEN:
        return "Een regio mag deze termijn alleen korter maken dan 8 weken (Awb 4:13)."
    return None


# --- faults in Dutch ---

_ZINNEN: Final = {
    "missing": "Dit veld is verplicht.",
    "extra_forbidden": "Dit veld bestaat hier niet. Controleer de spelling of haal het weg.",
    "enum": "Kies uit: {expected}.",
    "too_short": "Geef er minstens {min_length}.",
    "tuple_type": "Dit moet een lijst zijn.",
    "regel": "{zin}",
}
_TABEL: Final = "Dit moet een tabel zijn."
_ZONDER_WAARDE: Final = frozenset({"missing", "extra_forbidden"})


def _zinnen(detail: ErrorDetails) -> tuple[str, ...]:
    """A fault as pydantic tells it, in Dutch: path, value where that helps, rule."""
    soort, context = detail["type"], detail.get("ctx", {})
    if soort == "onderling":
        return tuple(context["fouten"])
    if soort == "enum":
        context = {"expected": context["expected"].replace("'", "").replace(" or ", " of ")}
    zin = _ZINNEN.get(soort, _TABEL).format(**{"zin": detail["msg"], **context})
    waarde = detail["input"]
    if isinstance(waarde, str | int | float) and soort not in _ZONDER_WAARDE:
        zin = f"{json.dumps(waarde, ensure_ascii=False)[:60]} past niet. {zin}"
    return (f"{_pad(detail['loc'])}: {zin}",)


def _pad(loc: tuple[int | str, ...]) -> str:
    """Where it is wrong: `scholen.12AB00.bestuur`, `niveaus[2].canon`."""
    delen = (f"[{deel + 1}]" if isinstance(deel, int) else f".{deel}" for deel in loc if deel != "[key]")
    return "".join(delen).removeprefix(".")


def _toml_fout(fout: tomllib.TOMLDecodeError) -> str:
    plek = re.search(r"line (\d+), column (\d+)", str(fout))
    waar = f"regel {plek[1]}, kolom {plek[2]}" if plek else "einde van de tekst"
    return f"{waar}: dit is geen geldige TOML, of een sleutel staat er twee keer."
