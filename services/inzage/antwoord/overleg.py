"""Answers about overleg."""

from datetime import date

from contracts.codes import Overlegsoort

from .basis import Antwoord


class Overleg(Antwoord):
    """Een overleg over de leerling dat is gehouden."""

    soort: Overlegsoort
    datum: date
