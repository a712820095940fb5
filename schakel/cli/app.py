"""The commands together, and what they share in how they end."""

import sys

import typer

from schakel.cli import contracts, demo, ingest, serve, simulate, termijnen, token, verify
from schakel.settings import SettingsError

app = typer.Typer(
    name="schakel",
    help="De schakel tussen scholen, het samenwerkingsverband en zorgpartners.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(demo.demo)
app.command()(serve.serve)
app.command()(ingest.ingest)
app.command()(token.token)
app.command()(simulate.simulate)
app.command()(verify.verify)
app.add_typer(termijnen.app, name="termijnen")
app.add_typer(contracts.app, name="contracts")


def main() -> None:
    """Run the command line."""
    try:
        app()
    except SettingsError as wrong:
        print(f"Een instelling klopt niet.\n{wrong}\nZie docs/settings.md.", file=sys.stderr)
        sys.exit(2)
