"""Names of people who do not exist: first names beside surnames put together from parts, and addresses likewise."""

from random import Random
from typing import Final

_VOORNAMEN: Final = (
    "Aafke", "Adil", "Aicha", "Amira", "Anouk", "Bilal", "Bo", "Bram", "Ceylin", "Daan", "Damian", "Dina", "Eefje",
    "Elif", "Emre", "Esmee", "Fatima", "Femke", "Finn", "Floor", "Gijs", "Hamza", "Hanna", "Ilias", "Imke", "Isa",
    "Jamila", "Jelle", "Jens", "Joris", "Julia", "Kaan", "Kiki", "Lotte", "Lieke", "Luuk", "Maud", "Mees", "Mila",
    "Milan", "Nadia", "Naomi", "Noor", "Olaf", "Olivia", "Pepijn", "Puck", "Quinten", "Rayan", "Rosa", "Ruben",
    "Saar", "Sami", "Sem", "Senna", "Sofie", "Stijn", "Tess", "Thijs", "Tijn", "Vera", "Wout", "Yara", "Yusuf", "Zoë",
)  # fmt: skip
_TUSSEN: Final = ("", "", "", "", "van ", "van der ", "de ", "van den ", "ten ")
_BEGIN: Final = (
    "Avond", "Bliksem", "Dauw", "Distel", "Duizend", "Eiken", "Fluister", "Glans", "Herfst", "IJzer", "Kastanje",
    "Klaver", "Kwikzilver", "Lente", "Linde", "Maan", "Mist", "Morgen", "Nevel", "Ochtend", "Papier", "Regen",
    "Schemer", "Sneeuw", "Sterren", "Storm", "Veder", "Vlinder", "Winter", "Wolken", "Zilver", "Zomer",
)  # fmt: skip
_EIND: Final = (
    "akker", "beek", "bosch", "brug", "dal", "dijk", "duin", "hof", "horst", "kamp", "laar", "land", "meer", "poort",
    "stroom", "veld", "vliet", "voort", "waard", "weide", "zand",
)  # fmt: skip
_STRAAT: Final = ("laan", "straat", "pad", "plein", "hof", "kade", "singel", "dreef")


def naam(kans: Random) -> str:
    """First name and surname of an invented person."""
    tussen = kans.choice(_TUSSEN)
    return f"{kans.choice(_VOORNAMEN)} {tussen}{kans.choice(_BEGIN)}{kans.choice(_EIND)}"


def adres(kans: Random) -> str:
    """Street and number that do not exist."""
    return f"{kans.choice(_BEGIN)}{kans.choice(_STRAAT)} {kans.randrange(1, 200)}"
