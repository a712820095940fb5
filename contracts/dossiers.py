"""Dossiers: how one is opened half-way, and what is done to recorded events themselves (domain.md §3)."""

from typing import Annotated, ClassVar

from .codes import AanspreekpuntRol, Dossiersoort, Overlegsoort, Plansoort, Rol, Tlvcategorie, Tlvsoort
from .gebeurtenis import Contractmodel, Datum, GebeurdOp, Gebeurtenis, Niveau, SchoolGebeurtenis, Soort, soort
from .identifiers import (
    Code,
    EigenId,
    Gebeurtenisverwijzing,
    Groepscode,
    Leerjaar,
    Persoonlijke_tekst,
    Plannummer,
    Planversie,
    SwvCode,
    Tlvnummer,
)
from .visibility import ALS_INGETROKKEN, MEE, VERZEGELD, zicht

_SO = zicht("SO")
_SOW = zicht("SOW")


class LopendOpp(Contractmodel):
    """The OPP that is in force on the day of a beginstand. Dates, no text: that comes with its next versie.

    `vastgesteld_op`, `laatste_evaluatie` (with ouders and pupil) and `rod_geregistreerd_op` are where the terms
    opp-evaluatie and opp-rod go on from. The days of discussion, hearing and instemming on this `versie` are what
    the school's view shows; an OPP from before the hoorrecht of 1-8-2025 may lack them.
    """

    versie: Annotated[Planversie, _SOW]
    vastgesteld_op: Annotated[GebeurdOp, _SOW]
    ingangsdatum: Annotated[Datum, _SOW]
    uitstroombestemming: Annotated[Code | None, zicht("SO w")] = None
    met_ouders_besproken_op: Annotated[GebeurdOp | None, _SO] = None
    leerling_gehoord_op: Annotated[GebeurdOp | None, _SO] = None
    leerling_ziet_af_op: Annotated[GebeurdOp | None, _SO] = None
    ingestemd_op: Annotated[GebeurdOp | None, _SO] = None
    laatste_evaluatie: Annotated[GebeurdOp | None, _SOW] = None
    rod_geregistreerd_op: Annotated[GebeurdOp | None, zicht("SW")] = None


class LopendPlan(Contractmodel):
    """A plan that runs, as PlanGestart tells it, less its doel. PlanGeevalueerd names `plan_id`."""

    plan_id: Annotated[EigenId, _SO]
    soort: Annotated[Plansoort, _SO]
    nummer: Annotated[Plannummer | None, _SO] = None
    gebied: Annotated[Code, _SO]
    gestart_op: Annotated[GebeurdOp, _SO]
    evaluatiedatum: Annotated[Datum, _SO]


class GeldendeTlv(Contractmodel):
    """A TLV in force. `swv`: who granted it, when that is not the region's own. `einde` absent: it has none."""

    tlv_nummer: Annotated[Tlvnummer, _SOW]
    soort: Annotated[Tlvsoort, _SOW]
    categorie: Annotated[Tlvcategorie, _SOW]
    ingang: Annotated[Datum, _SOW]
    einde: Annotated[Datum | None, _SOW] = None
    swv: Annotated[SwvCode | None, _SOW] = None


class LopendArrangement(Contractmodel):
    """An arrangement that runs. `soort`: a code of the region's profile."""

    soort: Annotated[Code, _SOW]
    ingang: Annotated[Datum, _SOW]
    einde: Annotated[Datum | None, _SOW] = None
    evaluatiedatum: Annotated[Datum | None, _SOW] = None


class LaatsteOverleg(Contractmodel):
    """The last overleg about the pupil."""

    soort: Annotated[Overlegsoort, zicht("SO w")]
    datum: Annotated[GebeurdOp, zicht("SO w")]


class OpenTermijn(Contractmodel):
    """A deadline that runs and that nothing else in the beginstand tells of: by the id of its rule (domain.md §5).

    `gestart_op`: business date of what began it. `einddatum`: where it was agreed, suspended or extended; absent:
    as the rule has it.
    """

    regel: Annotated[Code, _SO]
    gestart_op: Annotated[GebeurdOp, _SO]
    einddatum: Annotated[Datum | None, _SO] = None


class BeginstandVastgelegd(SchoolGebeurtenis):
    """Opens a dossier half-way: where an enrolled pupil stands on `datum`, a region's first day (docs/decisions/0014).

    Each field has the audience of the event it stands for, of school, ouders and SWV (domain.md §3); so the day itself
    comes along (`MEE`) and shows the SWV no pupil of whom it may see nothing else. `niveau` absent: groepsaanbod.
    What others are party to (aanmeldingen, verwijzingen, toestemmingen) and verzuim are sent as their own events,
    with their own days: rights and another bewaartermijn hang on them.
    """

    kenmerken: ClassVar[Soort] = soort(
        "dossiers.beginstandvastgelegd.v1",
        "De school heeft vastgelegd hoe de leerling ervoor staat op de eerste dag met de hub.",
        {
            "school": "99AA00", "datum": "2026-08-03", "inschrijfdatum": "2022-08-22", "groep": "6", "leerjaar": 6,
            "extraOndersteuning": True, "aanspreekpunt": "intern-begeleider",
            "niveau": {"canon": "G2", "regionaal": "bovenschools"}, "niveauSinds": "2025-11-10",
            "opp": {
                "versie": 2, "vastgesteldOp": "2025-11-10", "ingangsdatum": "2025-11-10",
                "uitstroombestemming": "vmbo-tl", "metOudersBesprokenOp": "2025-11-06",
                "leerlingGehoordOp": "2025-11-05", "ingestemdOp": "2025-11-06", "laatsteEvaluatie": "2026-06-15",
                "rodGeregistreerdOp": "2025-11-12",
            },
            "plannen": [
                {
                    "planId": "plan-7f31", "soort": "training", "gebied": "sociaal-emotioneel",
                    "gestartOp": "2026-06-01", "evaluatiedatum": "2026-10-05",
                },
            ],
            "arrangementen": [{"soort": "bovenschools", "ingang": "2026-02-01", "evaluatiedatum": "2027-01-18"}],
            "laatsteOverleg": {"soort": "ondersteuningsteam", "datum": "2026-06-15"},
            "openTermijnen": [{"regel": "vervolg", "gestartOp": "2026-07-13"}],
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, MEE]
    inschrijfdatum: Annotated[GebeurdOp, zicht("SO w")]
    groep: Annotated[Groepscode, _SO]
    leerjaar: Annotated[Leerjaar, _SO]
    extra_ondersteuning: Annotated[bool, _SO]
    aanspreekpunt: Annotated[AanspreekpuntRol | None, zicht("SO w")] = None
    niveau: Annotated[Niveau | None, _SOW] = None
    niveau_sinds: Annotated[GebeurdOp | None, _SOW] = None
    opp: Annotated[LopendOpp | None, _SOW] = None
    plannen: Annotated[tuple[LopendPlan, ...], _SO] = ()
    tlv: Annotated[GeldendeTlv | None, _SOW] = None
    arrangementen: Annotated[tuple[LopendArrangement, ...], _SOW] = ()
    laatste_overleg: Annotated[LaatsteOverleg | None, zicht("SO w")] = None
    open_termijnen: Annotated[tuple[OpenTermijn, ...], _SO] = ()


class GebeurtenisIngetrokken(Gebeurtenis):
    """Withdraws an event of the same organisation: it disappears from fold, deadlines and views; the log keeps both.

    Its audience is that of what it withdraws; of them, the reason is
    for school and ouders alone.
    """

    kenmerken: ClassVar[Soort] = soort(
        "dossiers.gebeurtenisingetrokken.v1",
        "Een eerdere gebeurtenis is ingetrokken.",
        {
            "school": "99AA00", "datum": "2026-03-11", "id": "9a7f1c52-0c0d-4d5e-8f1e-0d1c2b3a4f55",
            "reden": "De aanmelding hoorde bij een andere leerling.",
        },
        afzenders=frozenset(Rol) - {Rol.OUDER, Rol.BEHEER}, dossiers=frozenset(Dossiersoort),
    )  # fmt: skip

    datum: Annotated[GebeurdOp, ALS_INGETROKKEN]
    id: Annotated[Gebeurtenisverwijzing, ALS_INGETROKKEN]
    reden: Annotated[Persoonlijke_tekst, zicht("SO ingetrokken"), VERZEGELD]


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (BeginstandVastgelegd, GebeurtenisIngetrokken)
