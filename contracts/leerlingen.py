"""Leerlingen: who is at which school, and what the law asks when a pupil is absent (domain.md §3)."""

from typing import Annotated, ClassVar

from .codes import AanspreekpuntRol, Bewaarklasse, Uitschrijfreden, Verzuimsoort
from .gebeurtenis import DE_HUB_ZELF, TYPE_PREFIX, Datum, GebeurdOp, Gebeurtenis, SchoolGebeurtenis, Soort, soort
from .identifiers import Gemeentecode, Groepscode, Leerjaar, Persoonlijke_tekst, Schoolcode
from .visibility import MEE, VERZEGELD, zicht

_SCHOOL = {"school": "99AA00"}
_SWV_NA_AANVRAAG = frozenset(
    TYPE_PREFIX + naam
    for naam in (
        "toewijzingen.adviesvraagingediend.v1", "toewijzingen.arrangementaangevraagd.v1",
        "toewijzingen.tlvaangevraagd.v1", "aanmeldingen.passendeplekgezocht.v1",
    )
)  # fmt: skip
_PERSOON = zicht("SO z", na={"W": _SWV_NA_AANVRAAG})


class Ingeschreven(SchoolGebeurtenis):
    """The pupil is enrolled. `extra_ondersteuning`: needs more than basisondersteuning from the start."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.ingeschreven.v1",
        "De leerling is ingeschreven op de school.",
        _SCHOOL | {"inschrijfdatum": "2026-08-17", "groep": "5", "leerjaar": 5, "extraOndersteuning": True},
        datumveld="inschrijfdatum",
    )

    inschrijfdatum: Annotated[Datum, zicht("SO w")]
    groep: Annotated[Groepscode, zicht("SO")]
    leerjaar: Annotated[Leerjaar, zicht("SO")]
    extra_ondersteuning: Annotated[bool, zicht("SO")]


class GroepGewijzigd(SchoolGebeurtenis):
    """The pupil goes to another groep or klas from `vanaf`."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.groepgewijzigd.v1",
        "De leerling gaat naar een andere groep.",
        _SCHOOL | {"groep": "6", "vanaf": "2027-08-23"},
        datumveld="vanaf",
    )

    groep: Annotated[Groepscode, zicht("SO")]
    vanaf: Annotated[Datum, zicht("SO")]


class PersoonsgegevensVastgelegd(SchoolGebeurtenis):
    """Who the pupil is. `adres` only without geheimhouding. Seen by the SWV once it is asked for something."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.persoonsgegevensvastgelegd.v1",
        "De school heeft naam en geboortedatum van de leerling vastgelegd.",
        _SCHOOL | {
            "datum": "2026-03-02", "naam": "Noor Verzonnen", "geboortedatum": "2017-05-14", "woongemeente": "0855",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, _PERSOON]
    naam: Annotated[Persoonlijke_tekst, _PERSOON, VERZEGELD]
    geboortedatum: Annotated[GebeurdOp, _PERSOON, VERZEGELD]
    adres: Annotated[Persoonlijke_tekst | None, _PERSOON, VERZEGELD] = None
    woongemeente: Annotated[Gemeentecode | None, _PERSOON] = None


class AanspreekpuntToegewezen(SchoolGebeurtenis):
    """Who at school is the contact, by role and never by name."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.aanspreekpunttoegewezen.v1",
        "De leerling heeft een aanspreekpunt op school.",
        _SCHOOL | {"datum": "2026-08-17", "rol": "intern-begeleider"},
    )

    datum: Annotated[GebeurdOp, zicht("SO wz")]
    rol: Annotated[AanspreekpuntRol, zicht("SO wz")]


class Uitgeschreven(SchoolGebeurtenis):
    """The pupil leaves. On grounds of support `volgende_school` is needed (invariant 8)."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.uitgeschreven.v1",
        "De leerling is uitgeschreven.",
        _SCHOOL | {"datum": "2027-07-31", "reden": "vervolgonderwijs", "volgendeSchool": "99BA00"},
    )

    datum: Annotated[Datum, zicht("SOW")]
    reden: Annotated[Uitschrijfreden, zicht("SOW")]
    volgende_school: Annotated[Schoolcode | None, zicht("SOW")] = None


class VerzuimgrensBereikt(SchoolGebeurtenis):
    """Sixteen hours of unlawful absence within four lesson weeks (Leerplichtwet 21a)."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.verzuimgrensbereikt.v1",
        "De leerling heeft zestien uur ongeoorloofd verzuim in vier lesweken.",
        _SCHOOL | {"datum": "2026-10-05"},
        bewaarklasse=Bewaarklasse.VERZUIM,
    )

    datum: Annotated[GebeurdOp, zicht("S")]


class VerzuimGemeld(SchoolGebeurtenis):
    """The absence was reported to the leerplichtambtenaar: statutory, no toestemming (Leerplichtwet 21a)."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.verzuimgemeld.v1",
        "De school heeft het verzuim gemeld.",
        _SCHOOL | {"soort": "ongeoorloofd", "datum": "2026-10-06"},
        bewaarklasse=Bewaarklasse.VERZUIM,
    )

    soort: Annotated[Verzuimsoort, zicht("SOG")]
    datum: Annotated[GebeurdOp, zicht("SOG")]


class ThuiszitterGesignaleerd(SchoolGebeurtenis):
    """An enrolled pupil has been at home without lawful ground for over four weeks."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.thuiszittergesignaleerd.v1",
        "De leerling zit thuis zonder onderwijs.",
        _SCHOOL | {"datum": "2026-11-02"},
        bewaarklasse=Bewaarklasse.VERZUIM,
    )

    datum: Annotated[GebeurdOp, zicht("SGWO")]


class KoppelcodeVernieuwd(SchoolGebeurtenis):
    """Ouders lost the koppelcode: the hub makes a new one, the old one is void (design §3)."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.koppelcodevernieuwd.v1",
        "Ouders hebben een nieuwe koppelcode nodig. De oude code werkt niet meer.",
        _SCHOOL | {"datum": "2026-06-01"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]


class DossiersGekoppeld(Gebeurtenis):
    """The hub's own: two dossiers of one pupil are linked by koppelcode. In both dossiers."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.dossiersgekoppeld.v1",
        "Twee dossiers van dezelfde leerling zijn gekoppeld met de koppelcode.",
        {"datum": "2026-06-10", "anderDossier": "5c4b1b0e-3f0e-4c55-9a53-4a1f7f6f3c11"},
        afzenders=DE_HUB_ZELF,
    )

    datum: Annotated[GebeurdOp, MEE]
    # A hub-internal id: never handed out, so granted to no audience.
    ander_dossier: Annotated[str, zicht("")]


class BewaartermijnVerstreken(Gebeurtenis):
    """The hub's own: the retention period of a klasse in this dossier is over (PO-Raad; WPO 18a)."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.bewaartermijnverstreken.v1",
        "De bewaartermijn van gegevens in dit dossier is voorbij.",
        {"datum": "2029-07-31", "bewaarklasse": "leerlingdossier"},
        afzenders=DE_HUB_ZELF,
    )

    datum: Annotated[GebeurdOp, MEE]
    # domain.md §3 grants these to no audience.
    bewaarklasse: Annotated[Bewaarklasse, zicht("")]


class SleutelVernietigd(Gebeurtenis):
    """The hub's own: the key of a klasse is destroyed; its text is unreadable everywhere (design §5.10)."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.sleutelvernietigd.v1",
        "De sleutel is vernietigd. De tekst in dit dossier is niet meer te lezen.",
        {"datum": "2029-08-01", "bewaarklasse": "leerlingdossier"},
        afzenders=DE_HUB_ZELF,
    )

    datum: Annotated[GebeurdOp, MEE]
    # domain.md §3 grants these to no audience.
    bewaarklasse: Annotated[Bewaarklasse, zicht("")]


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (
    Ingeschreven, GroepGewijzigd, PersoonsgegevensVastgelegd, AanspreekpuntToegewezen, Uitgeschreven,
    VerzuimgrensBereikt, VerzuimGemeld, ThuiszitterGesignaleerd, KoppelcodeVernieuwd, DossiersGekoppeld,
    BewaartermijnVerstreken, SleutelVernietigd,
)  # fmt: skip
