"""What an intern begeleider of one school wants to see this morning, in the terminal.

Pure: `lees` turns the hub's answers into an `Ochtend`, `toon` turns that into Rich renderables. Names come from the
API, which opens them for this school: they go to the school's own screen and nowhere else.
"""

from .antwoorden import Antwoorden, lees
from .ochtend import Bericht, Ochtend, Termijn
from .scherm import BREEDTE, toon

__all__ = ["BREEDTE", "Antwoorden", "Bericht", "Ochtend", "Termijn", "lees", "toon"]
