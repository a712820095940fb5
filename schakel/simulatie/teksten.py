"""What a school writes down in its own words: invented, about nobody. All of it is sealed by the hub."""

from typing import Final

REDENEN_VERLENGING: Final = (
    "Het onderzoek naar wat nodig is, duurt langer.",
    "We wachten op het verslag van de vorige school.",
    "Het gesprek met de begeleider is pas volgende week.",
    "We kijken nog of we de begeleiding op onze school kunnen regelen.",
)
KERNVRAGEN: Final = (
    "Wat helpt bij het leren lezen?",
    "Hoe krijgt deze leerling rust in de klas?",
    "Welke hulp is nodig bij rekenen?",
    "Wat maakt dat het samen spelen niet lukt?",
    "Hoe kan de leerling ondanks veel ziekte meedoen?",
    "Welke uitdaging past bij deze leerling?",
)
AFWEGINGEN: Final = (
    "De leerling leert alleen met begeleiding één op één. Dat kan onze school niet geven.",
    "De zorg die nodig is, hebben wij niet in huis.",
    "In deze groep kunnen we de veiligheid niet waarborgen.",
)
REACTIES_OUDERS: Final = (
    "Ouders willen eerst kijken.",
    "Ouders zien dit zitten.",
    "Ouders twijfelen: de school is ver weg.",
)
REDENEN_CORRECTIE: Final = (
    "De brief van ouders was eerder binnen dan we dachten.",
    "De verkeerde datum was ingevuld.",
)
REDENEN_INTREKKING: Final = (
    "De aanmelding hoorde bij een andere leerling.",
    "Ouders hebben hun kind per ongeluk twee keer aangemeld.",
)
REDEN_NIET_DOORGEGAAN: Final = "Ouders hebben voor een andere school gekozen."
REDEN_MELDING_INGETROKKEN: Final = "De leerling bleek ziek te zijn. Dat was op tijd gemeld."
