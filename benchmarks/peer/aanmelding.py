"""The peer's aggregate: an aanmelding, one per pupil, with the rules that the stories of `decide` touch."""

from eventsourcing.domain import Aggregate, event

TEXT = "Deze verzonnen tekst staat voor wat een school over een leerling schrijft. " * 10
"""Makes an event ~1 KB, as ours is."""


class Aanmelding(Aggregate):
    """State and events. A command that a rule forbids raises ValueError, and no event is made."""

    @event("Ontvangen")
    def __init__(self, school: str, ontvangstdatum: str, leerjaar: int, tekst: str) -> None:
        self.school = school
        self.ontvangstdatum = ontvangstdatum
        self.leerjaar = leerjaar
        self.tekst = tekst
        self.gevraagd = 0
        self.beantwoord = 0
        self.toegelaten = ""

    def vraag_aanvulling(self, datum: str, tekst: str) -> None:
        """More is asked of the ouders."""
        self._aanvulling_gevraagd(datum, tekst)

    def ontvang_aanvulling(self, datum: str, tekst: str) -> None:
        """They answer, where something was asked."""
        if self.beantwoord >= self.gevraagd:
            raise ValueError("nothing was asked")
        self._aanvulling_ontvangen(datum, tekst)

    def laat_toe(self, datum: str, tekst: str) -> None:
        """The school takes the pupil."""
        self._toegelaten(datum, tekst)

    @event("AanvullingGevraagd")
    def _aanvulling_gevraagd(self, datum: str, tekst: str) -> None:
        self.gevraagd += 1

    @event("AanvullingOntvangen")
    def _aanvulling_ontvangen(self, datum: str, tekst: str) -> None:
        self.beantwoord += 1

    @event("Toegelaten")
    def _toegelaten(self, datum: str, tekst: str) -> None:
        self.toegelaten = datum


def nieuw() -> Aanmelding:
    """Of a new pupil, with one event."""
    return Aanmelding("99AA00", "2026-03-02", 5, TEXT)
