"""Valid events of invented people, for all tests: one short function an event type, dates as text.

    ontvangen("2026-03-02", vermoeden=True)

`given` starts a scenario of eventlog.testing with the sealing that the contracts declare.
"""

from .aanmeldingen import (
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    onderwijsbehoefte,
    ontvangen,
    passend_aanbod,
    plek_gevonden,
    plek_gezocht,
    plek_voorgesteld,
    tijdelijk_geplaatst,
    toegelaten,
    verlengd,
    weigering,
)
from .leerlingen import (
    aanspreekpunt,
    groep_gewijzigd,
    ingeschreven,
    ingetrokken,
    koppelcode_vernieuwd,
    persoonsgegevens,
    thuiszitter,
    uitgeschreven,
    verzuim_gemeld,
    verzuimgrens,
)
from .scenario import ANDERE_SCHOOL, BRON, REGIO, SCHOOL, VANDAAG, given, met_id

__all__ = [
    "ANDERE_SCHOOL",
    "BRON",
    "REGIO",
    "SCHOOL",
    "VANDAAG",
    "aanspreekpunt",
    "aanvulling_gevraagd",
    "aanvulling_ontvangen",
    "given",
    "groep_gewijzigd",
    "ingeschreven",
    "ingetrokken",
    "koppelcode_vernieuwd",
    "met_id",
    "onderwijsbehoefte",
    "ontvangen",
    "passend_aanbod",
    "persoonsgegevens",
    "plek_gevonden",
    "plek_gezocht",
    "plek_voorgesteld",
    "thuiszitter",
    "tijdelijk_geplaatst",
    "toegelaten",
    "uitgeschreven",
    "verlengd",
    "verzuim_gemeld",
    "verzuimgrens",
    "weigering",
]
