"""How often things happen in the simulated year, as shares between 0 and 1.

The sources name no figures: every number here is [keuze], chosen to look like a region and to let each rule of
domain.md §4 and §5 be seen in a run of a few thousand events.
"""

from typing import Final

NIEUW: Final = 0.55
"""Pupils of whom an aanmelding comes in this year; the others are at the school already."""

VERMOEDEN: Final = 0.28
"""Aanmeldingen with a vermoeden of extra ondersteuning. Higher than in life: these are what the hub is for."""

EXTRA_ONDERSTEUNING: Final = 0.12
"""Pupils at a BAO or VO with extra ondersteuning; at an SBO, SO, VSO or PRO it is every pupil. High, as VERMOEDEN."""

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

# --- support below the OPP ---
BEGINSTAND: Final = 0.30
"""Pupils at the school without extra ondersteuning who come in by a BeginstandVastgelegd."""
BEGINSTAND_MET_EXTRA: Final = 0.85
BEGINSTAND_TWEEMAAL: Final = 0.03
BEGINSTAND_GECORRIGEERD: Final = 0.03
BEGINSTAND_ZONDER_OPP: Final = 0.07
"""Of those with extra ondersteuning: the OPP is yet to be set."""
PAS_GEEVALUEERD: Final = 0.40
"""Running OPPs, of those due, that were evaluated just before the year began: so the next is due at its end."""
LOPEND_PLAN: Final = 0.25
SIGNAAL: Final = 0.20
"""Pupils without extra ondersteuning about whom the school records a signaal in a year."""
SIGNAAL_INGETROKKEN: Final = 0.04
CODE_ONBEKEND: Final = 0.02
"""Signalen and changes of niveau that are sent with a code of another region first."""
NIVEAU_OMHOOG: Final = 0.65
"""Signalen after which the pupil gets more support."""
PLAN_TE_LAAT: Final = 0.15
PLAN_BLIJFT_LIGGEN: Final = 0.10
PLAN_VERKEERDE_DATUM: Final = 0.02
"""Evaluations sent with a day before the plan began, and then rightly."""
PLAN_GECORRIGEERD: Final = 0.05
NAAR_OPP: Final = 0.25
"""Pupils whose last plan did not do, and who go on to the level of the OPP; the others get another plan."""
HANDELINGSVERLEGEN: Final = 0.35
ZORGSPOOR: Final = 0.02
DIAGNOSE: Final = 0.70
"""Of those with a zorgdossier."""
MEDISCH: Final = 0.02
MEDISCH_BEEINDIGD: Final = 0.35

# --- terms that run on a region's first day, at the levels where they occur (eerste_dag.py) ---
VERVOLG_OPEN: Final = 0.08
ADVIES_OPEN: Final = 0.10
TLV_BESLUIT_OPEN: Final = 0.15
TERMIJN_VERLENGD: Final = 0.20

# --- the OPP ---
OPP_TE_LAAT: Final = 0.14
OPP_BLIJFT_CONCEPT: Final = 0.06
ZIET_AF_VAN_HOREN: Final = 0.08
ZONDER_HOREN: Final = 0.05
"""OPPs that are sent as set without the hearing; so too the next three, without what their name says."""
ZONDER_BESPREKING: Final = 0.02
INSTEMMING_ANDERE_VERSIE: Final = 0.03
INSTEMMING_GEWEIGERD: Final = 0.08
ALSNOG_INGESTEMD: Final = 0.60
TOCH_VASTGESTELD: Final = 0.50
"""Of the OPPs with which ouders still do not agree."""
HERKANSING: Final = 0.60
"""OPPs that wait for what never came, after which the school sets the next versie as it should."""
OPP_GECORRIGEERD: Final = 0.03
OPP_TWEEMAAL: Final = 0.02
TERUGGEKOPPELD: Final = 0.70
ROD_GEWEIGERD: Final = 0.08
ROD_ALSNOG: Final = 0.75
ROD_BLIJFT_UIT: Final = 0.06
ROD_TE_LAAT: Final = 0.10
ROD_VERKEERDE_DATUM: Final = 0.02
INSTEMMING_INGETROKKEN: Final = 0.04
TUSSENEVALUATIE: Final = 0.30
EVALUATIE_BLIJFT_UIT: Final = 0.08
EVALUATIE_TE_LAAT: Final = 0.12
EVALUATIE_ZONDER_LEERLING: Final = 0.09
EVALUATIE_ZONDER_OUDERS: Final = 0.04
EVALUATIE_OVERGEDAAN: Final = 0.60
"""Evaluations without ouders or pupil that are done again, with them."""
EVALUATIE_INGETROKKEN: Final = 0.03
OPP_BIJGESTELD: Final = 0.32
OPP_AFGESLOTEN: Final = 0.10
NIEUWE_VERSIE: Final = 0.35
"""Of the decisions to adjust: not in part, but in a next versie."""

# --- the school's own year ---
SCHOOLDOSSIER: Final = 0.04
"""Of all stories, as long as there are schools of which nothing was told yet."""
AANBOD_TE_LAAT: Final = 0.20
AANBOD_BLIJFT_UIT: Final = 0.10
AANBOD_BIJGEWERKT: Final = 0.25
ZONDER_MR: Final = 0.10
RAPPORTAGE_TE_LAAT: Final = 0.15
RAPPORTAGE_BLIJFT_UIT: Final = 0.12
VRAAG_ZONDER_AANBOD: Final = 0.60
ZONDER_KALENDER: Final = 0.30
"""Schools that measure and discuss where their region has no calendar for it."""
GROEP_TE_LAAT: Final = 0.12
GROEP_BLIJFT_UIT: Final = 0.08
GROEP_GECORRIGEERD: Final = 0.03
GROEP_INGETROKKEN: Final = 0.02

# --- what goes wrong in sending ---
NOGMAALS: Final = 0.02
"""Events sent again word for word."""
ZELFDE_ID: Final = 0.003
"""Events whose id is used again for another body."""
ONGELDIG: Final = 0.008
"""Events sent wrongly first, and rightly after that."""
INGEHAALD: Final = 0.20
"""Extensions that overtake their aanmelding; of the other pairs that may do so (verzending/verstoringen.py) as many."""
VERDWAALD: Final = 0.01
"""Pupils of whom an extension came in and the aanmelding is still nowhere."""
