"""Code lists: closed sets of values that several events share. Regional lists live in the region's profile."""

from enum import StrEnum


class Rol(StrEnum):
    """Role of whoever sends or reads; the `rol` claim of an access token (design §6)."""

    LVS = "lvs"
    SCHOOL = "school"
    SWV = "swv"
    GEMEENTE = "gemeente"
    VO = "vo"
    PARTNER = "partner"
    OUDER = "ouder"
    BEHEER = "beheer"


class Grondslag(StrEnum):
    """Legal basis on which the issuer shares the event (AVG art. 6)."""

    WET = "wet"
    TOESTEMMING = "toestemming"
    OVEREENKOMST = "overeenkomst"


class Bewaarklasse(StrEnum):
    """Retention class of an event type: decides which key seals its text, so what can be forgotten apart.

    leerlingdossier 2 years, verzuim 5 years, so-verwijzing 3 years after leaving; swv 3 years after the decision
    (PO-Raad; WPO 18a; domain.md §5 `bewaartermijn`).
    """

    LEERLINGDOSSIER = "leerlingdossier"
    VERZUIM = "verzuim"
    SO_VERWIJZING = "so-verwijzing"
    SWV = "swv"


class Canon(StrEnum):
    """Canonical level on the support ladder; the regional code stands beside it (domain.md §1)."""

    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    E1 = "E1"
    E2 = "E2"
    G1 = "G1"
    G2 = "G2"
    G3 = "G3"
    G4 = "G4"


class Aanbodsoort(StrEnum):
    """Where a passend aanbod is made [keuze: the sources name the kinds, not the codes]."""

    BASISONDERSTEUNING = "basisondersteuning"
    EXTRA_ONDERSTEUNING = "extra-ondersteuning"
    ANDERE_SCHOOL = "andere-school"
    SPECIAAL_BASISONDERWIJS = "speciaal-basisonderwijs"
    SPECIAAL_ONDERWIJS = "speciaal-onderwijs"


class Weigeringsgrond(StrEnum):
    """Ground on which a school refuses admission (WPO 40)."""

    ONDERSTEUNING = "ondersteuning"
    PLAATSRUIMTE = "plaatsruimte"
    GRONDSLAG_SCHOOL = "grondslag-school"
    ANDERS = "anders"


class Uitschrijfreden(StrEnum):
    """Why a pupil leaves the school."""

    VERHUIZING = "verhuizing"
    VERVOLGONDERWIJS = "vervolgonderwijs"
    ANDERE_SCHOOL = "andere-school"
    ONDERSTEUNING = "ondersteuning"
    VERWIJDERING = "verwijdering"
    OVERLEDEN = "overleden"
    ANDERS = "anders"


class ZoekAanleiding(StrEnum):
    """Why a passende plek is sought, also for an enrolled pupil [001][004]."""

    AANMELDING = "aanmelding"
    HANDELINGSVERLEGENHEID = "handelingsverlegenheid"
    VERWIJDERING = "verwijdering"
    THUISZITTEN = "thuiszitten"
    ANDERS = "anders"


class AanspreekpuntRol(StrEnum):
    """Who at school is the contact for this pupil (domain.md §2)."""

    LEERKRACHT = "leerkracht"
    MENTOR = "mentor"
    INTERN_BEGELEIDER = "intern-begeleider"
    ZORGCOORDINATOR = "zorgcoordinator"
    ONDERSTEUNINGSSPECIALIST = "ondersteuningsspecialist"
    DIRECTIE = "directie"


class Verzuimsoort(StrEnum):
    """Kind of absence as reported to the leerplichtambtenaar (Leerplichtwet 21a)."""

    ONGEOORLOOFD = "ongeoorloofd"
    LUXE = "luxe"
    LANGDURIG = "langdurig"
    ZORGWEKKEND = "zorgwekkend"
