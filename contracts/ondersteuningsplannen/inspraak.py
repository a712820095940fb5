"""The say of pupil and ouders: hoorrecht at all ages, instemming on the handelingsdeel (WPO 40a; 000; 003)."""

from typing import Annotated, ClassVar

from ..codes import GehoordVia, Gesprekswijze, Hoorwijze
from ..gebeurtenis import GebeurdOp, SchoolGebeurtenis, Soort, soort
from ..identifiers import Persoonlijke_tekst, Planversie
from ..visibility import VERZEGELD, zicht

_SCHOOL = {"school": "99AA00"}


class OudersGesproken(SchoolGebeurtenis):
    """The school spoke with ouders. `leerling_erbij`: the pupil was there."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oudersgesproken.v1",
        "De school heeft met ouders gesproken.",
        _SCHOOL | {"datum": "2026-10-08", "wijze": "op-school", "leerlingErbij": True},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]
    wijze: Annotated[Gesprekswijze, zicht("SO")]
    leerling_erbij: Annotated[bool, zicht("SO")]


class LeerlingGehoord(SchoolGebeurtenis):
    """The pupil was heard. `inbreng`: what it said; `invloed`: what the school did with that (hoorrecht; 000)."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.leerlinggehoord.v1",
        "De school heeft de leerling gehoord.",
        _SCHOOL | {
            "datum": "2026-10-15", "wijze": "gesprek", "via": "zelf", "inbreng": "Ik werk liever in een klein groepje.",
            "invloed": "De instructie is in een groep van vier.",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SO")]
    wijze: Annotated[Hoorwijze, zicht("SO")]
    via: Annotated[GehoordVia, zicht("SO")]
    inbreng: Annotated[Persoonlijke_tekst | None, zicht("SO"), VERZEGELD] = None
    invloed: Annotated[Persoonlijke_tekst | None, zicht("SO"), VERZEGELD] = None


class LeerlingZietAfVanHoren(SchoolGebeurtenis):
    """The pupil was asked and chose not to be heard: a right, no duty."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.leerlingzietafvanhoren.v1",
        "De leerling wil niet gehoord worden.",
        _SCHOOL | {"datum": "2026-10-15"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]


class LeerlingTeruggekoppeld(SchoolGebeurtenis):
    """The school told the pupil what became of what it said."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.leerlingteruggekoppeld.v1",
        "De school heeft de leerling verteld wat er met de inbreng is gedaan.",
        _SCHOOL | {"datum": "2026-10-22"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]


class OppMetOudersBesproken(SchoolGebeurtenis):
    """School and ouders discussed the OPP, before it is set (op overeenstemming gericht overleg; WPO 40a)."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oppmetoudersbesproken.v1",
        "De school heeft het ontwikkelingsperspectief met ouders besproken.",
        _SCHOOL | {"datum": "2026-10-20"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]


class _OverHandelingsdeel(SchoolGebeurtenis):
    """What ouders say of the handelingsdeel, of this `versie` of the OPP alone (WPO 40a)."""

    versie: Annotated[Planversie, zicht("SO")]
    datum: Annotated[GebeurdOp, zicht("SO")]


class HandelingsdeelIngestemd(_OverHandelingsdeel):
    """Ouders agree with the handelingsdeel of this versie (instemmingsrecht; WPO 40a)."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.handelingsdeelingestemd.v1",
        "Ouders stemmen in met het handelingsdeel.",
        _SCHOOL | {"versie": 1, "datum": "2026-10-20"},
    )


class HandelingsdeelInstemmingGeweigerd(_OverHandelingsdeel):
    """Ouders do not agree with the handelingsdeel of this versie."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.handelingsdeelinstemminggeweigerd.v1",
        "Ouders stemmen niet in met het handelingsdeel.",
        _SCHOOL | {"versie": 1, "datum": "2026-10-20"},
    )


class HandelingsdeelInstemmingIngetrokken(_OverHandelingsdeel):
    """Ouders take back an instemming that they gave. Not the withdrawal of an event: they did agree until then."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.handelingsdeelinstemmingingetrokken.v1",
        "Ouders trekken hun instemming met het handelingsdeel in.",
        _SCHOOL | {"versie": 1, "datum": "2026-10-29"},
    )
