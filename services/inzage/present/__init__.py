"""From what the school view keeps to what inzage answers."""

from .kengetallen import present_groep, present_kengetallen
from .leerlingen import present_leerling
from .termijnen import present_signaal, present_termijn_van_school
from .tijdlijn import present_moment

__all__ = [
    "present_groep", "present_kengetallen", "present_leerling", "present_moment", "present_signaal",
    "present_termijn_van_school",
]  # fmt: skip
