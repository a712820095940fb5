"""What may be asked in a query string: camelCase keys, nothing unknown."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from contracts.gebeurtenis import Datum
from contracts.identifiers import Groepscode, RegionaleNiveaucode, Schoolcode, Schooljaar
from projections.inzendingen import Status
from projections.school import ExtraOndersteuning

LARGEST_PAGE: Final = 500


class Query(BaseModel):
    """Nothing that is not named."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class PageQuery(Query):
    """A page of a list."""

    na: Annotated[str, Field(max_length=400)] | None = Field(
        None, description="Cursor: waar de vorige bladzijde eindigde. Staat in de `Link`-header (rel=next)."
    )
    aantal: int = Field(100, ge=1, le=LARGEST_PAGE, description="Hoogste aantal op een bladzijde.")


class TermijnQuery(PageQuery):
    """Which deadlines."""

    binnen_dagen: Annotated[int, Field(ge=0, le=3_660)] | None = Field(
        None,
        alias="binnenDagen",
        description="De termijn eindigt binnen zoveel dagen. Wat al te laat is, hoort daarbij.",
    )
    te_laat: bool | None = Field(
        None, alias="teLaat", description="`true`: alleen wat te laat is; `false`: alleen wat dat niet is."
    )


class LeerlingQuery(TermijnQuery):
    """Which pupils. `binnenDagen` and `teLaat` are about the deadline that ends first."""

    groep: Groepscode | None = Field(None, description="Groep of klas op dit moment.")
    niveau: RegionaleNiveaucode | None = Field(
        None, description="Niveau van ondersteuning: algemeen (`E1`) of zoals de regio het noemt (`2a`)."
    )
    extra_ondersteuning: ExtraOndersteuning | None = Field(
        None, alias="extraOndersteuning", description="Wat de school over extra ondersteuning zei."
    )
    voorwaarde_vervallen: bool | None = Field(
        None,
        alias="voorwaardeVervallen",
        description="`true`: alleen leerlingen bij wie iets niet meer klopt na een intrekking of correctie.",
    )
    uitgeschreven: bool = Field(False, description="`true`: ook wie de school heeft verlaten.")


class GroepenQuery(Query):
    """Which schooljaar."""

    schooljaar: Schooljaar | None = Field(None, description="Zonder: dit schooljaar.", examples=["2026-2027"])


class TijdlijnQuery(PageQuery):
    """As of which day."""

    op: Datum | None = Field(
        None, description="Zoals het dossier was aan het einde van deze dag. Zonder: nu.", examples=["2026-03-01"]
    )
    met_latere_registraties: bool = Field(
        False, alias="metLatereRegistraties", description="`true`: ook wat daarna is vastgelegd, met een merk."
    )


class InzendingQuery(PageQuery):
    """Which submissions."""

    school: Schoolcode = Field(description="Over leerlingen van deze school.", examples=["12AB00"])
    status: list[Status] = Field(
        default_factory=list, description="Een of meer; de sleutel mag vaker voorkomen. Zonder: alle."
    )
