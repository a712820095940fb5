"""What inzage answers, as it is on the wire: Dutch names in camelCase, dates as ISO, moments in UTC."""

from .basis import VERGETEN, Antwoord, Vergeten
from .inzendingen import Inzending, Inzendingen, InzendingVanSchool
from .kengetallen import Groep, Groepen, Kengetallen, SeoMeting
from .leerlingen import Aanmelding, Leerling, Leerlingen, Niveau, PassendePlek, Verzuim
from .ondersteuning import Evaluatie, Hoorrecht, Instemming, Opp, Plan, Rod, Rodstatus
from .termijnen import Signaal, Signalen, Termijn, Termijnen, TermijnVanSchool, Wie
from .tijdlijn import Afzender, Moment, Tijdlijn

__all__ = [
    "VERGETEN", "Aanmelding", "Afzender", "Antwoord", "Evaluatie", "Groep", "Groepen", "Hoorrecht", "Instemming",
    "Inzending", "InzendingVanSchool", "Inzendingen", "Kengetallen", "Leerling", "Leerlingen", "Moment", "Niveau",
    "Opp", "PassendePlek", "Plan", "Rod", "Rodstatus", "SeoMeting", "Signaal", "Signalen", "Termijn",
    "TermijnVanSchool", "Termijnen", "Tijdlijn", "Vergeten", "Verzuim", "Wie",
]  # fmt: skip
