"""What inzage answers, as it is on the wire: Dutch names in camelCase, dates as ISO, moments in UTC."""

from .basis import ONLEESBAAR, VERGETEN, Antwoord, Mask, Onleesbaar, Vergeten
from .inzendingen import Inzending, Inzendingen, InzendingVanSchool
from .kengetallen import Groep, Groepen, Kengetallen, SeoMeting
from .leerlingen import Aanmelding, Leerling, Leerlingen, Niveau, PassendePlek, Verzuim
from .ondersteuning import Evaluatie, Hoorrecht, Instemming, Opp, Plan, Rod, Rodstatus
from .overleg import Overleg
from .termijnen import NietBewaakteTermijn, Signaal, Signalen, Termijn, Termijnen, TermijnVanSchool, Wie
from .tijdlijn import Afzender, Moment, Tijdlijn
from .toewijzing import Arrangement, Tlv
from .voorwaarden import Voorwaarde, VoorwaardeVanGebeurtenis

__all__ = [
    "ONLEESBAAR", "VERGETEN", "Aanmelding", "Afzender", "Antwoord", "Arrangement", "Evaluatie", "Groep", "Groepen",
    "Hoorrecht", "Instemming", "Inzending", "InzendingVanSchool", "Inzendingen", "Kengetallen", "Leerling",
    "Leerlingen", "Mask", "Moment", "NietBewaakteTermijn", "Niveau", "Onleesbaar", "Opp", "Overleg",
    "PassendePlek", "Plan", "Rod", "Rodstatus", "SeoMeting", "Signaal", "Signalen", "Termijn", "TermijnVanSchool",
    "Termijnen", "Tijdlijn", "Tlv", "Vergeten", "Verzuim", "Voorwaarde",
    "VoorwaardeVanGebeurtenis", "Wie",
]  # fmt: skip
