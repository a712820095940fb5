"""The code lists of a regioprofiel. The canon of levels is in `contracts.codes`: events carry it too."""

from enum import StrEnum


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
