"""The profile of one region as a whole: read, checked and asked."""

import tomllib
from collections.abc import Mapping
from typing import Annotated, Final, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from ..codes import Canon
from .codes import Bekostiger
from .cross_checks import cross_faults
from .deadlines import Termijnafwijking
from .faults import ProfielFout, sentences, toml_fault
from .parts import Arrangement, Hulpvorm, Partner, Regels, Regiogebied, Regioniveau, School, Swv, Wachttijd
from .values import Deel, JaNee, Naam, Profielcode, Profielschool

_TREDE: Final = {canon: trede for trede, canon in enumerate(Canon)}


class Regioprofiel(Deel):
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
            raise ProfielFout([toml_fault(fout)]) from fout
        except ValidationError as fout:
            raise ProfielFout(zin for detail in fout.errors() for zin in sentences(detail)) from fout

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
        fouten = tuple(cross_faults(self))
        if fouten:
            raise PydanticCustomError("onderling", "{tekst}", {"tekst": "; ".join(fouten), "fouten": fouten})
        return self
