"""Beside the ladder: zorgsporen for dyslexie and ERWD, and medical acts at school [000]."""

from typing import Annotated, ClassVar

from ..codes import MedischeSoort, Zorgspoor
from ..gebeurtenis import GebeurdOp, SchoolGebeurtenis, Soort, soort
from ..identifiers import EigenId, Persoonlijke_tekst
from ..visibility import VERZEGELD, zicht

_SCHOOL = {"school": "99AA00"}


class ZorgdossierSamengesteld(SchoolGebeurtenis):
    """What the zorgaanbieder needs to judge the request: what was measured and what was tried [000]."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.zorgdossiersamengesteld.v1",
        "De school heeft het dossier voor de zorgaanbieder samengesteld.",
        _SCHOOL | {
            "datum": "2026-10-19", "spoor": "dyslexie", "metingen": "Drie keer bij de zwakste tien procent op lezen.",
            "interventies": "Twee periodes van twaalf weken leesbegeleiding.",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SO z")]
    spoor: Annotated[Zorgspoor, zicht("SO z")]
    metingen: Annotated[Persoonlijke_tekst | None, zicht("SO z"), VERZEGELD] = None
    interventies: Annotated[Persoonlijke_tekst | None, zicht("SO z"), VERZEGELD] = None


class DiagnoseGemeld(SchoolGebeurtenis):
    """Ouders or the zorgaanbieder told the school the outcome of a diagnosis [000]."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.diagnosegemeld.v1",
        "De school heeft de uitkomst van het onderzoek gekregen.",
        _SCHOOL | {"datum": "2026-10-28", "spoor": "dyslexie", "uitkomst": "Ernstige dyslexie vastgesteld."},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]
    spoor: Annotated[Zorgspoor, zicht("SO")]
    uitkomst: Annotated[Persoonlijke_tekst | None, zicht("SO"), VERZEGELD] = None


class MedischHandelenOvereengekomen(SchoolGebeurtenis):
    """School and ouders agreed on a medical act [000].

    `toestemming_id`: the toestemming of soort medisch it rests on. `bekwaam_verklaard`: a BIG professional holds who
    does it able. Both optional here: their absence is for the rule to answer (invariant 14).
    """

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.medischhandelenovereengekomen.v1",
        "School en ouders hebben medisch handelen afgesproken.",
        _SCHOOL | {"datum": "2026-10-05", "soort": "big", "toestemmingId": "toestemming-12", "bekwaamVerklaard": True},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]
    soort: Annotated[MedischeSoort, zicht("SO")]
    toestemming_id: Annotated[EigenId | None, zicht("SO")] = None
    bekwaam_verklaard: Annotated[bool | None, zicht("SO")] = None


class MedischHandelenBeeindigd(SchoolGebeurtenis):
    """The agreement on medical acts of this soort has ended."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.medischhandelenbeeindigd.v1",
        "De afspraak over medisch handelen is gestopt.",
        _SCHOOL | {"datum": "2026-10-30", "soort": "big"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]
    soort: Annotated[MedischeSoort, zicht("SO")]
