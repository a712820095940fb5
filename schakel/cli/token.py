"""`schakel token`: an access token signed with the hub's own key, for the embedded form."""

from datetime import timedelta
from typing import Annotated

import typer

from contracts.codes import Rol
from contracts.regio import profielen
from eventlog.clock import SystemClock
from schakel.cli.console import settings, wrong_use
from schakel.tokens import sign_token
from services.web.identity import is_school


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
    if not organisatie.strip():
        wrong_use("De organisatie is leeg. Geef een schoolcode, OIN of naam van de leverancier.")
    schools = [school.strip() for school in namens.split(",") if school.strip()]
    wrong = [school for school in schools if not is_school(school)]
    if wrong:
        wrong_use(f"Dit is geen schoolcode: {', '.join(wrong)}. Een schoolcode is BRIN en vestiging, zoals 12AB00.")
    signed = sign_token(
        settings(), SystemClock().now(), timedelta(days=geldig),
        rol=rol, organisatie=organisatie, namens=schools, regio=regio, gebruiker=gebruiker,
    )  # fmt: skip
    print(signed)
