"""From what the school view keeps to what inzage answers."""

from .kengetallen import toon_groep, toon_kengetallen
from .leerlingen import toon_leerling
from .termijnen import toon_signaal, toon_termijn_van_school
from .tijdlijn import toon_moment

__all__ = ["toon_groep", "toon_kengetallen", "toon_leerling", "toon_moment", "toon_signaal", "toon_termijn_van_school"]
