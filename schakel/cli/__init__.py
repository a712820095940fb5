"""The command line `schakel`: one file a command. Exit codes: 0 done, 1 found something wrong, 2 wrong use."""

from schakel.cli.app import app, main

__all__ = ["app", "main"]
