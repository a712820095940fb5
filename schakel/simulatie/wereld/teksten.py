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

REDENEN_NIVEAU: Final = {
    "op": (
        "De extra uitleg in de groep gaf te weinig vooruitgang.",
        "De toets laat zien dat er meer nodig is.",
        "In de klas lukt het niet zonder extra begeleiding.",
    ),
    "af": (
        "Het doel is gehaald. De leerling kan verder met de gewone lessen.",
        "De leerling redt het nu met minder hulp.",
    ),
}
DOELEN: Final = (
    "De leerling leest woorden met twee lettergrepen vlot.",
    "De leerling rekent tot honderd zonder materiaal.",
    "De leerling begint zelf aan een taak en maakt die af.",
    "De leerling vraagt hulp als het te druk wordt.",
    "De leerling werkt een keer per week aan een eigen project.",
)
BEVORDEREND: Final = (
    "Leert graag samen en vraagt zelf om hulp.",
    "Heeft veel doorzettingsvermogen.",
    "Ouders en school trekken samen op.",
)
BELEMMEREND: Final = (
    "Raakt de draad kwijt bij lange opdrachten.",
    "Prikkels in de klas kosten veel energie.",
    "Een kleine woordenschat maakt uitleg lastig.",
)
HANDELINGSDELEN: Final = (
    "Vier keer per week uitleg in een kleine groep.",
    "Een vaste rustplek en elke ochtend een gesprek over de dag.",
    "Twee keer per week begeleiding buiten de klas.",
)
INBRENG: Final = (
    "Ik werk liever in een klein groepje.",
    "Ik wil dat de juf het nog een keer uitlegt.",
    "Ik vind het fijn als ik weet wat er komt.",
)
INVLOED: Final = (
    "De uitleg is nu in een groep van vier.",
    "De dagplanning hangt op de tafel van de leerling.",
    "Dit kan nog niet. We bespreken het opnieuw bij de evaluatie.",
)
METINGEN: Final = ("Drie metingen op rij bij de zwakste tien procent.", "Twee metingen laten geen groei zien.")
INTERVENTIES: Final = ("Twee periodes van twaalf weken begeleiding.", "Een jaar lang drie keer per week oefenen.")
UITKOMSTEN: Final = ("De diagnose is gesteld. De behandeling kan beginnen.", "Er is geen stoornis gevonden.")
REDEN_SIGNAAL_INGETROKKEN: Final = "Het signaal hoorde bij een andere leerling."
REDEN_EVALUATIE_INGETROKKEN: Final = "De evaluatie stond bij de verkeerde leerling."
REDEN_GROEP: Final = "De verkeerde groep of dag was ingevuld."
