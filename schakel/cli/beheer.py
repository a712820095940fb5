"""What every administrative command asks: who does it, and why."""

from typing import Annotated

import typer

from contracts.burgerservicenummer import bevat_persoonsnummer
from contracts.identifiers import LANGSTE_TEKST
from schakel.cli.console import wrong_use

ActorOptie = Annotated[str, typer.Option("--actor", help="Wie dit doet: uw gebruikersnaam.")]
RedenOptie = Annotated[str, typer.Option("--reden", help="Waarom. Dit komt verzegeld in het log.")]


def actor_en_reden(actor: str, reden: str) -> None:
    """End with 2 where either says nothing, or holds what may be the number of a person."""
    if not actor.strip() or not reden.strip():
        wrong_use("Vul bij --actor in wie dit doet, en bij --reden waarom.")
    if max(len(actor), len(reden)) > LANGSTE_TEKST:
        wrong_use(f"--actor en --reden zijn elk hoogstens {LANGSTE_TEKST} tekens lang.")
    if bevat_persoonsnummer(f"{actor} {reden}".encode()):
        wrong_use("In --actor of --reden staat een getal dat een burgerservicenummer kan zijn. Laat het weg.")
