"""Aanmeldingen: from a parent's written request to the school's decision (WPO 40; domain.md §3, source 000)."""

from typing import Annotated, ClassVar

from .codes import Aanbodsoort, Rol, Weigeringsgrond, ZoekAanleiding
from .gebeurtenis import SCHOOL_ZENDT, Datum, GebeurdOp, Gebeurtenis, Niveau, SchoolGebeurtenis, Soort, soort
from .identifiers import Code, Koppelcode, Leerjaar, Persoonlijke_tekst, Schoolcode
from .visibility import VERZEGELD, zicht

_SCHOOL = {"school": "99AA00"}


class Ontvangen(SchoolGebeurtenis):
    """A written aanmelding reached the school; the six weeks start on `ontvangst_datum` (WPO 40; 000)."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.ontvangen.v1",
        "De school heeft een aanmelding van een leerling ontvangen.",
        _SCHOOL | {
            "ontvangstdatum": "2026-03-02", "gewensteStart": "2026-08-17", "leerjaar": 5, "vorigeSchool": "99AB00",
            "vermoedenExtraOndersteuning": True, "schriftelijk": True,
        },
        datumveld="ontvangstdatum",
    )  # fmt: skip

    ontvangstdatum: Annotated[GebeurdOp, zicht("SO")]
    gewenste_start: Annotated[Datum, zicht("SO")]
    leerjaar: Annotated[Leerjaar, zicht("SO")]
    vorige_school: Annotated[Schoolcode | None, zicht("SO")] = None
    koppelcode: Annotated[Koppelcode | None, zicht("SO"), VERZEGELD] = None
    vermoeden_extra_ondersteuning: Annotated[bool, zicht("SO")]
    schriftelijk: Annotated[bool, zicht("SO")]


class AanvullingGevraagd(SchoolGebeurtenis):
    """The school asked ouders for what is missing; the clock stands still from `datum` (Awb 4:15; WPO 40)."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.aanvullinggevraagd.v1",
        "De school heeft ouders om extra informatie gevraagd. De beslistermijn staat stil.",
        _SCHOOL | {"datum": "2026-03-10"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]


class AanvullingOntvangen(SchoolGebeurtenis):
    """What was missing has come in; the clock runs again from `datum`."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.aanvullingontvangen.v1",
        "De school heeft de gevraagde informatie ontvangen. De beslistermijn loopt weer.",
        _SCHOOL | {"datum": "2026-03-17"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]


class BeslistermijnVerlengd(SchoolGebeurtenis):
    """The school takes up to four weeks more, once, and told ouders so (WPO 40; 000: "met onderbouwing").

    `ouder_mededeling`: the day on which ouders were told. Optional here: its absence is for the rule to answer.
    """

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.beslistermijnverlengd.v1",
        "De school heeft de beslistermijn verlengd en dat aan ouders laten weten.",
        _SCHOOL | {
            "datum": "2026-04-07", "reden": "Het onderzoek naar wat nodig is, duurt langer.",
            "nieuweDatum": "2026-05-11", "ouderMededeling": "2026-04-07",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SO")]
    reden: Annotated[Persoonlijke_tekst | None, zicht("SO"), VERZEGELD] = None
    nieuwe_datum: Annotated[Datum, zicht("SO")]
    ouder_mededeling: Annotated[GebeurdOp | None, zicht("SO")] = None


class OnderwijsbehoefteInKaartGebracht(SchoolGebeurtenis):
    """What this pupil needs of education is mapped, after aanmelding (000: "in kaart brengen")."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.onderwijsbehoefteinkaartgebracht.v1",
        "De school heeft de onderwijsbehoefte van de leerling in kaart gebracht.",
        _SCHOOL | {
            "datum": "2026-03-24", "gebied": ["lezen-spelling"], "kernvraag": "Wat helpt bij het leren lezen?",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SO w")]
    gebied: Annotated[tuple[Code, ...], zicht("SO w")]
    kernvraag: Annotated[Persoonlijke_tekst | None, zicht("SO w"), VERZEGELD] = None


class PassendAanbodGedaan(SchoolGebeurtenis):
    """The school made a passend aanbod, in samenspraak with ouders (zorgplicht; WPO 40; 000)."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.passendaanbodgedaan.v1",
        "De school heeft een passend aanbod gedaan.",
        _SCHOOL | {
            "datum": "2026-04-01", "soort": "extra-ondersteuning", "niveau": {"canon": "E1", "regionaal": "extra"},
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SO w")]
    soort: Annotated[Aanbodsoort, zicht("SO w")]
    niveau: Annotated[Niveau | None, zicht("SO w")] = None


class Toegelaten(SchoolGebeurtenis):
    """The school admits the pupil (WPO 40)."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.toegelaten.v1",
        "De school heeft de leerling toegelaten.",
        _SCHOOL | {"datum": "2026-04-08"},
    )

    datum: Annotated[GebeurdOp, zicht("SOW")]


class ToelatingGeweigerd(SchoolGebeurtenis):
    """The school refuses admission, and says which school is willing instead (WPO 40; zorgplicht 001).

    `grens_code` and `profielversie` point into the school's own ondersteuningsaanbod.
    """

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.toelatinggeweigerd.v1",
        "De school heeft de toelating van de leerling geweigerd.",
        _SCHOOL | {
            "datum": "2026-04-09", "grond": "ondersteuning", "grensCode": "een-op-een", "profielversie": "2025-2026",
            "afweging": "De leerling leert alleen met begeleiding één op één.", "bereidGevondenSchool": "99AC00",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SOW v")]
    grond: Annotated[Weigeringsgrond, zicht("SOW v")]
    grens_code: Annotated[Code | None, zicht("SOW v")] = None
    profielversie: Annotated[Code | None, zicht("SOW v")] = None
    afweging: Annotated[Persoonlijke_tekst | None, zicht("SOW v"), VERZEGELD] = None
    bereid_gevonden_school: Annotated[Schoolcode | None, zicht("SOW v")] = None


class TijdelijkGeplaatst(SchoolGebeurtenis):
    """Ten weeks went by without a decision: the pupil is placed until there is one (WPO 40)."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.tijdelijkgeplaatst.v1",
        "De school heeft de leerling tijdelijk geplaatst.",
        _SCHOOL | {"datum": "2026-05-12"},
    )

    datum: Annotated[GebeurdOp, zicht("SOW")]


_SCHOOL_OF_SWV = SCHOOL_ZENDT | {Rol.SWV}


class PassendePlekGezocht(Gebeurtenis):
    """A passende plek is sought, also for a pupil who is enrolled already [001][004]."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.passendeplekgezocht.v1",
        "Er wordt een passende plek voor de leerling gezocht.",
        _SCHOOL | {"datum": "2026-04-02", "aanleiding": "aanmelding", "swvBegeleidt": True},
        afzenders=_SCHOOL_OF_SWV,
    )

    datum: Annotated[GebeurdOp, zicht("SOW v")]
    aanleiding: Annotated[ZoekAanleiding, zicht("SOW v")]
    swv_begeleidt: Annotated[bool, zicht("SOW v")]


class PlekVoorgesteld(Gebeurtenis):
    """A school was proposed as passende plek; what ouders think of it is sealed."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.plekvoorgesteld.v1",
        "Er is een school voorgesteld als passende plek.",
        _SCHOOL | {
            "datum": "2026-04-08", "voorgesteldeSchool": "99AC00", "reactieOuders": "Ouders willen eerst kijken.",
        },
        afzenders=_SCHOOL_OF_SWV,
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SOW v")]
    voorgestelde_school: Annotated[Schoolcode, zicht("SOW v")]
    reactie_ouders: Annotated[Persoonlijke_tekst | None, zicht("SOW v"), VERZEGELD] = None


class PassendePlekGevonden(Gebeurtenis):
    """The search ended: this school takes the pupil."""

    kenmerken: ClassVar[Soort] = soort(
        "aanmeldingen.passendeplekgevonden.v1",
        "Er is een passende plek voor de leerling gevonden.",
        _SCHOOL | {"datum": "2026-04-20", "gevondenSchool": "99AC00"},
        afzenders=_SCHOOL_OF_SWV,
    )

    datum: Annotated[GebeurdOp, zicht("SOW v")]
    gevonden_school: Annotated[Schoolcode, zicht("SOW v")]


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (
    Ontvangen, AanvullingGevraagd, AanvullingOntvangen, BeslistermijnVerlengd, OnderwijsbehoefteInKaartGebracht,
    PassendAanbodGedaan, Toegelaten, ToelatingGeweigerd, TijdelijkGeplaatst, PassendePlekGezocht, PlekVoorgesteld,
    PassendePlekGevonden,
)  # fmt: skip
