"""`schakel token`: an access token signed with the hub's own key, for the embedded form."""

from datetime import timedelta
from typing import Annotated

import typer

from contracts.codes import Rol
from contracts.regio import profielen
from eventlog.clock import SystemClock
from schakel.cli.console import settings, wrong_use
from schakel.tokens import sign_token


def token(
    rol: Annotated[Rol, typer.Option(help="Rol van wie de hub gebruikt.")],
    organisatie: Annotated[
        str, typer.Option(help="Code van de organisatie: schoolcode, OIN, of naam van de leverancier.")
    ],
    namens: Annotated[
        str, typer.Option(help="Schoolcodes waarvoor de organisatie werkt, met komma's: 99AA00,99AB00.")
    ] = "",
    regio: Annotated[str | None, typer.Option(help="Regio, bijvoorbeeld plein-013.")] = None,
    gebruiker: Annotated[str | None, typer.Option(help="Pseudoniem van de persoon, nooit een naam.")] = None,
    geldig: Annotated[int, typer.Option(min=1, max=365, help="Aantal dagen dat het token geldig is.")] = 1,
) -> None:
    """Maak een toegangstoken. Alleen het token komt op het scherm, zodat u het kunt doorgeven."""
    if regio is not None and regio not in profielen():
        wrong_use(f"De regio {regio} is niet bekend. Bekend zijn: {', '.join(sorted(profielen()))}.")
    schools = [school.strip() for school in namens.split(",") if school.strip()]
    signed = sign_token(
        settings(), SystemClock().now(), timedelta(days=geldig),
        rol=rol, organisatie=organisatie, namens=schools, regio=regio, gebruiker=gebruiker,
    )  # fmt: skip
    print(signed)
