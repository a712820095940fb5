"""How often things happen in the simulated year, as shares between 0 and 1.

The sources name no figures: every number here is [keuze], chosen to look like a region and to let each rule of
domain.md §4 and §5 be seen in a run of a few thousand events.
"""

from typing import Final

NIEUW: Final = 0.55
"""Pupils of whom an aanmelding comes in this year; the others are at the school already."""

VERMOEDEN: Final = 0.28
"""Aanmeldingen with a vermoeden of extra ondersteuning. Higher than in life: these are what the hub is for."""

EXTRA_ONDERSTEUNING: Final = 0.08
"""Pupils at a BAO or VO with extra ondersteuning; at an SBO, SO, VSO or PRO it is every pupil."""

# --- the way of an aanmelding with a vermoeden ---
AANVULLING: Final = 0.50
AANVULLING_LAAT: Final = 0.35
"""Of those asked for: ouders take weeks to answer."""
NIET_DOORGEGAAN: Final = 0.40
"""Of those: there never is an answer, and the aanmelding is withdrawn in the end."""
VERLENGING: Final = 0.35
VERLENGING_ZONDER_MEDEDELING: Final = 0.12
VERLENGING_TWEEMAAL: Final = 0.08
VERLENGING_TE_LAAT: Final = 0.05
BESLISSING_TE_LAAT: Final = 0.24
BESLISSING_BLIJFT_UIT: Final = 0.03
TIJDELIJK_GEPLAATST: Final = 0.60
WEIGERING: Final = 0.18
WEIGERING_ZONDER_SCHOOL: Final = 0.40
WEIGERING_BLIJFT_LIGGEN: Final = 0.15
"""Of those that were refused for it: no school is named later either."""
PLEK_GEZOCHT: Final = 0.50
PLEK_GEVONDEN: Final = 0.85

# --- any aanmelding ---
WEIGERING_ZONDER_VERMOEDEN: Final = 0.03
TE_LAAT_ZONDER_VERMOEDEN: Final = 0.09
BLIJFT_UIT_ZONDER_VERMOEDEN: Final = 0.003
GECORRIGEERD: Final = 0.04
INGETROKKEN: Final = 0.03

# --- pupils at the school ---
AANSPREEKPUNT: Final = 0.25
VERZUIM: Final = 0.06
VERZUIM_NIET_GEMELD: Final = 0.15
THUISZITTER: Final = 0.15
"""Of those with verzuim that was reported."""
VERTREK: Final = 0.05
VERTREK_ZONDER_SCHOOL: Final = 0.35
"""Of those who leave on grounds of support: volgendeSchool is forgotten at first (invariant 8)."""
KOPPELCODE_KWIJT: Final = 0.02
MELDING_INGETROKKEN: Final = 0.10
"""Verzuimmeldingen that turn out to be wrong and are withdrawn."""

# --- what goes wrong in sending ---
NOGMAALS: Final = 0.02
"""Events sent again word for word."""
ZELFDE_ID: Final = 0.003
"""Events whose id is used again for another body."""
ONGELDIG: Final = 0.008
"""Events sent wrongly first, and rightly after that."""
VERLENGING_EERST: Final = 0.20
"""Extensions that overtake their aanmelding."""
VERDWAALD: Final = 0.01
"""Pupils of whom an extension came in and the aanmelding is still nowhere."""
