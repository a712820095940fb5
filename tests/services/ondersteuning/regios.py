"""The ondersteuning context with the regions of this hub, and with one that has waiting times of its own."""

from typing import Final

from contracts.regio import profielen
from contracts.regioprofiel import Wachttijd
from services.ondersteuning import ONDERSTEUNING

PROFIELEN: Final = profielen()
DECIDER: Final = ONDERSTEUNING(PROFIELEN)

_22_02 = PROFIELEN["22-02"]
GEDULDIG: Final = ONDERSTEUNING(
    {
        "22-02": _22_02.model_copy(
            update={"wachttijd": Wachttijd(dagen=30, per_regel={"opp-handelingsdeel-ingestemd": 42})}
        )
    }
)
