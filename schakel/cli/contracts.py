"""`schakel contracts`: what is generated from the code and checked in."""

from schakel.cli.console import found_wrong, out
from schakel.cli.help import Commandos
from schakel.generated import outdated, write

app = Commandos(help="Schema's en documenten die uit de code komen.")


@app.command()
def export() -> None:
    """Schrijf JSON Schema's, OpenAPI en de lijst met instellingen opnieuw."""
    for path in write():
        out.print(str(path))


@app.command()
def check() -> None:
    """Kijk of wat er staat nog klopt met de code."""
    found = outdated()
    if found:
        names = "\n".join(f"  {path}" for path in found)
        found_wrong(f"Niet meer gelijk aan de code:\n{names}\nVoer `schakel contracts export` uit en leg het vast.")
    out.print("Schema's en documenten kloppen met de code.")
