"""The kinds of problem that intake adds to the shared ones (services/web/problem_kinds.py)."""

from typing import Final

from ..web.problem_kinds import ProblemKind

GEEN_JSON: Final = ProblemKind(
    "geen-json", 400, "Geen geldige JSON", "De tekst van het verzoek is geen geldige JSON in UTF-8.",
    "Herstel de JSON en stuur het verzoek opnieuw. Er is niets opgeslagen.",
)  # fmt: skip
ONGELDIGE_GEBEURTENIS: Final = ProblemKind(
    "ongeldige-gebeurtenis", 400, "Ongeldige gebeurtenis",
    "De gebeurtenis voldoet niet aan haar contract. `errors` noemt alle fouten.",
    "Verbeter alles wat `errors` noemt en stuur de gebeurtenis opnieuw. Er is niets opgeslagen.",
)  # fmt: skip
ONBEKEND_TYPE: Final = ProblemKind(
    "onbekend-type", 400, "Onbekend type", "De hub kent dit type gebeurtenis niet.",
    "Kies een type uit /v1/catalogus.",
)  # fmt: skip
ONBEKENDE_VERSIE: Final = ProblemKind(
    "onbekende-versie", 400, "Onbekende versie", "De hub kent deze versie van het type niet.",
    "Gebruik een versie die `errors` noemt, of kies een type uit /v1/catalogus.",
)  # fmt: skip
TYPE_VAN_DE_HUB: Final = ProblemKind(
    "type-van-de-hub", 400, "Type van de hub zelf", "Alleen de hub maakt gebeurtenissen van dit type.",
    "Stuur deze gebeurtenis niet. De hub maakt haar zelf wanneer het zover is.",
)  # fmt: skip
PERSOONSNUMMER: Final = ProblemKind(
    "persoonsnummer", 400, "BSN of onderwijsnummer gevonden",
    "In de gebeurtenis staat een getal dat een BSN of onderwijsnummer is, of er precies op lijkt. De hub mag dat niet "
    "verwerken. Er is niets opgeslagen.",
    "Haal het nummer weg. Gebruik als `subject` en `id` een eigen sleutel van uw systeem, het liefst een UUID.",
)  # fmt: skip
DOSSIER_NIET_TE_VINDEN: Final = ProblemKind(
    "dossier-niet-te-vinden", 400, "Dossier niet te vinden",
    "Alleen een school of haar leerlingvolgsysteem kan nu gebeurtenissen sturen. Voor uw rol kan de hub het dossier "
    "bij `subject` nog niet vinden.",
    "Laat de school de gebeurtenis sturen.",
)  # fmt: skip
ANDER_SOORT_DOSSIER: Final = ProblemKind(
    "ander-soort-dossier", 400, "Ander soort dossier",
    "`subject` noemt een leerling waar het over de school gaat, of de school waar het over een leerling gaat.",
    "Kijk in het schema van het type bij `x-dossier`. Zet bij `school` de schoolcode in `subject`, bij `leerling` de "
    "sleutel van de leerling in uw systeem.",
)  # fmt: skip
REGIO_ONBEKEND: Final = ProblemKind(
    "regio-onbekend", 400, "Regio onbekend",
    "De hub weet niet bij welke regio deze school hoort, of uw token noemt een andere regio.",
    "Laat de uitgever van uw tokens de claim `regio` verbeteren, of weglaten als het regioprofiel uw scholen noemt. "
    "Staat de school in geen regioprofiel? Vraag de beheerder van de hub haar toe te voegen.",
)  # fmt: skip
BRON_NIET_VAN_U: Final = ProblemKind(
    "bron-niet-van-u", 403, "Bron niet van u",
    "De organisatie in `source` is niet de organisatie van uw token en ook geen school waarvoor u mag sturen.",
    "Zet in `source` de organisatie of een school uit uw token, of vraag een token met die school in `namens`.",
)  # fmt: skip
SCHOOL_NIET_VAN_U: Final = ProblemKind(
    "school-niet-van-u", 403, "School niet van u",
    "Uw token geeft geen recht om voor de school in `data.school` te sturen.",
    "Stuur alleen voor scholen in `namens` van uw token, of vraag een token met deze school in `namens`.",
)  # fmt: skip
ANDERE_INHOUD: Final = ProblemKind(
    "andere-inhoud", 409, "Zelfde id, andere inhoud",
    "De hub heeft al een gebeurtenis met deze `source` en `id`, met andere inhoud. De eerste blijft staan.",
    "Is dit een nieuwe gebeurtenis? Geef haar een nieuwe `id`. Is dit een verbetering? Stuur een nieuwe `id` met "
    "`data.corrigeert`.",
)  # fmt: skip
AFGEWEZEN: Final = ProblemKind(
    "afgewezen", 409, "Afgewezen", "Een regel staat deze gebeurtenis niet toe. De inzending is wel bewaard.",
    "Lees in `melding` waarom. Stuur daarna zo nodig een nieuwe gebeurtenis met een nieuwe `id`.",
)  # fmt: skip
VERGETEN: Final = ProblemKind(
    "vergeten", 410, "Vergeten",
    "Deze gebeurtenis is eerder ontvangen. De bewaartermijn is voorbij; de hub kan haar niet meer lezen.",
    "Stuur deze gebeurtenis niet opnieuw.",
)  # fmt: skip
EERDERE_ONLEESBAAR: Final = ProblemKind(
    "eerdere-onleesbaar", 409, "Eerdere gebeurtenis onleesbaar",
    "De hub heeft al een gebeurtenis met deze `source` en `id`, maar kan haar inhoud niet meer openen. Zij is vergeten "
    "of beschadigd. De hub kan dus niet zien of dit dezelfde is en heeft nu niets opgeslagen.",
    "Is dit een nieuwe gebeurtenis? Geef haar een nieuwe `id`. Stuurde u haar opnieuw? Vraag de beheerder van de hub "
    "wat er met de eerste is gebeurd.",
)  # fmt: skip
SLEUTEL_ONBRUIKBAAR: Final = ProblemKind(
    "sleutel-onbruikbaar", 500, "Sleutel van het dossier onbruikbaar",
    "De hub kan de sleutel van dit dossier niet openen. Dat ligt niet aan uw gebeurtenis. De hub heeft nu niets "
    "opgeslagen.",
    "Meld dit aan de beheerder van de hub. Stuur de gebeurtenis opnieuw als de sleutel hersteld is.",
)  # fmt: skip
ACHTERSTAND: Final = ProblemKind(
    "achterstand", 503, "De hub loopt achter",
    "De hub heeft nog veel te verwerken en neemt daarom even niets nieuws aan. Er is niets opgeslagen.",
    "Stuur hetzelfde verzoek opnieuw na het aantal seconden in `Retry-After`.",
)  # fmt: skip

VAN_INTAKE: Final = (
    GEEN_JSON, ONGELDIGE_GEBEURTENIS, ONBEKEND_TYPE, ONBEKENDE_VERSIE, TYPE_VAN_DE_HUB, PERSOONSNUMMER,
    DOSSIER_NIET_TE_VINDEN, ANDER_SOORT_DOSSIER, REGIO_ONBEKEND, BRON_NIET_VAN_U, SCHOOL_NIET_VAN_U, ANDERE_INHOUD,
    AFGEWEZEN, VERGETEN, EERDERE_ONLEESBAAR, SLEUTEL_ONBRUIKBAAR, ACHTERSTAND,
)  # fmt: skip
