"""What the schoolprofiel context reads of each event: the fields that a rule needs."""

from contracts import schoolprofielen
from eventlog.body import Nothing
from eventlog.deciding.shapes import Shape, per_type


class OndersteuningsaanbodVastgesteld(Shape, frozen=True):
    profielversie: str


class MrInstemmingVerleend(Shape, frozen=True):
    profielversie: str


class OndersteuningsinzetGerapporteerd(Shape, frozen=True):
    gebied: str


class VraagZonderAanbodGerapporteerd(Shape, frozen=True):
    gebied: str


BESLIST = per_type(
    schoolprofielen,
    OndersteuningsaanbodVastgesteld, MrInstemmingVerleend, OndersteuningsinzetGerapporteerd,
    VraagZonderAanbodGerapporteerd,
) | {schoolprofielen.ExpertiseGeregistreerd.kenmerken.type: Nothing}  # fmt: skip
"""What this context decides on: every event of the domain schoolprofielen. Of expertise no rule asks anything."""
