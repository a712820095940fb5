"""The peer's aggregate behind HTTP: what was sent, as intake keeps it. Made, and never changed."""

from typing import Any

from eventsourcing.domain import Aggregate, event


class Inzending(Aggregate):
    """One submission; its attributes and its content."""

    @event("Ontvangen")
    def __init__(self, school: str, soort: str, bron: str, kenmerk: str, leerling: str, inhoud: dict[str, Any]) -> None:
        self.school = school
        self.soort = soort
        self.bron = bron
        self.kenmerk = kenmerk
        self.leerling = leerling
        self.inhoud = inhoud
