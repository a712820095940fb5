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
    (PO-Raad; WPO 18a; domain.md §5 `bewaartermijn`). school: matters of the school itself, about no pupil and so
    without a term (docs/decisions/0013). beheer: what operators did, kept as long as the log.
    """

    LEERLINGDOSSIER = "leerlingdossier"
    VERZUIM = "verzuim"
    SO_VERWIJZING = "so-verwijzing"
    SWV = "swv"
    SCHOOL = "school"
    BEHEER = "beheer"


class Dossiersoort(StrEnum):
    """Whose dossier an event belongs in: of one pupil at a school, of the school itself (design §3), or of the hub."""

    LEERLING = "leerling"
    SCHOOL = "school"
    HUB = "hub"


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


class Richting(StrEnum):
    """Whether a pupil goes up or down the support ladder."""

    OP = "op"
    AF = "af"


class Groepsplansoort(StrEnum):
    """What a groepsplan is about [004]."""

    VAK = "vak"
    GEDRAG = "gedrag"


class Meetperiode(StrEnum):
    """Which SEO-meting of the schooljaar it is [004]."""

    NOVEMBER = "nov"
    APRIL = "apr"


class Plansoort(StrEnum):
    """Kind of individual plan below an OPP [003][004]."""

    IHP = "ihp"
    HANDELINGSPLAN = "handelingsplan"
    BEGELEIDINGSTRAJECT = "begeleidingstraject"
    TRAINING = "training"
    INDIVIDUEEL = "individueel"
    MAATWERK = "maatwerk"


class Planresultaat(StrEnum):
    """How far a plan reached its doel [keuze: 004 asks for "het gewenste resultaat" without naming degrees]."""

    BEHAALD = "behaald"
    DEELS_BEHAALD = "deels-behaald"
    NIET_BEHAALD = "niet-behaald"


class Gesprekswijze(StrEnum):
    """How the school spoke with ouders [keuze]."""

    OP_SCHOOL = "op-school"
    HUISBEZOEK = "huisbezoek"
    TELEFOON = "telefoon"
    BEELDBELLEN = "beeldbellen"
    SCHRIFTELIJK = "schriftelijk"


class Hoorwijze(StrEnum):
    """How a pupil was heard, in a way that suits the age (WPO 40a; 000) [keuze: the ways]."""

    GESPREK = "gesprek"
    TEKENING = "tekening"
    VRAGENLIJST = "vragenlijst"
    SCHRIFTELIJK = "schriftelijk"
    ANDERS = "anders"


class GehoordVia(StrEnum):
    """Who spoke when the pupil was heard."""

    ZELF = "zelf"
    OUDERS = "ouders"
    VERTEGENWOORDIGER = "vertegenwoordiger"


class OppBesluit(StrEnum):
    """What the evaluation of an OPP led to [keuze: the sources name no list]."""

    VOORTZETTEN = "voortzetten"
    BIJSTELLEN = "bijstellen"
    AFSLUITEN = "afsluiten"


class Rodkenmerk(StrEnum):
    """What a registration in the ROD is of. One value, and never a number: invariant 10."""

    OPP = "opp"


class Zorgspoor(StrEnum):
    """A track of care beside the ladder (domain.md §1; 000): ernstige dyslexie, ERWD in fase rood."""

    DYSLEXIE = "dyslexie"
    ERWD = "erwd"


class MedischeSoort(StrEnum):
    """Kind of medical act at school [000]. `big`: reserved to professionals of the BIG register (Wet BIG 36)."""

    BIG = "big"
    NIET_BIG = "niet-big"
    MEDICATIE = "medicatie"


class Opleiding(StrEnum):
    """Whether staff are trained for a function [004]."""

    JA = "ja"
    IN_OPLEIDING = "in-opleiding"
    NEE = "nee"


class Effect(StrEnum):
    """Effect of support that a school used, as it judges it itself ([000]: monitoring) [keuze: the degrees]."""

    GOED = "goed"
    MATIG = "matig"
    GEEN = "geen"
    ONBEKEND = "onbekend"


class Overlegsoort(StrEnum):
    """Kind of overleg (domain.md §3)."""

    KINDBESPREKING = "kindbespreking"
    GROEPSBESPREKING = "groepsbespreking"
    LEERLINGBESPREKING = "leerlingbespreking"
    ONDERSTEUNINGSTEAM = "ondersteuningsteam"
    MDO = "mdo"
    OUDERGESPREK = "oudergesprek"
    ADVIESGESPREK = "adviesgesprek"
    OOGO = "oogo"


class Tlvsoort(StrEnum):
    """Kind of education that a toelaatbaarheidsverklaring opens (WPO 18a; WVO for PRO)."""

    SBO = "SBO"
    SO = "SO"
    VSO = "VSO"
    PRO = "PRO"


class Tlvcategorie(StrEnum):
    """Funding category of a TLV: laag, midden, hoog, or not applicable (SBO, PRO)."""

    LAAG = "L"
    MIDDEN = "M"
    HOOG = "H"
    NIET_VAN_TOEPASSING = "nvt"
