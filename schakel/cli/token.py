"""`schakel token`: an access token signed with the hub's own key, for the embedded form."""

from datetime import timedelta
from typing import Annotated

import typer

from contracts.codes import Rol
from contracts.regio import profiel_van_school, profielen
from eventlog.clock import SystemClock
from schakel.cli.console import settings, wrong_use
from schakel.tokens import sign_token
from services.web.identity import is_school
from services.web.problem import Problem


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
    elsewhere = [school for school in (*schools, organisatie) if regio not in (None, _regio_of(school, regio))]
    if elsewhere:
        wrong_use(
            f"Niet van de regio {regio}: {', '.join(elsewhere)}. Laat --regio weg; het regioprofiel noemt de regio van "
            "deze scholen."
        )
    try:
        signed = sign_token(
            settings(), SystemClock().now(), timedelta(days=geldig),
            rol=rol, organisatie=organisatie, namens=schools, regio=regio, gebruiker=gebruiker,
        )  # fmt: skip
    except Problem as refused:
        wrong_use(f"De hub zou dit token weigeren. {refused.detail}")
    print(signed)


def _regio_of(school: str, otherwise: str | None) -> str | None:
    profiel = profiel_van_school(school)
    return profiel.code if profiel is not None else otherwise
