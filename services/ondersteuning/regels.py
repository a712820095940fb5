"""The rules on plans and OPP, as data: id, basis (article, source), what is wrong and what to do (Dutch, B1).

The id is stable: region profiles set waiting times by it. Invariant numbers are those of domain.md §4.
"""

from typing import Final

from eventlog.deciding.outcome import Rule

# --- invariant 1: before an OPP is set (held) ---

BESPROKEN: Final = Rule(
    "opp-met-ouders-besproken",
    "WPO 40a",  # [wet; 000; 003]
    "De hub weet niet dat u deze versie van het OPP met ouders heeft besproken, op of voor de dag van vaststelling.",
    "Stuur OppMetOudersBesproken met de dag van het gesprek. Was dat later? "
    "Stuur dan een nieuw OppVastgesteld, met een dag na het gesprek.",
)
GEHOORD: Final = Rule(
    "opp-leerling-gehoord",
    "WPO 40a; hoorrecht",  # [wet; 000]
    "De hub weet niet dat de leerling over deze versie van het OPP is gehoord, op of voor de dag van vaststelling.",
    "Stuur LeerlingGehoord, of LeerlingZietAfVanHoren als de leerling dat niet wil. Was het later? "
    "Stuur dan een nieuw OppVastgesteld, met een dag daarna.",
)
INGESTEMD: Final = Rule(
    "opp-handelingsdeel-ingestemd",
    "WPO 40a",  # [wet; 003]
    "De hub weet niet dat ouders op de dag van vaststelling instemden met het handelingsdeel van deze versie.",
    "Stuur HandelingsdeelIngestemd met dezelfde versie. Stemden ouders later in? "
    "Stuur dan een nieuw OppVastgesteld, met een dag daarna.",
)

# --- the OPP once it is set ---

VERSIE_EENMALIG: Final = Rule(
    "opp-versie-eenmalig",
    "WPO 40a; Schakel: versie van een OPP",  # [keuze]
    "Deze versie van het OPP is al vastgesteld.",
    "Is er een nieuw OPP? Geef het een nieuw versienummer. Klopte het oude niet? "
    "Stuur het verbeterd als correctie (`corrigeert`).",
)
OPP_EERST: Final = Rule(
    "opp-eerst",
    "WPO 40a; Schakel: volgorde",  # [000; keuze]
    "De hub kent geen OPP van deze leerling dat op deze dag al was vastgesteld.",
    "Stuur OppVastgesteld of BeginstandVastgelegd, of controleer de datum. Daarna gaat deze inzending vanzelf verder.",
)
ROD_DATUMS: Final = Rule(
    "rod-einde-voor-begin",
    "Schakel: datums in het ROD",  # [000]
    "De einddatum in het ROD ligt voor de begindatum.",
    "Controleer de twee datums en stuur een nieuwe gebeurtenis.",
)

# --- plans below the OPP ---

PLAN_EERST: Final = Rule(
    "plan-eerst",
    "Schakel: volgorde",  # [004; keuze]
    "De hub kent dit plan van de leerling niet.",
    "Stuur PlanGestart met hetzelfde planId. Daarna gaat deze inzending vanzelf verder.",
)
PLAN_DATUMS: Final = Rule(
    "plan-einde-voor-begin",
    "Schakel: datums van een plan",  # [keuze]
    "De evaluatie van dit plan ligt voor de dag waarop het plan begon.",
    "Controleer de datums en stuur een nieuwe gebeurtenis.",
)

# --- the beginstand ---

BEGINSTAND_EENMALIG: Final = Rule(
    "beginstand-eenmalig",
    "Schakel: beginstand",  # [keuze]
    "De hub heeft al een beginstand van deze leerling.",
    "Klopte die niet? Stuur hem verbeterd als correctie (`corrigeert`). Is er sindsdien iets veranderd? "
    "Stuur de gebeurtenis die daarbij hoort.",
)
BEGINSTAND_DATUMS: Final = Rule(
    "beginstand-einde-voor-begin",
    "Schakel: datums in de beginstand",  # [keuze]
    "In de beginstand ligt een einde of een evaluatie voor het begin.",
    "Controleer de datums van plannen, TLV en arrangementen. Stuur daarna een nieuwe beginstand.",
)
BEGINSTAND_LATER: Final = Rule(
    "beginstand-na-de-dag",
    "Schakel: datums in de beginstand",  # [keuze]
    "In de beginstand staat iets dat pas na de dag van de beginstand gebeurde.",
    "Controleer de datums. Wat later gebeurde, stuurt u als eigen gebeurtenis.",
)
TLV_UNIEK: Final = Rule(
    "tlv-nummer-uniek",
    "WPO 18a; WEC 40",  # [wet]
    "Dit TLV-nummer hoort in dit samenwerkingsverband al bij een andere leerling.",
    "Controleer het nummer op de TLV en stuur een nieuwe gebeurtenis.",
)
"""Invariant 4, of a TLV that was granted before the hub."""
