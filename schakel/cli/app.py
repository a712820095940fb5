"""The commands together, and what they share in how they end."""

import sys
from typing import NoReturn

import asyncpg
import typer

from eventlog.fault_name import fault_name
from eventlog.storage.unavailable import is_unavailable
from schakel.cli.contracts import app as contracts
from schakel.cli.demo import demo
from schakel.cli.geparkeerd import app as geparkeerd
from schakel.cli.help import Commandos
from schakel.cli.ingest import ingest
from schakel.cli.projecties import app as projecties
from schakel.cli.serve import serve
from schakel.cli.simulate import simulate
from schakel.cli.termijnen import app as termijnen
from schakel.cli.token import token
from schakel.cli.usage import in_dutch
from schakel.cli.verify import verify
from schakel.settings import SettingsError

app = Commandos(
    name="schakel",
    help="De schakel tussen scholen, het samenwerkingsverband en zorgpartners.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (demo, serve, ingest, token, simulate, verify):
    app.command()(command)
app.add_typer(termijnen, name="termijnen")
app.add_typer(projecties, name="projecties")
app.add_typer(geparkeerd, name="geparkeerd")
app.add_typer(contracts, name="contracts")


def main() -> NoReturn:
    """Run the command line."""
    try:
        ended = app(prog_name="schakel", standalone_mode=False)
    except typer.TyperException as wrong:
        print(in_dutch(wrong), file=sys.stderr)
        sys.exit(2)
    except typer.Abort:
        print("Afgebroken.", file=sys.stderr)
        sys.exit(1)
    except SettingsError as wrong:
        print(f"Een instelling klopt niet.\n{wrong}\nZie docs/settings.md.", file=sys.stderr)
        sys.exit(2)
    except (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InvalidCatalogNameError) as refused:
        _unavailable("De database laat de hub niet toe", refused)
    except Exception as fault:
        if not is_unavailable(fault):
            raise
        _unavailable("De database of de schijf doet het nu niet", fault)
    sys.exit(ended if isinstance(ended, int) else 0)


def _unavailable(text: str, fault: Exception) -> NoReturn:
    # The kind of fault alone: its text may hold what was sent, or a password.
    print(
        f"{text} ({fault_name(fault)}). Controleer SCHAKEL_DATABASE_URL of SCHAKEL_DATA, en of er ruimte is. "
        "Probeer het dan opnieuw.",
        file=sys.stderr,
    )
    sys.exit(1)
